import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { readCsv } from "./read-csv";

/** Where LibreOffice is installed, or undefined. */
export function findSoffice(): string | undefined {
  const places = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    "/usr/lib/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
  ];
  return places
    .map((place) => join(place, "soffice"))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** What LibreOffice shows in the first sheet of a file. A profile of its own, so that a running one is not disturbed. */
export async function openInLibreOffice(soffice: string, file: Buffer, extension: string): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), "sheet-"));
  try {
    await writeFile(join(folder, `in.${extension}`), file);
    // comma, double quote, UTF-8, from line 1, cells as shown, no formulas
    const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false";
    await promisify(execFile)(
      soffice,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        "--headless",
        "--convert-to",
        filter,
        "--outdir",
        folder,
        join(folder, `in.${extension}`),
      ],
      { timeout: 120_000 },
    );
    const text = await readFile(join(folder, "in.csv"), "utf8");
    return readLooseCsv(text);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** LibreOffice ends records with LF alone and begins with a byte order mark. */
function readLooseCsv(text: string): string[][] {
  let quoted = false;
  let strict = "";
  for (const c of text.replace(/^\ufeff/, "")) {
    if (c === '"') quoted = !quoted;
    strict += c === "\n" && !quoted ? "\r\n" : c;
  }
  return readCsv(strict);
}
