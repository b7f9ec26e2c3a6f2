/**
 * Every table and how it is fenced. A table of the database that is not here stops the build and the server.
 * reach: "own" – the viewer's subtree; "published" – the subtree, and readable from below;
 * "signIn" – only the sign-in login; may: what the web process may do inside its scope (grants of the fence migration).
 */
export type FencedTable = {
  reach: "own" | "published" | "signIn";
  may: readonly ("select" | "insert" | "update" | "delete")[];
};

export const FENCED_TABLES = {
  org_unit: { reach: "published", may: ["select", "insert", "update"] },
  criteria_set: { reach: "published", may: ["select", "insert"] },
  batch: { reach: "published", may: ["select", "insert", "update"] },
  user_account: { reach: "own", may: ["select", "insert", "update"] },
  role_grant: { reach: "own", may: ["select", "insert", "update"] },
  user_session: { reach: "signIn", may: [] },
  sign_in_throttle: { reach: "signIn", may: [] },
  list_preference: { reach: "own", may: ["select", "insert", "update", "delete"] },
  application: { reach: "own", may: ["select", "insert", "update", "delete"] },
  application_criterion: { reach: "own", may: ["select"] },
  application_section: { reach: "own", may: ["select", "insert", "update", "delete"] },
  attachment: { reach: "own", may: ["select", "insert", "update", "delete"] },
  submission: { reach: "own", may: ["select", "insert"] },
  application_event: { reach: "own", may: ["select", "insert"] },
  decision: { reach: "own", may: ["select", "insert", "update"] },
  return_item: { reach: "own", may: ["select", "insert", "update"] },
  proposal: { reach: "own", may: ["select", "insert", "update"] },
  stage_opening: { reach: "own", may: ["select", "insert"] },
  notice: { reach: "own", may: ["select", "insert", "update"] },
  number_sequence: { reach: "own", may: ["select"] },
  idempotency_key: { reach: "own", may: ["select", "insert"] },
  audit_event: { reach: "own", may: ["select", "insert"] },
  audit_head: { reach: "own", may: ["select"] },
} as const satisfies Record<string, FencedTable>;

/** Tables without tenant data. */
export const GLOBAL_TABLES = ["_prisma_migrations"] as const;
