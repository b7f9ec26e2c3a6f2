/** One round trip for what no login of the portal may do. */
export const RESET_SQL = `
CREATE OR REPLACE FUNCTION proof_reset(one uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE t text;
BEGIN
  PERFORM set_config('session_replication_role', 'replica', true);
  FOREACH t IN ARRAY ARRAY['return_item', 'decision', 'proposal', 'stage_opening', 'notice', 'application_event', 'application_criterion', 'submission'] LOOP
    EXECUTE format('DELETE FROM %I WHERE application_id = $1', t) USING one;
  END LOOP;
  UPDATE application SET status = 'draft', live_batch_id = batch_id, number = NULL, route = NULL, stage_index = NULL, version = 0, round = 0,
    due_on = NULL, whole_form_opened = false, reopened_count = 0, submitted_at = NULL, first_submitted_at = NULL, finished_at = NULL
  WHERE id = one;
  PERFORM set_config('session_replication_role', 'origin', true);
END $$`;
