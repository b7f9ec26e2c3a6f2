-- A search that reads no more than it can pay for, whatever is typed. See docs/decisions/lists-at-scale.md.

-- What a text is found by: characters and pairs of what is not ASCII, threes of what is (initials, pinyin, numbers), each sign of
-- ASCII, the first one and two letters of each word with the space before it, and "#key" for each criterion with a warning.
-- The searching half is searchGrams() in src/lib/search-text.ts. The function keeps its name, so the index is made anew.
DROP INDEX "application_search_idx";
CREATE OR REPLACE FUNCTION search_grams(p_text text, p_number text, p_criteria text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog COST 20000 AS $$
  SELECT array_agg(gram) FROM (
    SELECT '#' || key AS gram FROM unnest(p_criteria) key
    UNION ALL
    SELECT unnest(ARRAY[
      CASE WHEN octet_length(a) > 1 OR strpos('!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', a) > 0 THEN a END,
      CASE WHEN octet_length(a) > 1 AND octet_length(b) > 1 OR a = ' ' AND octet_length(b) = 1 AND b <> ' ' THEN a || b END,
      CASE WHEN octet_length(a || b || c) = 3 AND b <> ' ' AND c <> ' ' THEN a || b || c END])
    FROM (SELECT string_to_array(' ' || lower(p_text || ' ' || coalesce(p_number, '')), NULL) AS letters) whole,
      unnest(letters, letters[2:], letters[3:]) AS at (a, b, c)
  ) grams WHERE gram IS NOT NULL
$$;
CREATE INDEX "application_search_idx" ON "application" USING gin (search_grams("search_text", "number", "unmet_criteria"))
  WHERE "first_submitted_at" IS NOT NULL;

-- The rules by which search_text was made (SEARCH_TEXT_VERSION in src/lib/search-text.ts). What is already there was made by earlier ones, and is
-- made anew in the background after the start. New rules: a new index and a new default.
ALTER TABLE "application" ADD COLUMN "search_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "application" ALTER COLUMN "search_version" SET DEFAULT 1;
CREATE INDEX "application_search_stale_idx" ON "application" ("city_path", "id") WHERE "search_version" < 1;

-- Ids of submitted applications inside the caller's scope that a search finds: at most p_most. Null where the index cannot tell soon: by a
-- sample, or after p_look rows that have the grams; the list then reads along its order.
-- In a scope of no more than p_small rows they are read themselves. Neither @> nor LIKE is leakproof, so under the caller's own policy no index could
-- answer; the range stands in the query here.
DROP FUNCTION matching_applications(text[], text, text, int, int);
CREATE FUNCTION matching_applications(p_grams text[], p_patterns text[], p_criterion text, p_most int, p_small int, p_look int) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET work_mem = '32MB' SET jit = off AS $$
DECLARE
  lo constant text := nullif(current_setting('app.lo', true), '');
  hi constant text := nullif(current_setting('app.hi', true), '');
  pages constant real := (SELECT greatest(1, c.relpages) FROM pg_class c WHERE c.oid = 'application'::regclass);
  -- LIKE, as taking a sampled row apart costs a hundred times as much
  gram_patterns constant text[] := ARRAY(SELECT '%' || regexp_replace(gram, '([\\%_])', '\\\1', 'g') || '%' FROM unnest(p_grams) gram);
  grams constant text[] := p_grams || CASE WHEN p_criterion IS NULL THEN '{}' ELSE ARRAY['#' || p_criterion] END;
  seen int;
  candidates int;
  on_pages int;
  hits int;
  ids text[];
BEGIN
  IF lo IS NULL OR hi IS NULL THEN RETURN '{}'; END IF;
  IF (SELECT count(*) <= p_small FROM (SELECT FROM application a WHERE a.org_path >= lo AND a.org_path < hi AND a.first_submitted_at IS NOT NULL LIMIT p_small + 1) s) THEN
    RETURN ARRAY(SELECT a.id::text FROM application a WHERE a.org_path >= lo AND a.org_path < hi AND a.first_submitted_at IS NOT NULL
      AND ' ' || a.search_text || ' ' || lower(coalesce(a.number, '')) LIKE ALL (p_patterns)
      AND (p_criterion IS NULL OR a.unmet_criteria @> ARRAY[p_criterion]) LIMIT p_most);
  END IF;
  IF cardinality(grams) = 0 THEN RETURN NULL; END IF;
  -- some eighty pages of the table, wherever they lie: how many rows the index would name, here and elsewhere, and how many of them are meant
  SELECT count(*), count(*) FILTER (WHERE a.has), count(DISTINCT a.page) FILTER (WHERE a.has), count(*) FILTER (WHERE a.has AND a.org_path >= lo AND a.org_path < hi AND a.line LIKE ALL (p_patterns))
    INTO seen, candidates, on_pages, hits
    FROM (SELECT s.org_path, s.line, s.page, s.line LIKE ALL (gram_patterns) AND (p_criterion IS NULL OR s.unmet_criteria @> ARRAY[p_criterion]) AS has
      FROM (SELECT t.org_path, t.unmet_criteria, (t.ctid::text::point)[0] AS page, ' ' || t.search_text || ' ' || lower(coalesce(t.number, '')) AS line
        FROM application t TABLESAMPLE SYSTEM (least(100, 8000.0 / pages)) WHERE t.first_submitted_at IS NOT NULL) s) a;
  -- on few pages: rows that were written together, of a unit or a year, of which a page holds all and the rest none
  IF on_pages > 5 AND (candidates > 0.04 * seen OR candidates * pages / 80 > 2 * p_look OR hits * pages / 80 > 2 * p_most) THEN RETURN NULL; END IF;
  -- the limit stands before the range: no more is read for a text of another part of the city, either
  SELECT count(*), array_agg(c.id::text) FILTER (WHERE c.org_path >= lo AND c.org_path < hi
      AND ' ' || c.search_text || ' ' || lower(coalesce(c.number, '')) LIKE ALL (p_patterns)
      AND (p_criterion IS NULL OR c.unmet_criteria @> ARRAY[p_criterion])) INTO candidates, ids
    FROM (SELECT a.id, a.org_path, a.search_text, a.number, a.unmet_criteria FROM application a
      WHERE a.first_submitted_at IS NOT NULL AND search_grams(a.search_text, a.number, a.unmet_criteria) @> grams LIMIT p_look + 1) c;
  IF candidates > p_look OR cardinality(ids) > p_most THEN RETURN NULL; END IF;
  RETURN coalesce(ids, '{}');
END $$;
GRANT CREATE ON SCHEMA public TO portal_keeper;
ALTER FUNCTION matching_applications(text[], text[], text, int, int, int) OWNER TO portal_keeper;
REVOKE CREATE ON SCHEMA public FROM portal_keeper;
REVOKE EXECUTE ON FUNCTION matching_applications(text[], text[], text, int, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matching_applications(text[], text[], text, int, int, int) TO portal_app;
