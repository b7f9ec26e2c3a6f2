-- Lists that cost the same over a million applications as over ten thousand: what they filter, count and search stands in columns
-- and on indexes. See docs/decisions/lists-at-scale.md.

-- Columns -----------------------------------------------------------------------------------------
-- the stage that holds the case, or returned it: a condition on route would not be leakproof, and no index could answer it
ALTER TABLE "application" ADD COLUMN "stage" TEXT GENERATED ALWAYS AS (
  CASE WHEN "status" IN ('enterpriseReview', 'districtReview', 'industryReview', 'cityReview', 'returned') THEN "route" ->> "stage_index" END) STORED;
-- persons of the team in the newest snapshot, the lead included
ALTER TABLE "application" ADD COLUMN "member_count" INTEGER NOT NULL DEFAULT 1;
-- 需上级代审: the union above that must act because nobody may decide where the case waits; kept by triggers
ALTER TABLE "application" ADD COLUMN "acting_path" TEXT COLLATE "C";

-- Search ------------------------------------------------------------------------------------------
-- What a text is found by: characters and pairs of what is not ASCII, threes of what is (initials, pinyin, numbers), and
-- "#key" for each criterion with a warning. The searching half is searchGrams() in src/lib/search-text.ts.
CREATE FUNCTION search_grams(p_text text, p_number text, p_criteria text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT array_agg(gram) FROM (
    SELECT '#' || key AS gram FROM unnest(p_criteria) key
    UNION ALL
    SELECT unnest(ARRAY[
      CASE WHEN octet_length(a) > 1 THEN a END,
      CASE WHEN octet_length(a) > 1 AND octet_length(b) > 1 THEN a || b END,
      CASE WHEN octet_length(a || b || c) = 3 AND a <> ' ' AND b <> ' ' AND c <> ' ' THEN a || b || c END])
    FROM (SELECT string_to_array(lower(p_text || ' ' || coalesce(p_number, '')), NULL) AS letters) whole,
      unnest(letters, letters[2:], letters[3:]) AS at (a, b, c)
  ) grams WHERE gram IS NOT NULL
$$;
CREATE INDEX "application_search_idx" ON "application" USING gin (search_grams("search_text", "number", "unmet_criteria"))
  WHERE "first_submitted_at" IS NOT NULL;

-- Ids of submitted applications inside the caller's scope that have these grams and, where a pattern is given, match it: at most so
-- many. Neither @> nor LIKE is leakproof, so under the caller's own policy no index could answer; the range stands in the query here.
CREATE FUNCTION matching_applications(p_grams text[], p_pattern text, p_most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan ROWS 500 AS $$
BEGIN
  RETURN QUERY SELECT a.id FROM application a
    WHERE a.org_path >= nullif(current_setting('app.lo', true), '') AND a.org_path < nullif(current_setting('app.hi', true), '')
      AND a.first_submitted_at IS NOT NULL
      AND search_grams(a.search_text, a.number, a.unmet_criteria) @> p_grams
      AND (p_pattern IS NULL OR a.search_text LIKE p_pattern OR lower(a.number) LIKE p_pattern)
    LIMIT p_most;
END $$;

-- Orders and counts -------------------------------------------------------------------------------
-- A filter and its order on one index, with what a count needs beside it. Drafts are in none of them.
CREATE INDEX "application_submitted_scope_idx" ON "application" ("org_path", "first_submitted_at", "id") INCLUDE ("city_path", "member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_status_idx" ON "application" ("city_path", "status", "first_submitted_at", "id") INCLUDE ("org_path", "member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_stage_idx" ON "application" ("city_path", "stage", "first_submitted_at", "id") INCLUDE ("org_path", "member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_batch_idx" ON "application" ("city_path", "batch_id", "first_submitted_at", "id") INCLUDE ("org_path", "member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_recommender_idx" ON "application" ("city_path", "recommender_path", "first_submitted_at", "id") INCLUDE ("org_path", "member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_industry_idx" ON "application" ("city_path", "industry", "first_submitted_at", "id") INCLUDE ("org_path", "member_count") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_honor_idx" ON "application" ("city_path", "top_honor_rank", "first_submitted_at", "id") INCLUDE ("org_path", "member_count") WHERE "first_submitted_at" IS NOT NULL;
-- status, stage and batch go with time: by date of submission a walk along the time alone would pass everything else first
CREATE INDEX "application_by_status_submitted_idx" ON "application" ("city_path", "status", "submitted_at", "id") INCLUDE ("org_path") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_by_batch_submitted_idx" ON "application" ("city_path", "batch_id", "submitted_at", "id") INCLUDE ("org_path") WHERE "first_submitted_at" IS NOT NULL;
CREATE INDEX "application_acting_idx" ON "application" ("acting_path", "stage_since", "id") WHERE "acting_path" IS NOT NULL;
-- the work list's count of what waits reads nothing but its index
DROP INDEX "application_city_path_status_stage_since_id_idx";
CREATE INDEX "application_waiting_idx" ON "application" ("city_path", "status", "stage_since", "id") INCLUDE ("org_path")
  WHERE "status" IN ('enterpriseReview', 'districtReview', 'industryReview', 'cityReview', 'returned');
CREATE INDEX "proposal_pending_idx" ON "proposal" ("org_path") WHERE "pending_key" IS NOT NULL;
CREATE INDEX "notice_unread_idx" ON "notice" ("recipient_path", "org_path") WHERE "read_at" IS NULL;

-- Acting review -----------------------------------------------------------------------------------
-- The union above the one that holds the case when nobody there may decide it: no reviewer, or all of them excluded by the
-- same-person rule. Names are compared here without punctuation; the case itself asks the exact rule.
CREATE FUNCTION acting_path_of(a application) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT held.above FROM (SELECT CASE a.status WHEN 'enterpriseReview' THEN 9 WHEN 'districtReview' THEN 18 WHEN 'industryReview' THEN 18 END) AS below (n),
    LATERAL (SELECT substr(a.org_path, 1, length(a.org_path) - below.n) AS union_path, substr(a.org_path, 1, length(a.org_path) - below.n - 9) AS above) held
  WHERE below.n IS NOT NULL AND length(held.above) >= 10 AND NOT EXISTS (
    SELECT FROM role_grant g LEFT JOIN user_account u ON u.id = g.account_id
    WHERE g.org_path = held.union_path AND g.revoked_at IS NULL AND u.disabled_at IS NULL
      AND g.role = CASE a.status WHEN 'enterpriseReview' THEN 'enterpriseReviewer' ELSE 'districtReviewer' END
      AND g.account_id <> a.created_by
      AND NOT EXISTS (SELECT FROM decision d WHERE d.application_id = a.id AND d.standing_key IS NOT NULL AND d.actor_id = g.account_id)
      AND NOT EXISTS (SELECT FROM role_grant s WHERE s.org_path = a.org_path AND s.account_id = g.account_id AND s.role IN ('lead', 'contributor'))
      AND (u.mobile IS NULL OR NOT EXISTS (
        SELECT FROM submission n, LATERAL (VALUES
          (n.content -> 'team' ->> 'leadName', n.content -> 'team' ->> 'leadMobile'),
          (n.content -> 'unit' ->> 'contactName', n.content -> 'unit' ->> 'contactMobile')) AS party (name, mobile)
        WHERE n.application_id = a.id AND n.round = a.round AND party.mobile = u.mobile
          AND regexp_replace(lower(normalize(party.name, NFKC)), '[[:space:][:punct:]]', '', 'g') = regexp_replace(lower(normalize(u.name, NFKC)), '[[:space:][:punct:]]', '', 'g'))))
$$;
CREATE FUNCTION note_acting_of_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE application a SET acting_path = acting_path_of(a) WHERE a.id = NEW.id AND a.acting_path IS DISTINCT FROM acting_path_of(a);
  RETURN NULL;
END $$;
-- At commit, when the snapshot and the decision of the move stand as well.
CREATE CONSTRAINT TRIGGER acting_begun AFTER INSERT ON application DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.status IN ('enterpriseReview', 'districtReview', 'industryReview')) EXECUTE FUNCTION note_acting_of_case();
CREATE CONSTRAINT TRIGGER acting_moved AFTER UPDATE OF status, stage_index, round, created_by ON application DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.status, OLD.stage_index, OLD.round, OLD.created_by) IS DISTINCT FROM (NEW.status, NEW.stage_index, NEW.round, NEW.created_by)
    AND (NEW.acting_path IS NOT NULL OR NEW.status IN ('enterpriseReview', 'districtReview', 'industryReview')))
  EXECUTE FUNCTION note_acting_of_case();

-- Who may decide has changed in a union, or who belongs to a studio: its waiting cases are asked anew.
CREATE FUNCTION note_acting_of_union(p_org_path text, p_role text) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE application a SET acting_path = acting_path_of(a)
  WHERE a.org_path >= p_org_path AND a.org_path < rtrim(p_org_path, '/') || '0' AND a.acting_path IS DISTINCT FROM acting_path_of(a)
    AND CASE p_role WHEN 'enterpriseReviewer' THEN a.status = 'enterpriseReview' AND length(a.org_path) = length(p_org_path) + 9
      WHEN 'districtReviewer' THEN a.status IN ('districtReview', 'industryReview') AND length(a.org_path) = length(p_org_path) + 18
      WHEN 'lead' THEN a.org_path = p_org_path AND a.status IN ('enterpriseReview', 'districtReview', 'industryReview')
      WHEN 'contributor' THEN a.org_path = p_org_path AND a.status IN ('enterpriseReview', 'districtReview', 'industryReview')
      ELSE false END
$$;
CREATE FUNCTION note_acting_of_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM note_acting_of_union(NEW.org_path, NEW.role);
  RETURN NULL;
END $$;
CREATE TRIGGER acting AFTER INSERT OR UPDATE OF revoked_at, role, account_id ON role_grant FOR EACH ROW
  WHEN (NEW.role IN ('enterpriseReviewer', 'districtReviewer', 'lead', 'contributor')) EXECUTE FUNCTION note_acting_of_grant();
CREATE FUNCTION note_acting_of_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM note_acting_of_union(g.org_path, g.role) FROM role_grant g
    WHERE g.account_id = NEW.id AND g.revoked_at IS NULL AND g.role IN ('enterpriseReviewer', 'districtReviewer');
  RETURN NULL;
END $$;
CREATE TRIGGER acting AFTER UPDATE OF name, mobile, disabled_at ON user_account FOR EACH ROW
  WHEN ((OLD.name, OLD.mobile, OLD.disabled_at) IS DISTINCT FROM (NEW.name, NEW.mobile, NEW.disabled_at)) EXECUTE FUNCTION note_acting_of_account();

-- The keeper of these functions reads what the same-person rule asks, and writes the one column.
GRANT SELECT (id, org_path, account_id, role, revoked_at) ON role_grant TO portal_keeper;
GRANT SELECT (id, name, mobile, disabled_at) ON user_account TO portal_keeper;
GRANT SELECT (application_id, standing_key, actor_id) ON decision TO portal_keeper;
GRANT SELECT (application_id, round, content) ON submission TO portal_keeper;
GRANT UPDATE (acting_path) ON application TO portal_keeper;
CREATE POLICY keeper ON role_grant FOR SELECT TO portal_keeper USING (true);
CREATE POLICY keeper ON user_account FOR SELECT TO portal_keeper USING (true);
CREATE POLICY keeper ON decision FOR SELECT TO portal_keeper USING (true);
CREATE POLICY keeper ON submission FOR SELECT TO portal_keeper USING (true);
CREATE POLICY keeper_notes ON application FOR UPDATE TO portal_keeper USING (true) WITH CHECK (true);
GRANT CREATE ON SCHEMA public TO portal_keeper;
ALTER FUNCTION matching_applications(text[], text, int) OWNER TO portal_keeper;
ALTER FUNCTION note_acting_of_case() OWNER TO portal_keeper;
ALTER FUNCTION note_acting_of_grant() OWNER TO portal_keeper;
ALTER FUNCTION note_acting_of_account() OWNER TO portal_keeper;
REVOKE CREATE ON SCHEMA public FROM portal_keeper;
REVOKE EXECUTE ON FUNCTION matching_applications(text[], text, int), note_acting_of_union(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matching_applications(text[], text, int) TO portal_app;
GRANT EXECUTE ON FUNCTION note_acting_of_union(text, text) TO portal_keeper;

-- What is already there. The owner is bound by FORCE, so it is lifted for the time of this transaction.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['application', 'submission', 'role_grant', 'user_account', 'decision'] LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t);
  END LOOP;
  UPDATE application a SET member_count = 1 + CASE WHEN jsonb_typeof(s.content #> '{team,members}') = 'array' THEN jsonb_array_length(s.content #> '{team,members}') ELSE 0 END
    FROM submission s WHERE s.application_id = a.id AND s.round = a.round;
  UPDATE application a SET acting_path = acting_path_of(a) WHERE status IN ('enterpriseReview', 'districtReview', 'industryReview') AND acting_path_of(a) IS NOT NULL;
  SET CONSTRAINTS ALL IMMEDIATE;
  FOREACH t IN ARRAY ARRAY['application', 'submission', 'role_grant', 'user_account', 'decision'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
-- The recommending unions of a subtree: a city of ten thousand enterprises has a few dozen.
CREATE INDEX "org_unit_recommending_idx" ON "org_unit" ("city_path", "code") WHERE "kind" IN ('city', 'district', 'zone', 'industry');

-- Writes ------------------------------------------------------------------------------------------
-- Takes a key of one effect and answers what was stored under it: the second of two waits for the first and then reads its
-- answer, which a single SELECT could not (its snapshot is older than the lock).
CREATE FUNCTION hold_key(p_account uuid, p_key uuid) RETURNS TABLE (action text, request_hash text, response jsonb)
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_account || ':' || p_key, 0));
  RETURN QUERY SELECT k.action, k.request_hash, k.response FROM idempotency_key k WHERE k.account_id = p_account AND k.key = p_key;
END $$;
