-- A row for each criterion that a submitted application does not meet, with the orders and filters of the registry: a page is read along its own
-- index, wherever in the order those rows stand. See docs/decisions/lists-at-scale.md.
CREATE TABLE "application_criterion" (
    "application_id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "city_path" TEXT COLLATE "C" NOT NULL,
    "criterion" TEXT NOT NULL,
    "batch_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "stage" TEXT,
    "recommender_path" TEXT COLLATE "C",
    "industry" TEXT,
    "top_honor_rank" INTEGER NOT NULL,
    "member_count" INTEGER NOT NULL,
    "studio_name" TEXT NOT NULL,
    "first_submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "application_criterion_pkey" PRIMARY KEY ("application_id", "criterion"),
    CONSTRAINT "application_criterion_city_path" CHECK (city_path = substr(org_path, 1, 10))
);

-- The trigger below keeps it; nobody else writes it.
CREATE FUNCTION note_criteria() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM application_criterion c WHERE c.application_id = NEW.id AND (NEW.first_submitted_at IS NULL OR c.criterion <> ALL (NEW.unmet_criteria));
  END IF;
  IF NEW.first_submitted_at IS NOT NULL THEN
    INSERT INTO application_criterion AS c (application_id, org_path, city_path, criterion, batch_id, status, stage, recommender_path, industry,
        top_honor_rank, member_count, studio_name, first_submitted_at, submitted_at)
      SELECT DISTINCT NEW.id, NEW.org_path, NEW.city_path, key, NEW.batch_id, NEW.status, NEW.stage, NEW.recommender_path, NEW.industry,
        NEW.top_honor_rank, NEW.member_count, NEW.studio_name, NEW.first_submitted_at, coalesce(NEW.submitted_at, NEW.first_submitted_at)
      FROM unnest(NEW.unmet_criteria) key
    ON CONFLICT (application_id, criterion) DO UPDATE SET (org_path, city_path, batch_id, status, stage, recommender_path, industry,
        top_honor_rank, member_count, studio_name, first_submitted_at, submitted_at)
      = (EXCLUDED.org_path, EXCLUDED.city_path, EXCLUDED.batch_id, EXCLUDED.status, EXCLUDED.stage, EXCLUDED.recommender_path, EXCLUDED.industry,
        EXCLUDED.top_honor_rank, EXCLUDED.member_count, EXCLUDED.studio_name, EXCLUDED.first_submitted_at, EXCLUDED.submitted_at);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER criteria_begun AFTER INSERT ON application FOR EACH ROW
  WHEN (NEW.first_submitted_at IS NOT NULL AND cardinality(NEW.unmet_criteria) > 0) EXECUTE FUNCTION note_criteria();
CREATE TRIGGER criteria_moved AFTER UPDATE OF unmet_criteria, batch_id, status, stage_index, route, recommender_path, industry, top_honor_rank,
    member_count, studio_name, first_submitted_at, submitted_at ON application FOR EACH ROW
  WHEN (coalesce(NEW.first_submitted_at, OLD.first_submitted_at) IS NOT NULL AND cardinality(OLD.unmet_criteria || NEW.unmet_criteria) > 0)
  EXECUTE FUNCTION note_criteria();

-- What is already there. The owner is bound by FORCE, so it is lifted for the time of this transaction.
ALTER TABLE application NO FORCE ROW LEVEL SECURITY;
INSERT INTO application_criterion
  SELECT DISTINCT a.id, a.org_path, a.city_path, key, a.batch_id, a.status, a.stage, a.recommender_path, a.industry,
    a.top_honor_rank, a.member_count, a.studio_name, a.first_submitted_at, coalesce(a.submitted_at, a.first_submitted_at)
  FROM application a, unnest(a.unmet_criteria) key WHERE a.first_submitted_at IS NOT NULL;
ALTER TABLE application FORCE ROW LEVEL SECURITY;

-- Every filter stands in the index of the first order, so that two filters that seldom meet cost a walk along an index and no row.
CREATE INDEX "application_criterion_by_number_idx" ON "application_criterion" ("city_path", "criterion", "first_submitted_at", "application_id", "org_path")
  INCLUDE ("batch_id", "status", "stage", "recommender_path", "industry", "top_honor_rank", "member_count");
CREATE INDEX "application_criterion_by_submitted_idx" ON "application_criterion" ("city_path", "criterion", "submitted_at", "application_id", "org_path");
CREATE INDEX "application_criterion_by_name_idx" ON "application_criterion" ("city_path", "criterion", "studio_name" COLLATE "zh-x-icu", "application_id", "org_path");
ALTER TABLE "application_criterion" ADD CONSTRAINT "application_criterion_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path")
  REFERENCES "application"("id", "org_path") ON DELETE CASCADE ON UPDATE CASCADE;

-- The fence.
ALTER TABLE application_criterion ENABLE ROW LEVEL SECURITY;
ALTER TABLE application_criterion FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON application_criterion FOR ALL TO portal_app
  USING (org_path >= nullif(current_setting('app.lo', true), '') AND org_path < nullif(current_setting('app.hi', true), ''))
  WITH CHECK (org_path >= nullif(current_setting('app.lo', true), '') AND org_path < nullif(current_setting('app.hi', true), ''));
CREATE POLICY keeper ON application_criterion FOR ALL TO portal_keeper USING (true) WITH CHECK (true);
GRANT SELECT ON application_criterion TO portal_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON application_criterion TO portal_keeper;
GRANT CREATE ON SCHEMA public TO portal_keeper;
ALTER FUNCTION note_criteria() OWNER TO portal_keeper;
REVOKE CREATE ON SCHEMA public FROM portal_keeper;
REVOKE EXECUTE ON FUNCTION note_criteria() FROM PUBLIC;
ANALYZE application_criterion;
