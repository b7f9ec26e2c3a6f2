import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { HOSTILE_FILES } from "../../../tests/server/attachments/hostile-corpus";
import { type Change, ChangingProxy } from "../support/changing-proxy";
import { postHostile, postPlaces, type UploadTarget } from "./upload-run";

const isPost: (asked: { method: string; path: string }) => boolean = ({ method, path: at }) =>
  method === "POST" && at === "/api/attachments";

/** What a portal without the guard would do, put in by a proxy before the real one. @returns what the run did not notice */
export async function controls(at: UploadTarget): Promise<{ total: number; missed: string[] }> {
  const proxy = await ChangingProxy.open(at.base);
  const through = { ...at, base: proxy.base };
  const left = path.join(at.dataDir, "planted-half-file");
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
    ["a picture not served", (asked, answer) => (asked.path.startsWith("/files/") ? { ...answer, status: 404 } : answer), places],
  );
  const missed: string[] = [];
  try {
    for (const run of [one, places]) {
      const { faults } = await run();
      if (faults[0]) missed.push(`the way through the proxy is not clean by itself: ${faults[0]}`);
    }
    for (const [what, change, run] of planted) {
      proxy.change = change;
      if ((await run()).faults.length === 0) missed.push(what);
      rmSync(left, { force: true });
    }
  } finally {
    await proxy.close();
  }
  return { total: planted.length, missed };
}
