/**
 * The hostile files of the tests, posted to a running portal as a lead would: `npm run proof:uploads -- [--base-url URL with DATA_DIR]`.
 * Fails when one is kept, served or leaves a byte on the disk, when a picture or film keeps where it was taken, and when the run
 * does not see what a proxy before the portal lets pass on purpose.
 */
import { parseArgs } from "node:util";
import { HOSTILE_FILES } from "../../tests/server/attachments/hostile-corpus";
import { openPortal } from "../replay/portal";
import { prepareWorld } from "./fuzz/prepare";
import { type Person, readCast } from "./support/people";
import { send } from "./support/send";
import { ServerMemory } from "./support/server-memory";
import { WatchedDatabase } from "./support/watched-database";
import { controls } from "./uploads/controls";
import { postNames } from "./uploads/names";
import { postHostile, postPlaces, type UploadTarget } from "./uploads/upload-run";

const { values } = parseArgs({ options: { "base-url": { type: "string" } } });
const dataDir = process.env["DATA_DIR"];
const portal = await openPortal({ ...(values["base-url"] && { baseUrl: values["base-url"] }), ...(dataDir && { dataDir }) });
const base = portal.baseUrl;
let faults: string[] = ["the run did not end"];
let figure = "";
try {
  ({ faults, figure } = await run());
} finally {
  await portal.stop();
}
for (const fault of faults) console.error(fault);
console.log(figure);
process.exit(faults.length === 0 ? 0 : 1);

async function run(): Promise<{ faults: string[]; figure: string }> {
  const database = await WatchedDatabase.open(portal.dataDir);
  const cast = readCast(portal.dataDir);
  await prepareWorld(base, portal.dataDir, database, cast);
  const lead = cast[0] as Person;
  const at: UploadTarget = { base, dataDir: portal.dataDir, database, lead, application: await draftOf(database, lead) };
  const memory = new ServerMemory(portal.dataDir);
  const hostile = await postHostile(at, HOSTILE_FILES, () => memory.look());
  const places = await postPlaces(at);
  const names = await postNames(at);
  const control = await controls(at);
  await database.close();
  const total = HOSTILE_FILES.length;
  return {
    faults: [...hostile.faults, ...places.faults, ...names.faults, ...control.missed.map((what) => `the run does not notice: ${what}`)],
    figure:
      `uploads: ${hostile.refused}/${total} hostile files refused with the right words, ${total - hostile.refused} kept or servable; ` +
      `${names.posted} hostile file names: ${names.faults.length} faults on the disk, in the table or in a header; ` +
      `${places.kept} of ${places.read} pictures and films served with a place in them; memory of the server ${memory.first} → ${memory.now} MB, ` +
      `peak ${memory.peak} MB; control: ${control.total - control.missed.length} of ${control.total} planted holes noticed`,
  };
}

async function draftOf(database: WatchedDatabase, lead: Person): Promise<string> {
  const drafts = await database.column(
    "SELECT p.id FROM application p JOIN user_account a ON a.id = p.created_by WHERE a.login = $1 AND p.number IS NULL AND p.status = 'draft'",
    [lead.login],
  );
  for (const id of drafts) {
    const page = await send(base, { path: `/applications/${id}/edit`, headers: { cookie: lead.cookie } });
    if (page.status === 200) return id;
  }
  throw new Error("the lead has no draft");
}
