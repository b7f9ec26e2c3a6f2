-- The orders of the registry. The city stands first: within it a page is read along the index, and the range of org_path filters.
CREATE INDEX "application_city_path_first_submitted_at_id_idx" ON "application" ("city_path", "first_submitted_at", "id");
CREATE INDEX "application_city_path_submitted_at_id_idx" ON "application" ("city_path", "submitted_at", "id");
-- by pinyin, as a Chinese list is read
CREATE INDEX "application_city_path_studio_name_id_idx" ON "application" ("city_path", "studio_name" COLLATE "zh-x-icu", "id");
