-- Sign-in: what a session is shown as in "my account", and audit rows in the transaction of the session's change.
ALTER TABLE user_session ADD COLUMN device text NOT NULL DEFAULT '';
CREATE INDEX sign_in_throttle_window_at_idx ON sign_in_throttle (window_at);

-- The sign-in login may append what happens to accounts, and nothing else; it cannot read the trail.
CREATE POLICY sign_in ON audit_event FOR INSERT TO portal_auth WITH CHECK (entity = 'account' AND action LIKE 'account.%');
GRANT INSERT (city_path, org_path, actor_id, actor_org_path, role, action, entity, entity_id, detail) ON audit_event TO portal_auth;
