import { send } from "../support/send";
import { type Person, signIn } from "../support/people";
import type { WatchedDatabase } from "../support/watched-database";
import { makePdf } from "../../../tests/support/generated-files";
import { readActions } from "./actions";
import { spreadStates } from "./known";
import { argumentsText, multipart } from "./wire";
import { randomOf } from "../support/random";

const CASES = 14;
const ENTERPRISES = ["AY-U-01", "AY-U-02", "CQ-U-01"];

/** Everybody signs in, every lead has a draft with a file, and every state has filed cases, in both cities. */
export async function prepareWorld(base: string, dataDir: string, database: WatchedDatabase, cast: readonly Person[]): Promise<void> {
  await database.run("DELETE FROM sign_in_throttle");
  for (const person of cast) await signIn(base, person);
  if ((await database.column("SELECT count(*) FROM application WHERE number IS NOT NULL"))[0] === "0") {
    process.env["E2E_DATA_DIR"] = dataDir;
    const { fileDemoCases } = await import("../../../tests/e2e/support/demo");
    for (const org of ENTERPRISES) fileDemoCases(org, CASES, "模糊");
    await spreadStates(database);
  }
  for (const lead of cast.filter((person) => person.role === "lead")) await openDraft(base, database, lead);
}

async function openDraft(base: string, database: WatchedDatabase, lead: Person): Promise<void> {
  const [batchId = ""] = await database.column(
    "SELECT b.id FROM batch b JOIN user_account a ON a.city_path = b.org_path WHERE a.login = $1 ORDER BY b.code DESC LIMIT 1",
    [lead.login],
  );
  const create = readActions().actions.find((action) => action.name.endsWith("#createApplication"));
  const random = randomOf(1, Number(batchId.replace(/\D/g, "").slice(0, 6)));
  const wire = argumentsText([{ key: crypto.randomUUID(), batchId }]);
  const headers = { cookie: lead.cookie, origin: base };
  await send(base, {
    method: "POST",
    path: "/applications/new",
    headers: { ...headers, "next-action": create?.id ?? "", "content-type": wire.type },
    body: wire.body,
  });
  const [id] = await database.column(
    "SELECT p.id FROM application p JOIN user_account a ON a.id = p.created_by WHERE a.login = $1 AND p.number IS NULL LIMIT 1",
    [lead.login],
  );
  if (!id) return;
  const bytes = makePdf("certificate");
  const fields = { id: crypto.randomUUID(), application: id, slot: "funding.proof", size: String(bytes.length) };
  const form = multipart(
    [
      ...Object.entries(fields).map(([name, value]) => ({ name, value })),
      { name: "file", value: bytes, fileName: "凭证.pdf", type: "application/pdf" },
    ],
    random,
  );
  await send(base, { method: "POST", path: "/api/attachments", headers: { ...headers, "content-type": form.type }, body: form.body });
}
