import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSections, type SaveResult, saveSection } from "@/data/application-sections";
import { withScope, writeInScope } from "@/data/with-scope";
import { RuleError } from "@/domain/rule-error";
import type { Viewer } from "@/domain/viewer";
import { seedDemo } from "../../prisma/demo/seed";
import { connect } from "../setup/cluster-urls";
import { testDatabase } from "../setup/database";
import { DAY } from "../support/filing-world";
import { outcome } from "../support/review-city";
import { submitUnder } from "../support/submitting";
import { RESET_SQL } from "./support/reset-sql";
import { ACTORS, openLine, RealCase } from "./support/workflow-case";
import type { Act, Actor } from "./support/workflow-model";

/** Few here, a thousand pairs and ten thousand posts by `npm run proof:races`. */
const PAIRS = Number(process.env["RACE_PAIRS"] ?? 12);
const POSTS = Number(process.env["RACE_POSTS"] ?? 24);
const LONG = 7_200_000;

let owner: pg.Client;
let one: RealCase;
const figures: string[] = [];

beforeAll(async () => {
  owner = await connect((await testDatabase()).superUrl);
  await seedDemo(() => {});
  writeFileSync(path.join(process.env["DATA_DIR"] ?? "", "business-clock"), "2026-05-18");
  await owner.query(RESET_SQL);
  one = await RealCase.open(owner, await openLine(owner, "EX01", ["AY-U-01", "AY-D-WF", "AY"]));
}, 120_000);
afterAll(async () => {
  process.stdout.write(`races: ${figures.join("; ")}\n`);
  await owner.end();
});

function actor(name: string): Actor {
  const found = ACTORS.find((one_) => one_.name === name);
  if (!found) throw new Error(name);
  return found;
}

/** The case as it stands after these steps, from the beginning. */
async function caseAfter(...steps: [string, Act][]): Promise<{ version: number; round: number; stageIndex: number | null }> {
  await one.reset();
  for (const [who, act] of steps) expect(await one.act(actor(who), act), `${who} ${act}`).toBe("done");
  const { version, round, level } = (await one.observe()) as { version: number; round: number; level: number | null };
  return { version, round, stageIndex: level };
}

const count = async (sql: string): Promise<number> => Number((await owner.query(sql, [one.id])).rows[0].count);
const decisions = () => count("SELECT count(*) FROM decision WHERE application_id = $1");
const proposals = () => count("SELECT count(*) FROM proposal WHERE application_id = $1");

describe("two reviewers who decide at once", () => {
  it(`have one effect in ${PAIRS} pairs, and the loser is told what the other did`, { timeout: LONG }, async () => {
    const acts: [Act, Act][] = [["approve", "approve"], ["approve", "return"], ["proposeReject", "approve"], ["return", "return"], ["proposeReject", "proposeReject"]]; // oxfmt-ignore
    const told: Record<string, number> = {};
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const page = await caseAfter(["lead", "submit"]);
      const [left, right] = acts[pair % acts.length] as [Act, Act];
      const answers = await Promise.all([one.act(actor("e1"), left, false, page), one.act(actor("e2"), right, false, page)]);
      const losers = answers.filter((answer) => answer !== "done");
      expect(losers, `${left} against ${right}`).toHaveLength(1);
      const proposed = (await proposals()) === 1;
      expect(losers[0]).toBe(proposed ? "pendingRejection" : "alreadyDecided");
      expect((await decisions()) + (await proposals())).toBe(1);
      expect(await one.observe()).toMatchObject({ version: 2, events: 2 });
      told[losers[0] ?? ""] = (told[losers[0] ?? ""] ?? 0) + 1;
    }
    figures.push(`${PAIRS} decision pairs, 0 double, 0 lost, losers ${JSON.stringify(told)}`);
  });

  it("would decide twice if what was read were trusted: the control", { timeout: LONG }, async () => {
    const rounds = Math.min(PAIRS, 50);
    let doubles = 0;
    for (let pair = 0; pair < rounds; pair += 1) {
      await caseAfter(["lead", "submit"]);
      const naive = async (name: string) => {
        const viewer = one.line.viewers[name];
        if (!viewer) throw new Error(name);
        await withScope(viewer.scope, async (tx) => {
          const row = await tx.application.findFirstOrThrow({ where: { id: one.id }, include: { submissions: true } });
          if (row.status !== "enterpriseReview") throw new RuleError("illegalMove");
          const [snapshot] = row.submissions;
          // set aside at once, so that the unique key of standing decisions does not save the day
          await tx.decision.create({
            data: { id: randomUUID(), orgPath: row.orgPath, applicationId: row.id, submissionId: snapshot?.id ?? "", round: 1, stage: "enterprise", stageIndex: 0, outcome: "approve", verdicts: {}, actorId: viewer.accountId, actorName: name, actorOrgPath: viewer.orgPath, actorOrgName: "", actorRole: viewer.role, snapshotSha256: "", lapsedAt: DAY.now, decidedAt: DAY.now }, // oxfmt-ignore
            select: { id: true },
          });
          await tx.application.update({ where: { id: row.id }, data: { status: "districtReview", stageIndex: 1 }, select: { id: true } });
        });
      };
      await Promise.all([outcome(naive("e1")), outcome(naive("e2"))]);
      if ((await decisions()) > 1) doubles += 1;
    }
    figures.push(`control: the naive version decided twice in ${doubles} of ${rounds}`);
    expect(doubles).toBeGreaterThan(0);
  });
});

