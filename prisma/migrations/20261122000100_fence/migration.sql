-- The tenant fence: roles, paths, row-level security, grants, triggers and the few functions that look beyond a scope.
-- Policies are generated from one list. They are a bare two-bound range on two settings; unset or empty settings see nothing.

-- Roles -------------------------------------------------------------------------------------------
-- portal_app    the web process; owns nothing, bound by every policy
-- portal_auth   sign-in: accounts, grants, sessions and throttles, before a scope exists
-- portal_keeper owns the narrow functions below; nobody can log in as it
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['portal_app', 'portal_auth', 'portal_keeper'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT', r);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster made it meanwhile
      END;
    END IF;
  END LOOP;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT portal_keeper TO %I', current_user);
  END IF;
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO portal_app, portal_auth, portal_keeper;

-- Paths -------------------------------------------------------------------------------------------
ALTER TABLE org_unit ADD CONSTRAINT org_unit_path_shape CHECK (org_path ~ '^/([0-9a-f]{8}/){1,6}$');
ALTER TABLE org_unit ADD CONSTRAINT org_unit_parent_path CHECK (
  CASE WHEN kind = 'city' THEN parent_path IS NULL AND org_path = city_path
       ELSE parent_path = substr(org_path, 1, length(org_path) - 9) AND length(parent_path) >= 10 END);
DO $$
DECLARE t record;
BEGIN
  -- a city_path column is always the first segment of org_path, so a foreign key through it cannot leave the city
  FOR t IN SELECT c.table_name FROM information_schema.columns c
           WHERE c.table_schema = 'public' AND c.column_name = 'city_path' LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (city_path = substr(org_path, 1, 10))', t.table_name, t.table_name || '_city_path');
  END LOOP;
END $$;

-- Rules of rows -----------------------------------------------------------------------------------
ALTER TABLE application ADD CONSTRAINT application_status CHECK (status IN (
  'draft','enterpriseReview','districtReview','industryReview','cityReview','returned','withdrawn',
  'approved','publicity','named','rejected','expired','voided'));
-- one live application of a studio in a batch: the unique key (org_path, live_batch_id) holds only while live
ALTER TABLE application ADD CONSTRAINT application_live CHECK (
  CASE WHEN status IN ('withdrawn','rejected','expired','voided') THEN live_batch_id IS NULL ELSE live_batch_id = batch_id AND live_batch_id IS NOT NULL END);
ALTER TABLE decision ADD CONSTRAINT decision_outcome CHECK (outcome IN ('approve','return','reject'));
ALTER TABLE decision ADD CONSTRAINT decision_standing CHECK ((standing_key IS NULL) = (taken_back_at IS NOT NULL OR lapsed_at IS NOT NULL));
ALTER TABLE proposal ADD CONSTRAINT proposal_kind CHECK (kind IN ('reject','void'));
ALTER TABLE proposal ADD CONSTRAINT proposal_pending CHECK ((pending_key IS NULL) = (outcome IS NOT NULL));
ALTER TABLE user_account ADD CONSTRAINT user_account_login CHECK (login ~ '^[a-z0-9][a-z0-9._-]{2,39}$');

-- Row-level security ------------------------------------------------------------------------------
DO $$
DECLARE
  t text;
  in_scope  constant text := $p$org_path >= current_setting('app.lo', true) AND org_path < current_setting('app.hi', true)$p$;
  -- published rows (organisations above, batches and criteria of one's own city) can also be read from below
  from_below constant text := $p$starts_with(current_setting('app.lo', true), org_path)$p$;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['user_account','role_grant','list_preference','application','application_section','attachment',
    'submission','application_event','decision','return_item','proposal','stage_opening','notice','number_sequence',
    'idempotency_key','audit_event','audit_head'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I FOR ALL TO portal_app USING (%s) WITH CHECK (%s)', t, in_scope, in_scope);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['org_unit','criteria_set','batch'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I FOR ALL TO portal_app USING (%s) WITH CHECK (%s)', t, in_scope, in_scope);
    EXECUTE format('CREATE POLICY published ON %I FOR SELECT TO portal_app USING (%s)', t, from_below);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['user_account','role_grant','user_session','sign_in_throttle','org_unit'] LOOP
    EXECUTE format('CREATE POLICY sign_in ON %I FOR ALL TO portal_auth USING (true) WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['audit_event','audit_head','number_sequence'] LOOP
    EXECUTE format('CREATE POLICY keeper ON %I FOR ALL TO portal_keeper USING (true) WITH CHECK (true)', t);
  END LOOP;
  CREATE POLICY keeper ON application FOR SELECT TO portal_keeper USING (true);
END $$;

-- Grants: what the web process may do inside its scope -----------------------------------------------
GRANT SELECT, INSERT ON org_unit TO portal_app;
GRANT UPDATE (name, short_name, region_code, profile) ON org_unit TO portal_app;
GRANT SELECT, INSERT ON criteria_set TO portal_app;
GRANT SELECT, INSERT ON batch TO portal_app;
GRANT UPDATE (title, closes_at, opens_on, quotas) ON batch TO portal_app;
GRANT SELECT (id, org_path, city_path, login, name, mobile, password_changed_at, must_change_password, disabled_at, locale, created_at), INSERT ON user_account TO portal_app;
GRANT UPDATE (name, mobile, disabled_at, locale) ON user_account TO portal_app;
GRANT SELECT, INSERT ON role_grant TO portal_app;
GRANT UPDATE (revoked_at) ON role_grant TO portal_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON list_preference TO portal_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON application, application_section TO portal_app;
GRANT SELECT, INSERT, DELETE ON attachment TO portal_app;
GRANT UPDATE (removed_at, position, row_id) ON attachment TO portal_app;
GRANT SELECT, INSERT ON submission, application_event, stage_opening, idempotency_key TO portal_app;
GRANT SELECT, INSERT ON decision TO portal_app;
GRANT UPDATE (standing_key, taken_back_at, lapsed_at) ON decision TO portal_app;
GRANT SELECT, INSERT ON return_item TO portal_app;
GRANT UPDATE (answer, answered_at) ON return_item TO portal_app;
GRANT SELECT, INSERT ON proposal TO portal_app;
GRANT UPDATE (pending_key, outcome, settled_by, settled_by_name, settled_org_name, settled_note, settled_at) ON proposal TO portal_app;
GRANT SELECT, INSERT ON notice TO portal_app;
GRANT UPDATE (read_at, read_by) ON notice TO portal_app;
GRANT SELECT ON number_sequence, audit_head, audit_event TO portal_app;
GRANT INSERT (city_path, org_path, actor_id, actor_org_path, role, action, entity, entity_id, detail) ON audit_event TO portal_app;

GRANT SELECT ON org_unit, role_grant TO portal_auth;
GRANT SELECT ON user_account TO portal_auth;
GRANT UPDATE (password_hash, password_changed_at, must_change_password, locale) ON user_account TO portal_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_session, sign_in_throttle TO portal_auth;

GRANT SELECT ON application TO portal_keeper;
GRANT SELECT, INSERT, UPDATE ON number_sequence, audit_head TO portal_keeper;
GRANT SELECT ON audit_event TO portal_keeper;

-- What is never changed or deleted, whoever asks -----------------------------------------------------
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is not allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['submission','application_event','audit_event','criteria_set'] LOOP
    EXECUTE format('CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER immutable_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['decision','return_item','proposal'] LOOP
    EXECUTE format('CREATE TRIGGER kept BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER kept_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
-- a draft that was never submitted may go; anything submitted stays
CREATE TRIGGER kept BEFORE DELETE ON application FOR EACH ROW WHEN (OLD.round > 0 OR OLD.number IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_named_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM submission s WHERE s.application_id = OLD.application_id
             AND s.attachments @> jsonb_build_array(jsonb_build_object('id', OLD.id))) OR OLD.stage IS NOT NULL THEN
    RAISE EXCEPTION 'attachment % is named by a snapshot', OLD.id USING ERRCODE = '42501';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER kept BEFORE DELETE ON attachment FOR EACH ROW EXECUTE FUNCTION refuse_named_attachment();

-- Audit chain --------------------------------------------------------------------------------------
-- One chain per city. The head row is locked, so the chain has no gap and no fork; the web process cannot choose seq, prev or hash.
CREATE FUNCTION audit_row_hash(e audit_event) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(e.city_path, e.seq, (extract(epoch FROM e.at) * 1000)::bigint, e.org_path, e.actor_id,
    e.actor_org_path, e.role, e.action, e.entity, e.entity_id, e.detail, e.prev)::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE h audit_head;
BEGIN
  INSERT INTO audit_head (org_path) VALUES (NEW.city_path) ON CONFLICT DO NOTHING;
  SELECT * INTO h FROM audit_head WHERE org_path = NEW.city_path FOR UPDATE;
  NEW.seq := h.seq + 1;
  NEW.at := date_trunc('milliseconds', clock_timestamp());
  NEW.prev := h.hash;
  NEW.hash := audit_row_hash(NEW);
  UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE org_path = NEW.city_path;
  RETURN NEW;
END $$;
CREATE TRIGGER chain BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION chain_audit_event();

-- Functions that look beyond the scope: each answers one narrow question about one's own city ---------
CREATE FUNCTION scope_city() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(substr(current_setting('app.lo', true), 1, 10), '')
$$;
-- next number of the city and year: AY-2026-0001
CREATE FUNCTION take_application_number(p_year int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n int;
BEGIN
  IF scope_city() IS NULL THEN RAISE EXCEPTION 'no scope' USING ERRCODE = '42501'; END IF;
  INSERT INTO number_sequence AS s (org_path, year, last) VALUES (scope_city(), p_year, 1)
    ON CONFLICT (org_path, year) DO UPDATE SET last = s.last + 1 RETURNING last INTO n;
  RETURN n;
END $$;
-- the name of another live application of the city with this key, else null; nothing else leaves
CREATE FUNCTION taken_name(p_name_key text, p_studio_path text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT studio_name FROM application
  WHERE city_path = scope_city() AND name_key = p_name_key AND p_name_key <> '' AND org_path <> p_studio_path
    AND status NOT IN ('draft','withdrawn','rejected','expired','voided')
  ORDER BY first_submitted_at LIMIT 1
$$;
-- the name of another live application of the same lead in the batch, else null
CREATE FUNCTION taken_lead(p_batch uuid, p_lead_key text, p_studio_path text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT studio_name FROM application
  WHERE city_path = scope_city() AND batch_id = p_batch AND lead_key = p_lead_key AND p_lead_key <> '' AND org_path <> p_studio_path
    AND status NOT IN ('draft','withdrawn','rejected','expired','voided')
  ORDER BY first_submitted_at LIMIT 1
$$;
GRANT CREATE ON SCHEMA public TO portal_keeper;
ALTER FUNCTION chain_audit_event() OWNER TO portal_keeper;
ALTER FUNCTION take_application_number(int) OWNER TO portal_keeper;
ALTER FUNCTION taken_name(text, text) OWNER TO portal_keeper;
ALTER FUNCTION taken_lead(uuid, text, text) OWNER TO portal_keeper;
REVOKE CREATE ON SCHEMA public FROM portal_keeper;
REVOKE EXECUTE ON FUNCTION take_application_number(int), taken_name(text, text), taken_lead(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_application_number(int), taken_name(text, text), taken_lead(uuid, text, text) TO portal_app;

-- Prisma's history holds no tenant data; readiness reads it.
DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN GRANT SELECT ON _prisma_migrations TO portal_app; END IF;
END $$;
