import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { makePdf } from "../../../tests/support/generated-files";
import { ROOT } from "../../support/root.mjs";
import { send } from "../support/send";
import { filesBelow, SLOT, type UploadTarget } from "./upload-run";

export type Names = { posted: number; faults: string[] };

/** Looked for wherever a name could climb to. */
export const CLIMBER = `climb-${process.pid}.pdf`;
const encoded = (name: string) => `filename*=UTF-8''${encodeURIComponent(name)}`;

/** The parameter as it stands in the part's head, and the name that is kept, or the code of a refusal. */
const NAMES: readonly (readonly [parameter: string, kept: string | { code: string }])[] = [
  [`filename="../../${CLIMBER}"`, CLIMBER],
  [`filename="${"../".repeat(12)}tmp/${CLIMBER}"`, CLIMBER],
  [`filename="..\\\\..\\\\${CLIMBER}"`, CLIMBER],
  [`filename="....//....//${CLIMBER}"`, CLIMBER],
  [`filename="/${CLIMBER}"`, CLIMBER],
  [`filename="C:\\\\${CLIMBER}"`, CLIMBER],
  [`filename="\\\\\\\\10.0.0.1\\\\share\\\\${CLIMBER}"`, CLIMBER],
  [`filename="..%2f..%2f${CLIMBER}"`, `..%2f..%2f${CLIMBER}`],
  [encoded(`../../${CLIMBER}`), CLIMBER],
  [encoded(`..\\..\\${CLIMBER}`), CLIMBER],
  [encoded("a\0.pdf"), "a.pdf"],
  [encoded("a.jpg\0.pdf"), "a.jpg.pdf"],
  [encoded("a\r\nSet-Cookie: x=1\r\n.pdf"), "a Set-Cookie: x=1 .pdf"],
  [encoded('a"\r\nX-Evil: 1\r\n\r\n<script>.pdf'), 'a" X-Evil: 1 <script>.pdf'],
  ['filename="a%0D%0ASet-Cookie: x=1.pdf"', "a%0D%0ASet-Cookie: x=1.pdf"],
  // no head of a part: the rest of the body is not read as one
  ['filename="a.pdf\0.exe"', { code: "cutShort" }],
  ['filename="a\r\nX-Evil: 1\r\n.pdf"', { code: "cutShort" }],
  ['filename="证书\u202efdp.a.pdf"', "证书fdp.a.pdf"],
  ['filename="证书\u202efdp.exe"', { code: "unknownExtension" }],
  ['filename="\u2067a\u2069\u200b.pdf"', "a.pdf"],
  ['filename="a.pdf\\"; x=\\"b.html"', { code: "unknownExtension" }],
  ['filename="<img src=x onerror=alert(1)>.pdf"', "<img src=x onerror=alert(1)>.pdf"],
  [`filename="${"长".repeat(300)}.pdf"`, `${"长".repeat(251)}.pdf`],
  ['filename=".."', { code: "badName" }],
  ['filename="../"', { code: "badName" }],
  [encoded("\0\r\n"), { code: "badName" }],
];

/** RFC 6266 and nothing behind it: a plain name of harmless letters, and the real one percent-encoded. */
const DISPOSITION = /^attachment; filename="[\w.-]+"; filename\*=UTF-8''((?:[\w.~-]|%[0-9A-F]{2})+)$/;
const UNCLEAN = /[/\\\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const STORED = /^files\/attachments\/[0-9a-f]{8}\/[0-9a-f]{2}\/[0-9a-f-]{36}$/;

/** Posts an honest PDF under names that would like to be a path, a header or another kind of file. */
export async function postNames(at: UploadTarget): Promise<Names> {
  const faults: string[] = [];
  const bytes = makePdf("name");
  for (const [parameter, kept] of NAMES) {
    const said = JSON.stringify(parameter.slice(0, 80));
    const before = new Set(filesBelow(at.dataDir));
    const id = randomUUID();
    const answer = await postNamed(at, id, parameter, bytes);
    const told = JSON.parse(answer.body.toString() || "{}") as { code?: string; attachment?: { fileName?: string }; fileName?: string };
    const rows = await at.database.column("SELECT file_name FROM attachment WHERE id = $1", [id]);
    const left = filesBelow(at.dataDir).filter((file) => !before.has(file));
    for (const file of left)
      if (!STORED.test(path.relative(at.dataDir, file).split(path.sep).join("/"))) faults.push(`${said} is kept as ${file}`);
    for (const file of climbed(at.dataDir)) faults.push(`${said} climbed to ${file}`);
    if (typeof kept !== "string") {
      if (answer.status < 400 || answer.status >= 500 || told.code !== kept.code || rows.length + left.length > 0)
        faults.push(`${said}: ${answer.status} ${told.code} (meant ${kept.code}), ${rows.length} rows, ${left.length} files left`);
      continue;
    }
    if (answer.status !== 200 || rows[0] !== kept)
      faults.push(`${said}: ${answer.status} ${told.code ?? ""}, kept as ${JSON.stringify(rows[0])}`);
    const file = await send(at.base, { path: `/files/${id}`, headers: { cookie: at.lead.cookie } });
    const disposition = String(file.headers["content-disposition"] ?? "");
    const real = decodeURIComponent(DISPOSITION.exec(disposition)?.[1] ?? "");
    if (file.status !== 200 || real !== kept || UNCLEAN.test(real)) faults.push(`${said} is served as ${file.status} ${disposition}`);
    if (file.headers["x-evil"] !== undefined || file.headers["set-cookie"] !== undefined) faults.push(`${said} became a header`);
    if (!file.body.equals(bytes)) faults.push(`${said}: other bytes are served`);
    await send(at.base, { method: "DELETE", path: `/api/attachments/${id}`, headers: { cookie: at.lead.cookie, origin: at.base } });
  }
  return { posted: NAMES.length, faults };
}

/** The climber in any folder above the data, in the project, or at the root of a disk. */
function climbed(dataDir: string): string[] {
  const folders = [ROOT, path.join(ROOT, "public"), process.cwd(), "/tmp"];
  for (let folder = dataDir; ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (folder === path.dirname(folder)) break;
  }
  return [...new Set(folders)].map((folder) => path.join(folder, CLIMBER)).filter((file) => existsSync(file));
}

/** The head of the file's part is written by hand: no library would let such a name through. */
function postNamed(at: UploadTarget, id: string, parameter: string, bytes: Buffer) {
  const boundary = `----names${id.replaceAll("-", "")}`;
  const fields = { id, application: at.application, slot: SLOT, size: String(bytes.length) };
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; ${parameter}\r\nContent-Type: application/pdf\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(parts.join("") + head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { cookie: at.lead.cookie, origin: at.base, "content-type": `multipart/form-data; boundary=${boundary}` };
  return send(at.base, { method: "POST", path: "/api/attachments", headers, body });
}
