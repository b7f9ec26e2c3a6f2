// `npm run migrate`: brings the database to this version without serving. Uses DATABASE_URL, or the embedded database of DATA_DIR.
import { runsOnRightNode } from "./support/right-node.mjs";

if (runsOnRightNode(import.meta.url)) {
  const { migrateOnly } = await import("./support/portal.mjs");
  await migrateOnly();
}
