import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import type { HostileFile } from "../../../tests/server/attachments/hostile-file";
import { makeImage, makeMp4 } from "../../../tests/support/generated-files";
import { multipart } from "../fuzz/wire";
import type { Person } from "../support/people";
import { randomOf } from "../support/random";
import { type Answer, send } from "../support/send";
import type { WatchedDatabase } from "../support/watched-database";

/** Takes every kind, up to 200 MB. */
export const SLOT = "results.otherProof";
const PLACES = ["EXIF-CANARY", "Exif", "GPS", "xmpmeta", "+36.1"];
/** The same place as cameras and editors write it beside the EXIF. */
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="36,6.0N" exif:GPSLongitude="114,20.0E"/></rdf:RDF></x:xmpmeta>`;
const withXmp = async (name: string) =>
  sharp(await makeImage(name))
    .withXmp(XMP)
    .toBuffer();

/** Where to post, as whom, to which draft, and where what was kept would lie. */
export type UploadTarget = { base: string; dataDir: string; database: WatchedDatabase; lead: Person; application: string };
export type Refusals = { refused: number; faults: string[] };
export type Places = { read: number; kept: number; faults: string[] };

/** Posts files that must be refused in the right words, without a row, a byte on the disk or an address that answers. */
export async function postHostile(at: UploadTarget, files: readonly HostileFile[], look: () => void): Promise<Refusals> {
  const faults: string[] = [];
  let refused = 0;
  for (const file of files) {
    const before = filesBelow(at.dataDir).length;
    const id = randomUUID();
    const answer = await post(at, id, file.fileName, await file.make());
    const { code } = JSON.parse(answer.body.toString() || "{}") as { code?: string };
    const served = await send(at.base, { path: `/files/${id}`, headers: { cookie: at.lead.cookie } });
    const rows = await at.database.column("SELECT id FROM attachment WHERE id = $1", [id]);
    const left = filesBelow(at.dataDir).length - before;
    const meant = file.codeAtDoor ?? file.code;
    if (answer.status >= 400 && answer.status < 500 && code === meant && served.status === 404 && rows.length + left === 0) refused++;
    else
      faults.push(
        `${file.what}: ${answer.status} ${code} (meant ${meant}), served ${served.status}, ${rows.length} rows, ${left} files left`,
      );
    look();
  }
  return { refused, faults };
}

/** Posts pictures and a film that say where they were made, and reads them back as the portal serves them. */
export async function postPlaces(at: UploadTarget): Promise<Places> {
  const placed: [string, Buffer][] = [
    ["现场.jpg", await makeImage("现场.jpg", { exifGps: true })],
    ["现场.png", await makeImage("现场.png", { exifGps: true })],
    ["注释.jpg", await withXmp("注释.jpg")],
    ["注释.png", await withXmp("注释.png")],
    ["活动.mp4", makeMp4({ place: "+36.1000+114.3333/" })],
  ];
  const faults: string[] = [];
  let read = 0;
  let kept = 0;
  for (const [name, bytes] of placed) {
    const film = name.endsWith("mp4");
    const notes = film ? [bytes] : await notesOf(bytes);
    if (!PLACES.some((trace) => notes.some((note) => note.includes(trace)))) faults.push(`${name} has no place to lose`);
    const id = randomUUID();
    const answer = await post(at, id, name, bytes);
    if (answer.status !== 200) faults.push(`${name} was refused: ${answer.body.toString()}`);
    for (const query of film ? [""] : ["", "?thumb=1"]) {
      const file = await send(at.base, { path: `/files/${id}${query}`, headers: { cookie: at.lead.cookie } });
      if (file.status !== 200 || file.body.length === 0) faults.push(`${name}${query} is not served: ${file.status}`);
      read++;
      if (!PLACES.some((trace) => file.body.includes(trace)) && (film || (await notesOf(file.body)).length === 0)) continue;
      kept++;
      faults.push(`${name}${query} tells where it was made`);
    }
    await send(at.base, { method: "DELETE", path: `/api/attachments/${id}`, headers: { cookie: at.lead.cookie, origin: at.base } });
  }
  return { read, kept, faults };
}

/** What a picture says beside its pixels, as its decoder reads it (a PNG packs it); what is no picture is taken for such words as a whole. */
async function notesOf(bytes: Buffer): Promise<Buffer[]> {
  const read = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (!read) return [bytes];
  return [read.exif, read.xmp, read.iptc, ...(read.comments ?? []).map(({ text }) => Buffer.from(text))].filter(
    (note) => note !== undefined,
  );
}

function post(at: UploadTarget, id: string, fileName: string, bytes: Buffer): Promise<Answer> {
  const fields = { id, application: at.application, slot: SLOT, size: String(bytes.length) };
  const parts = Object.entries(fields).map(([name, value]) => ({ name, value }));
  const form = multipart(
    [...parts, { name: "file", value: bytes, fileName, type: "application/octet-stream" }],
    randomOf(1, fileName.length),
  );
  const headers = { cookie: at.lead.cookie, origin: at.base, "content-type": form.type };
  return send(at.base, { method: "POST", path: "/api/attachments", headers, body: form.body });
}

/** Everything kept in the data directory, the database left out. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/postgres|pgdata|\/pg/.test(entry.parentPath) && entry.name !== "lock")
    .map((entry) => path.join(entry.parentPath, entry.name));
}
