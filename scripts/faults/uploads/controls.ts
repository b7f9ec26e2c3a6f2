import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { HOSTILE_FILES } from "../../../tests/server/attachments/hostile-corpus";
import { type Change, ChangingProxy } from "../support/changing-proxy";
import { CLIMBER, postNames } from "./names";
import { postHostile, postPlaces, type UploadTarget } from "./upload-run";

const isPost: (asked: { method: string; path: string }) => boolean = ({ method, path: at }) =>
  method === "POST" && at === "/api/attachments";

/** What a portal without the guard would do, put in by a proxy before the real one. @returns what the run did not notice */
export async function controls(at: UploadTarget): Promise<{ total: number; missed: string[] }> {
  const proxy = await ChangingProxy.open(at.base);
  const through = { ...at, base: proxy.base };
  const left = path.join(at.dataDir, "planted-half-file");
  const climbers = [path.join(at.dataDir, "uploading", CLIMBER), path.join(path.dirname(at.dataDir), CLIMBER)];
  // notes that hold none of the words looked for
  const annotated = await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
    .withExif({ IFD0: { Copyright: "x" } })
    .png()
    .toBuffer();
  const served =
    (headers: Record<string, string>): Change =>
    (asked, answer) =>
      asked.path.startsWith("/files/") ? { ...answer, headers: { ...answer.headers, ...headers } } : answer;
  const renamed: Change = async (asked, answer) => {
    if (isPost(asked))
      await at.database.run("UPDATE attachment SET file_name = '../' || file_name WHERE application_id = $1", [at.application]);
    return answer;
  };
  const names = () => postNames(through);
  const [file] = HOSTILE_FILES;
  const planted: [what: string, change: Change, run: () => Promise<{ faults: string[] }>][] = [];
  const one = () => postHostile(through, file ? [file] : [], () => {});
  const places = () => postPlaces(through);
  planted.push(
    ["a hostile file taken", (asked, answer) => (isPost(asked) ? { ...answer, status: 200 } : answer), one],
    ["a 500 in its place", (asked, answer) => (isPost(asked) ? { ...answer, status: 500 } : answer), one],
    ["the wrong words", (asked, answer) => (isPost(asked) ? { ...answer, body: Buffer.from('{"code":"tooLarge"}') } : answer), one],
    ["a hostile file served", (asked, answer) => (asked.path.startsWith("/files/") ? { ...answer, status: 200 } : answer), one],
    [
      "bytes left on the disk",
      (asked, answer) => {
        if (isPost(asked)) writeFileSync(left, "half");
        return answer;
      },
      one,
    ],
    [
      "a row kept",
      async (asked, answer) => {
        if (asked.path.startsWith("/files/"))
          await at.database.run("UPDATE attachment SET id = $1 WHERE id = (SELECT id FROM attachment WHERE application_id = $2 LIMIT 1)", [
            asked.path.split("/").at(-1),
            at.application,
          ]);
        return answer;
      },
      one,
    ],
    [
      "a picture served with its place",
      (asked, answer) =>
        asked.path.startsWith("/files/") ? { ...answer, body: Buffer.concat([answer.body, Buffer.from("GPS")]) } : answer,
      places,
    ],
    [
      "a picture served with notes",
      (asked, answer) => (/^\/files\/[^?]*$/.test(asked.path) ? { ...answer, body: annotated } : answer),
      places,
    ],
    ...climbers.map((file): (typeof planted)[number] => [
      `a name that climbs to ${path.relative(at.dataDir, file)}`,
      (asked, answer) => {
        if (isPost(asked)) writeFileSync(file, "climbed");
        return answer;
      },
      names,
    ]),
    ["a path in the served name", served({ "content-disposition": 'attachment; filename="../a.pdf"' }), names],
    [
      "a hidden turn in the served name",
      served({ "content-disposition": "attachment; filename=\"a.pdf\"; filename*=UTF-8''%E2%80%AEfdp.a.pdf" }),
      names,
    ],
    ["a header made of a name", served({ "x-evil": "1" }), names],
    ["another name kept", renamed, names],
    ["a picture not served", (asked, answer) => (asked.path.startsWith("/files/") ? { ...answer, status: 404 } : answer), places],
  );
  const missed: string[] = [];
  try {
    for (const run of [one, places, names]) {
      const { faults } = await run();
      if (faults[0]) missed.push(`the way through the proxy is not clean by itself: ${faults[0]}`);
    }
    for (const [what, change, run] of planted) {
      proxy.change = change;
      if ((await run()).faults.length === 0) missed.push(what);
      for (const file of [left, ...climbers]) rmSync(file, { force: true });
    }
  } finally {
    await proxy.close();
  }
  return { total: planted.length, missed };
}
