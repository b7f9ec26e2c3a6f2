-- Half a scope is no scope. A used connection answers '' for a setting that is not set, and every path is >= '': with the
-- upper bound alone a table was open from its start up to there; with the lower bound alone, published rows above were.
-- nullif turns '' into NULL, and NULL sees nothing. It is folded when a plan is made, so the range stays an index condition.
DO $$
DECLARE
  t text;
  in_scope   constant text := $p$org_path >= nullif(current_setting('app.lo', true), '') AND org_path < nullif(current_setting('app.hi', true), '')$p$;
  -- an ancestor's path is below the upper bound of each of its descendants
  from_below constant text := $p$starts_with(nullif(current_setting('app.lo', true), ''), org_path) AND org_path < nullif(current_setting('app.hi', true), '')$p$;
BEGIN
  FOR t IN SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'scope' LOOP
    EXECUTE format('ALTER POLICY scope ON %I USING (%s) WITH CHECK (%s)', t, in_scope, in_scope);
  END LOOP;
  FOR t IN SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'published' LOOP
    EXECUTE format('ALTER POLICY published ON %I USING (%s)', t, from_below);
  END LOOP;
END $$;
