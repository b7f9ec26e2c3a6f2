-- org_path as the last key of every order: its range is then looked at in the index, once for the statement and before any row is
-- fetched. As an included column it was compared row by row, with the settings read anew for each.
DROP INDEX "application_by_status_idx";
DROP INDEX "application_by_stage_idx";
DROP INDEX "application_by_batch_idx";
DROP INDEX "application_by_recommender_idx";
DROP INDEX "application_by_industry_idx";
DROP INDEX "application_by_honor_idx";
DROP INDEX "application_by_status_submitted_idx";
DROP INDEX "application_by_batch_submitted_idx";
DROP INDEX "application_waiting_idx";
DROP INDEX "application_city_path_first_submitted_at_id_idx";
DROP INDEX "application_city_path_submitted_at_id_idx";
DROP INDEX "application_city_path_studio_name_id_idx";
CREATE INDEX "application_by_status_idx" ON "application" ("city_path", "status", "first_submitted_at", "id", "org_path") INCLUDE ("member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_stage_idx" ON "application" ("city_path", "stage", "first_submitted_at", "id", "org_path") INCLUDE ("member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_batch_idx" ON "application" ("city_path", "batch_id", "first_submitted_at", "id", "org_path") INCLUDE ("member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_recommender_idx" ON "application" ("city_path", "recommender_path", "first_submitted_at", "id", "org_path") INCLUDE ("member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_industry_idx" ON "application" ("city_path", "industry", "first_submitted_at", "id", "org_path") INCLUDE ("member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_honor_idx" ON "application" ("city_path", "top_honor_rank", "first_submitted_at", "id", "org_path") INCLUDE ("member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_status_submitted_idx" ON "application" ("city_path", "status", "submitted_at", "id", "org_path") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_batch_submitted_idx" ON "application" ("city_path", "batch_id", "submitted_at", "id", "org_path") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_waiting_idx" ON "application" ("city_path", "status", "stage_since", "id", "org_path")
  WHERE "status" IN ('enterpriseReview', 'districtReview', 'industryReview', 'cityReview', 'returned');
CREATE INDEX "application_by_number_idx" ON "application" ("city_path", "first_submitted_at", "id", "org_path") INCLUDE ("member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_submitted_idx" ON "application" ("city_path", "submitted_at", "id", "org_path") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_name_idx" ON "application" ("city_path", "studio_name" COLLATE "zh-x-icu", "id", "org_path") WHERE "first_submitted_at" IS NOT NULL;

-- Taking a text apart costs a hundred comparisons: the planner must know, or it takes every row apart instead of asking the index.
ALTER FUNCTION search_grams(text, text, text[]) COST 20000;

-- Ids of submitted applications inside the caller's scope that a search finds: at most so many. Null for one that asks for what stands in
-- too many rows, by a sample of them: then the order of the list finds a page sooner than any set of ids.
-- In a scope of no more than p_small rows they are read themselves. Neither @> nor LIKE is leakproof, so under the caller's own policy no index could
-- answer; the range stands in the query here.
DROP FUNCTION matching_applications(text[], text, int);
CREATE FUNCTION matching_applications(p_grams text[], p_pattern text, p_criterion text, p_most int, p_small int) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET work_mem = '32MB' SET jit = off AS $$
DECLARE
  lo constant text := nullif(current_setting('app.lo', true), '');
  hi constant text := nullif(current_setting('app.hi', true), '');
  seen int;
  hits int;
BEGIN
  IF lo IS NULL OR hi IS NULL THEN RETURN '{}'; END IF;
  IF (SELECT count(*) <= p_small FROM (SELECT FROM application a WHERE a.org_path >= lo AND a.org_path < hi AND a.first_submitted_at IS NOT NULL LIMIT p_small + 1) s) THEN
    RETURN ARRAY(SELECT a.id::text FROM application a WHERE a.org_path >= lo AND a.org_path < hi AND a.first_submitted_at IS NOT NULL
      AND (p_pattern IS NULL OR a.search_text LIKE p_pattern OR lower(a.number) LIKE p_pattern)
      AND (p_criterion IS NULL OR a.unmet_criteria @> ARRAY[p_criterion]) LIMIT p_most);
  END IF;
  IF cardinality(p_grams) = 0 THEN RETURN NULL; END IF;
  -- some eighty pages of the table, wherever they lie
  SELECT count(*), count(*) FILTER (WHERE (p_pattern IS NULL OR a.search_text LIKE p_pattern OR lower(a.number) LIKE p_pattern)
      AND (p_criterion IS NULL OR a.unmet_criteria @> ARRAY[p_criterion])) INTO seen, hits
    FROM application a TABLESAMPLE SYSTEM ((SELECT least(100, 8000.0 / greatest(1, c.relpages)) FROM pg_class c WHERE c.oid = 'application'::regclass))
    WHERE a.org_path >= lo AND a.org_path < hi AND a.first_submitted_at IS NOT NULL;
  IF hits > 8 AND hits > 0.04 * seen THEN RETURN NULL; END IF;
  RETURN ARRAY(SELECT a.id::text FROM application a WHERE a.org_path >= lo AND a.org_path < hi AND a.first_submitted_at IS NOT NULL
    AND search_grams(a.search_text, a.number, a.unmet_criteria) @> p_grams
    AND (p_pattern IS NULL OR a.search_text LIKE p_pattern OR lower(a.number) LIKE p_pattern) LIMIT p_most);
END $$;
GRANT CREATE ON SCHEMA public TO portal_keeper;
ALTER FUNCTION matching_applications(text[], text, text, int, int) OWNER TO portal_keeper;
REVOKE CREATE ON SCHEMA public FROM portal_keeper;
REVOKE EXECUTE ON FUNCTION matching_applications(text[], text, text, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matching_applications(text[], text, text, int, int) TO portal_app;
