/**
 * The hostile files of the tests, posted to a running portal as a lead would: `npm run proof:uploads -- [--base-url URL with DATA_DIR]`.
 * Fails when one is kept, served or leaves a byte on the disk, and when a picture or film keeps where it was taken.
 */
import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { HOSTILE_FILES } from "../../tests/server/attachments/hostile-corpus";
import { makeImage, makeMp4 } from "../../tests/support/generated-files";
import { openPortal } from "../replay/portal";
import { multipart } from "./fuzz/wire";
import { prepareWorld } from "./fuzz/prepare";
import { type Person, readCast } from "./support/people";
import { randomOf } from "./support/random";
import { type Answer, send } from "./support/send";
import { ServerMemory } from "./support/server-memory";
import { WatchedDatabase } from "./support/watched-database";

/** Takes every kind, up to 200 MB. */
const SLOT = "results.otherProof";
const PLACES = ["EXIF-CANARY", "Exif", "GPS", "+36.1"];

const { values } = parseArgs({ options: { "base-url": { type: "string" } } });
const dataDir = process.env["DATA_DIR"];
const portal = await openPortal({ ...(values["base-url"] && { baseUrl: values["base-url"] }), ...(dataDir && { dataDir }) });
const base = portal.baseUrl;
const faults: string[] = [];
let figure = "";
try {
  figure = await run();
} finally {
  await portal.stop();
}
for (const fault of faults) console.error(fault);
console.log(figure);
process.exit(faults.length === 0 ? 0 : 1);

async function run(): Promise<string> {
  const database = await WatchedDatabase.open(portal.dataDir);
  const cast = readCast(portal.dataDir);
  await prepareWorld(base, portal.dataDir, database, cast);
  const lead = cast[0] as Person;
  const drafts = await database.column(
    "SELECT p.id FROM application p JOIN user_account a ON a.id = p.created_by WHERE a.login = $1 AND p.number IS NULL AND p.status = 'draft'",
    [lead.login],
  );
  let application = "";
  for (const id of drafts) {
    const page = await send(base, { path: `/applications/${id}/edit`, headers: { cookie: lead.cookie } });
    if (page.status === 200) application = id;
  }
  if (!application) throw new Error("the lead has no draft");
  const memory = new ServerMemory(portal.dataDir);
  let refused = 0;
  for (const file of HOSTILE_FILES) {
    const before = filesBelow(portal.dataDir).length;
    const id = randomUUID();
    const answer = await post(lead, application, id, file.fileName, await file.make());
    const { code } = JSON.parse(answer.body.toString() || "{}") as { code?: string };
    const served = await send(base, { path: `/files/${id}`, headers: { cookie: lead.cookie } });
    const rows = await database.column("SELECT id FROM attachment WHERE id = $1", [id]);
    const left = filesBelow(portal.dataDir).length - before;
    const meant = file.codeAtDoor ?? file.code;
    if (answer.status >= 400 && answer.status < 500 && code === meant && served.status === 404 && rows.length + left === 0) refused++;
    else
      faults.push(
        `${file.what}: ${answer.status} ${code} (meant ${meant}), served ${served.status}, ${rows.length} rows, ${left} files left`,
      );
    memory.look();
  }
  const placed: [string, Buffer][] = [
    ["现场.jpg", await makeImage("现场.jpg", { exifGps: true })],
    ["现场.png", await makeImage("现场.png", { exifGps: true })],
    ["活动.mp4", makeMp4({ place: "+36.1000+114.3333/" })],
  ];
  let places = 0;
  let read = 0;
  for (const [name, bytes] of placed) {
    if (!PLACES.some((trace) => bytes.includes(trace))) faults.push(`${name} has no place to lose`);
    const id = randomUUID();
    const answer = await post(lead, application, id, name, bytes);
    if (answer.status !== 200) faults.push(`${name} was refused: ${answer.body.toString()}`);
    for (const query of name.endsWith("mp4") ? [""] : ["", "?thumb=1"]) {
      const file = await send(base, { path: `/files/${id}${query}`, headers: { cookie: lead.cookie } });
      if (file.status !== 200 || file.body.length === 0) faults.push(`${name}${query} is not served: ${file.status}`);
      read++;
      if (PLACES.some((trace) => file.body.includes(trace))) places++;
    }
    await send(base, { method: "DELETE", path: `/api/attachments/${id}`, headers: { cookie: lead.cookie, origin: base } });
  }
  if (places > 0) faults.push(`${places} files kept where they were made`);
  await database.close();
  const total = HOSTILE_FILES.length;
  return `uploads: ${refused}/${total} hostile files refused with the right words, ${total - refused} kept or servable; ${places} of ${read} pictures and films served with a place in them; peak memory of the server ${memory.peak} MB`;
}

function post(lead: Person, application: string, id: string, fileName: string, bytes: Buffer): Promise<Answer> {
  const fields = { id, application, slot: SLOT, size: String(bytes.length) };
  const parts = Object.entries(fields).map(([name, value]) => ({ name, value }));
  const form = multipart(
    [...parts, { name: "file", value: bytes, fileName, type: "application/octet-stream" }],
    randomOf(1, fileName.length),
  );
  const headers = { cookie: lead.cookie, origin: base, "content-type": form.type };
  return send(base, { method: "POST", path: "/api/attachments", headers, body: form.body });
}

/** Everything kept in the data directory, the database left out. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/postgres|pgdata|\/pg/.test(entry.parentPath) && entry.name !== "lock")
    .map((entry) => path.join(entry.parentPath, entry.name));
}
