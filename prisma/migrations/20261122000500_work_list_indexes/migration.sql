-- A page of the work list of a whole city is read along (status, time): an index that begins with org_path cannot give that order.
CREATE INDEX "application_city_path_status_stage_since_id_idx" ON "application" ("city_path", "status", "stage_since", "id");
-- Who holds a role in an organisation: asked for every case that may need acting review.
CREATE INDEX "role_grant_org_path_role_idx" ON "role_grant" ("org_path", "role");
