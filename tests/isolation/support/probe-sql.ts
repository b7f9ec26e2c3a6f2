/**
 * The probes run inside the database, each in a subtransaction that is rolled back, so that thousands of attempts need
 * a few hundred round trips and leave nothing behind. They run with the rights of the caller.
 */
export const PROBE_SQL = `
CREATE SCHEMA probe;
GRANT USAGE ON SCHEMA probe TO PUBLIC;

-- keys that a query answers: {"keys": [...]}, or how it was refused: {"state": "42501"}
CREATE FUNCTION probe.keys(q text, by_index boolean) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE found jsonb;
BEGIN
  PERFORM set_config('enable_seqscan', CASE WHEN by_index THEN 'off' ELSE 'on' END, true);
  EXECUTE 'WITH q AS (' || q || ') SELECT coalesce(jsonb_agg(k), ''[]'') FROM q' INTO found;
  RAISE EXCEPTION USING ERRCODE = 'PX001';
EXCEPTION WHEN SQLSTATE 'PX001' THEN RETURN jsonb_build_object('keys', found);
  WHEN OTHERS THEN RETURN jsonb_build_object('state', SQLSTATE);
END $$;

-- how many rows a statement touched
CREATE FUNCTION probe.touched(q text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE n int;
BEGIN
  EXECUTE q;
  GET DIAGNOSTICS n = ROW_COUNT;
  RAISE EXCEPTION USING ERRCODE = 'PX001';
EXCEPTION WHEN SQLSTATE 'PX001' THEN RETURN jsonb_build_object('count', n);
  WHEN OTHERS THEN RETURN jsonb_build_object('state', SQLSTATE);
END $$;

-- true where the statement, given one of the rows, had an effect
CREATE FUNCTION probe.each(q text, given jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE r jsonb; n int; effects jsonb := '[]';
BEGIN
  FOR r IN SELECT * FROM jsonb_array_elements(given) LOOP
    BEGIN
      EXECUTE q USING r;
      GET DIAGNOSTICS n = ROW_COUNT;
      RAISE EXCEPTION USING ERRCODE = 'PX001';
    EXCEPTION WHEN SQLSTATE 'PX001' THEN effects := effects || to_jsonb(n > 0);
      WHEN OTHERS THEN effects := effects || to_jsonb(false);
    END;
  END LOOP;
  RETURN effects;
END $$;

CREATE TABLE probe.plan (name text PRIMARY KEY, plan jsonb NOT NULL);
GRANT SELECT ON probe.plan TO PUBLIC;

CREATE FUNCTION probe.scope(lo text, hi text) RETURNS void LANGUAGE sql AS $$
  SELECT CASE WHEN lo IS NOT NULL THEN set_config('app.lo', lo, true) END, CASE WHEN hi IS NOT NULL THEN set_config('app.hi', hi, true) END;
$$;

-- triggers and foreign keys as they are
CREATE FUNCTION probe.read_and_insert(name_ text, lo text, hi text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE p jsonb;
BEGIN
  SELECT plan INTO p FROM probe.plan WHERE name = name_;
  PERFORM probe.scope(lo, hi);
  RETURN jsonb_build_object(
    'list', probe.keys(p->>'list', false),
    'read', probe.keys(p->>'read', true),
    'lock', probe.keys(p->>'lock', true),
    'insert', CASE WHEN (p->>'insertLate')::boolean THEN NULL ELSE probe.each(p->>'insert', p->'newRows') END);
END $$;

-- run with session_replication_role = replica: what triggers and foreign keys would refuse anyway must not hide a hole
CREATE FUNCTION probe.change(name_ text, lo text, hi text, own int, foreign_paths jsonb, onto_paths jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE p jsonb; moves jsonb := '[]'; ontos jsonb := '[]'; r jsonb;
BEGIN
  SELECT plan INTO p FROM probe.plan WHERE name = name_;
  PERFORM probe.scope(lo, hi);
  IF own IS NOT NULL THEN
    SELECT coalesce(jsonb_agg(f || jsonb_build_object('own', p->'rows'->own)), '[]') INTO moves FROM jsonb_array_elements(foreign_paths) f;
    SELECT coalesce(jsonb_agg(p->'rows'->(f->>'index')::int || jsonb_build_object('org_path', p->'rows'->own->'org_path', 'city_path', p->'rows'->own->'city_path')), '[]')
      INTO ontos FROM jsonb_array_elements(onto_paths) f;
  END IF;
  RETURN jsonb_build_object(
    'update', probe.keys(p->>'update', true),
    'blindUpdate', probe.touched(p->>'blindUpdate'),
    'delete', probe.keys(p->>'delete', true),
    'blindDelete', probe.touched(p->>'blindDelete'),
    'upsert', probe.each(p->>'upsert', p->'rows'),
    'upsertOnto', probe.each(p->>'upsert', ontos),
    'insert', CASE WHEN (p->>'insertLate')::boolean THEN probe.each(p->>'insert', p->'newRows') END,
    'move', CASE WHEN p->>'move' IS NULL THEN '[]' ELSE probe.each(p->>'move', moves) END);
END $$;
`;