describe("a submission that is sent twice", () => {
  it(`takes effect once for each key in ${POSTS} requests`, { timeout: LONG }, async () => {
    const { lead } = one.line;
    for (let pair = 0; pair < POSTS / 2; pair += 1) {
      await caseAfter();
      const key = randomUUID();
      const body = { applicationId: one.id, version: 0, answers: [] };
      const send = () => submitUnder(key, lead, body);
      const [first, second] = await Promise.all([send(), send()]);
      expect(second).toEqual(first);
      expect(await one.observe()).toMatchObject({ version: 1, round: 1, events: 1, snapshots: 1 });
    }
    figures.push(`${POSTS} duplicated submissions, ${POSTS / 2} effects`);
  });
});

/** Saves the unit's section from a page that shows this revision. */
function save(revision: number, address: string, by: Viewer = one.line.lead): Promise<string> {
  return outcomeOfSave(
    writeInScope(by.scope, async (tx) => {
      const data = { ...(await loadSections(tx, one.id))["unit"]?.data, address };
      return saveSection(tx, by, { applicationId: one.id, section: "unit", revision, data, now: new Date() });
    }),
  );
}
async function outcomeOfSave(work: Promise<SaveResult | null>): Promise<string> {
  const code = await outcome(work);
  if (code !== "done") return code;
  const result = await work;
  if (!result || result.saved) return code;
  return `conflict ${String(result.current.data["address"])} by ${result.current.updatedByName || "oneself"}`;
}
const revisionNow = () => count("SELECT revision AS count FROM application_section WHERE application_id = $1 AND section = 'unit'");
const addressOf = async (table: "snapshot" | "draft"): Promise<string> =>
  (
    await owner.query(
      table === "snapshot"
        ? "SELECT content->'unit'->>'address' AS said FROM submission WHERE application_id = $1"
        : "SELECT data->>'address' AS said FROM application_section WHERE application_id = $1 AND section = 'unit'",
      [one.id],
    )
  ).rows[0].said;

describe("an edit against the submission", () => {
  it(`is in the snapshot or is refused, never neither, in ${PAIRS} pairs`, { timeout: LONG }, async () => {
    const tally = { inside: 0, refused: 0 };
    for (let pair = 0; pair < PAIRS; pair += 1) {
      await caseAfter();
      const revision = await revisionNow();
      const address = `安阳市文峰区测试路${pair + 1}号`;
      const work = [() => save(revision, address), () => one.act(actor("lead"), "submit")];
      const [saved, submitted] =
        pair % 2 ? await Promise.all(work.map((run) => run())) : (await Promise.all(work.toReversed().map((run) => run()))).toReversed();
      expect(submitted).toBe("done");
      expect(["done", "illegalMove"]).toContain(saved);
      expect((await addressOf("snapshot")) === address).toBe(saved === "done");
      expect((await addressOf("draft")) === address).toBe(saved === "done");
      tally[saved === "done" ? "inside" : "refused"] += 1;
    }
    figures.push(`${PAIRS} edits against submission, 0 lost (${tally.inside} in the snapshot, ${tally.refused} refused)`);
  });
});

describe("a return against taking back", () => {
  it(`has one winner in ${PAIRS} pairs, and the loser is told why`, { timeout: LONG }, async () => {
    const tally = { returned: 0, takenBack: 0 };
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const page = await caseAfter(["lead", "submit"], ["e1", "approve"]);
      const work = [() => one.act(actor("u1"), "return", false, page), () => one.act(actor("e1"), "takeBack", false, page)];
      const [returned, takenBack] =
        pair % 2 ? await Promise.all(work.map((run) => run())) : (await Promise.all(work.toReversed().map((run) => run()))).toReversed();
      const { status } = (await one.observe()) as { status: string };
      if (returned === "done") {
        expect(["alreadyDecided", "nothingToTakeBack"]).toContain(takenBack);
        expect(status).toBe("returned");
        tally.returned += 1;
      } else {
        expect([takenBack, returned, status]).toEqual(["done", "stale", "review"]);
        tally.takenBack += 1;
      }
      expect(await one.observe()).toMatchObject({ version: 3, events: 3 });
    }
    figures.push(`${PAIRS} returns against taking back, 0 double (${tally.returned} returned, ${tally.takenBack} taken back)`);
  });
});

describe("two pages on a draft", () => {
  /** Both save at once. @param names how the loser is told who saved, of the left and of the right page */
  async function pages(pair: number, people: readonly [Viewer, Viewer], names: readonly [string, string]): Promise<void> {
    await caseAfter();
    const revision = await revisionNow();
    const answers = await Promise.all([save(revision, `左${pair}`, people[0]), save(revision, `右${pair}`, people[1])]);
    const won = answers.indexOf("done");
    const wanted = won === 0 ? ["done", `conflict 左${pair} by ${names[0]}`] : [`conflict 右${pair} by ${names[1]}`, "done"];
    expect(answers).toEqual(wanted);
    expect(await addressOf("draft")).toBe(won === 0 ? `左${pair}` : `右${pair}`);
    expect(await revisionNow()).toBe(revision + 1);
  }

  it(`of one person lose nothing in ${PAIRS} pairs: one is saved, the other is shown what stands there`, { timeout: LONG }, async () => {
    const { lead } = one.line;
    for (let pair = 0; pair < PAIRS; pair += 1) await pages(pair, [lead, lead], ["oneself", "oneself"]);
    figures.push(`${PAIRS} pairs of tabs, 0 overwritten`);
  });

  it(`of lead and contributor lose nothing in ${PAIRS} pairs: the loser is told the other's name`, { timeout: LONG }, async () => {
    const { lead } = one.line;
    const contributor: Viewer = { ...lead, accountId: randomUUID(), role: "contributor", accountName: "协助人甲" };
    const both = [lead, contributor] as const;
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const [left, right] = pair % 2 ? both : [contributor, lead];
      await pages(pair, [left, right], [left.accountName, right.accountName]);
    }
    figures.push(`${PAIRS} pairs of lead and contributor, 0 overwritten`);
  });
});
