-- matching_applications() of 000900_bounded_search with one change: its sample is REPEATABLE. With a sample of its own each time, a text near
-- one of the bounds was answered whole once and page by page the next time, and the list said "more than" or a number by chance.
-- The sample changes when the table does. Owner and rights stay.
CREATE OR REPLACE FUNCTION matching_applications(p_grams text[], p_patterns text[], p_criterion text, p_most int, p_small int, p_look int) RETURNS text[]
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
  -- some eighty pages of the table, wherever they lie, the same ones each time: how many rows the index would name, here and elsewhere, and how many of them are meant
  SELECT count(*), count(*) FILTER (WHERE a.has), count(DISTINCT a.page) FILTER (WHERE a.has), count(*) FILTER (WHERE a.has AND a.org_path >= lo AND a.org_path < hi AND a.line LIKE ALL (p_patterns))
    INTO seen, candidates, on_pages, hits
    FROM (SELECT s.org_path, s.line, s.page, s.line LIKE ALL (gram_patterns) AND (p_criterion IS NULL OR s.unmet_criteria @> ARRAY[p_criterion]) AS has
      FROM (SELECT t.org_path, t.unmet_criteria, (t.ctid::text::point)[0] AS page, ' ' || t.search_text || ' ' || lower(coalesce(t.number, '')) AS line
        FROM application t TABLESAMPLE SYSTEM (least(100, 8000.0 / pages)) REPEATABLE (1) WHERE t.first_submitted_at IS NOT NULL) s) a;
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
