const TABLES = [
  "application",
  "application_criterion",
  "application_event",
  "submission",
  "decision",
  "return_item",
  "proposal",
  "stage_opening",
  "notice",
];
const OF = "CASE t WHEN 'application' THEN 'id' ELSE 'application_id' END";

/**
 * Keeps everything that belongs to one application under a name, and puts it back: sequences of the model begin at a station of
 * the way that real commands have reached before, without playing the way again. A superuser may pass the triggers that forbid it.
 */
export const STATIONS_SQL = `
CREATE SCHEMA IF NOT EXISTS proof;
${TABLES.map((table) => `CREATE TABLE proof.${table} AS SELECT *, ''::text AS station FROM public.${table} WHERE false; CREATE INDEX ON proof.${table} (station);`).join("\n")}

CREATE FUNCTION proof.columns_of(t text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
  WHERE attrelid = ('public.' || t)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
$$;

CREATE FUNCTION proof.keep(one uuid, station text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['${TABLES.join("', '")}'] LOOP
    EXECUTE format('INSERT INTO proof.%1$I (%2$s, station) SELECT %2$s, $2 FROM public.%1$I WHERE %3$I = $1', t, proof.columns_of(t), ${OF}) USING one, station;
  END LOOP;
END $$;

CREATE FUNCTION proof.bring_back(one uuid, station text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE t text;
BEGIN
  PERFORM set_config('session_replication_role', 'replica', true);
  FOREACH t IN ARRAY ARRAY['${TABLES.join("', '")}'] LOOP
    EXECUTE format('DELETE FROM public.%I WHERE %I = $1', t, ${OF}) USING one;
    EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM proof.%1$I WHERE station = $1', t, proof.columns_of(t)) USING station;
  END LOOP;
  PERFORM set_config('session_replication_role', 'origin', true);
END $$`;
