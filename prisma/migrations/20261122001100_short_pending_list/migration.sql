-- What is written goes to a list beside the index of the search first, and every search reads that list whole. At the 4 MB that PostgreSQL allows, some
-- thousand rows, that was 480 pages a search, and half a second for the one write that moved them into the index. At 128 kB it is 16 pages, and a
-- few milliseconds for one write in thirty.
ALTER INDEX "application_search_idx" SET (gin_pending_list_limit = 128);
