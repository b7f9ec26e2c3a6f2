import path from "node:path";
import { dismissContributor, engageContributor } from "../../../scripts/faults/support/contributor";
import type { DemoAccount } from "../../../scripts/replay/cast";
import { readSecrets } from "../../../scripts/support/data-dir.mjs";
import { connect } from "../../../scripts/support/database.mjs";
import { localUrl, runningPostgres } from "../../../scripts/support/embedded-postgres.mjs";
import { DATA_DIR } from "./people";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** A contributor of the studio of this demo lead's application, until dismissed. */
export async function demoContributor(
  lead: DemoAccount,
  application: string,
): Promise<{ contributor: DemoAccount; dismiss: () => Promise<void> }> {
  const port = runningPostgres(ROOT, DATA_DIR);
  if (port === undefined) throw new Error(`no portal runs on ${DATA_DIR}`);
  const database = await connect(localUrl({ port, password: readSecrets(DATA_DIR).superuser, database: "portal" }));
  const contributor = await engageContributor(database, lead, application);
  return {
    contributor,
    dismiss: async () => {
      await dismissContributor(database, contributor);
      await database.end();
    },
  };
}
