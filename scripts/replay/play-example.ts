import path from "node:path";
import type { Page } from "@playwright/test";
import type { Filing } from "@/domain/form-content";
import {
  applyChanges,
  exampleFiling,
  exampleVersions,
  readExample,
  type ExampleFile,
  type ExampleStep,
} from "../../tests/support/example-file";
import { setBusinessDay } from "./business-day";
import type { Cast, DemoAccount } from "./cast";
import { comparePanel, compareReadView, compareSubmit } from "./compare";
import { Differences } from "./differences";
import { fillForm, waitUntilSaved } from "./fill-form";
import { answerItems, createDraft, deleteDraft, editAddress, readCase, reopen, submit, withdraw } from "./lead-steps";
import { closeSubmitCheck, openSubmitCheck, readPanel, type SeenItem, type SeenPanel } from "./read-panel";
import { playReview } from "./review-steps";
import { compareVisibility } from "./visibility";
import { compareExport } from "./exported";

/** What the replay of one file prints. later: what belongs to features to come or is checked by the engine's own tests. */
export type ReplayResult = {
  file: string;
  criteria: Record<string, SeenItem>;
  checks: Record<string, string>;
  submitAllowed: boolean | null;
  route: string[];
  steps: string[];
  state: string;
  differences: string[];
  later: string[];
};

type Play = {
  example: ExampleFile;
  cast: Cast;
  dataDir: string;
  lead: DemoAccount;
  orgs: Record<string, string>;
  versions: Filing[];
  differences: Differences;
  later: string[];
};

/** Plays one example from the first draft to its last step, as the people it names, on the screens of the portal. */
export async function playExample(file: string, cast: Cast, dataDir: string): Promise<ReplayResult> {
  const example = readExample(file);
  const differences = new Differences();
  const result: ReplayResult = {
    file: path.basename(file),
    criteria: {},
    checks: {},
    submitAllowed: null,
    route: [],
    steps: [],
    state: "",
    differences: differences.list,
    later: [],
  };
  const lead = cast.accounts(example.org, "lead")[0];
  const city = cast.accountsOfTenant(example.tenant, "cityReviewer")[0];
  if (!lead || !city) throw new Error(`no demo account for ${example.org}`);
  const recommender = String(example.data.unit?.recommender ?? "");
  const orgs = { enterprise: example.org, district: recommender, industry: recommender, city: city.org };
  const play: Play = { example, cast, dataDir, lead, orgs, versions: exampleVersions(example), differences, later: result.later };
  try {
    await playWhatIfs(play);
    await playAlternatives(play);
    const { id, panel, allowed } = await fillFirstAttempt(play);
    Object.assign(result, { criteria: panel.criteria, checks: panel.messages, submitAllowed: allowed });
    for (const step of example.expect.steps) result.steps.push(await playStep(play, step, id));
    const seen = await readCase(cast, lead, id);
    result.route = seen.route;
    result.state = seen.state;
    differences.same("route", seen.route, example.expect.route);
    differences.same("state after the steps", seen.state, example.expect.stateAfterSteps);
    result.state = await playAfterwards(play, id, seen.state);
    await compareVisibility(differences, cast, example, id, seen.number);
    await compareExport(differences, result.later, cast, example);
  } catch (error) {
    await keepPictures(cast, result.file);
    differences.add(`stopped: ${error instanceof Error ? error.message.split("\n").slice(0, 6).join(" | ") : String(error)}`);
  }
  for (const entry of example.expect.history ?? []) result.later.push(`history ${entry.date} ${entry.event}`);
  return result;
}

/** Where a replay stopped: one picture a person, in the folder named by REPLAY_PICTURES. */
async function keepPictures(cast: Cast, file: string): Promise<void> {
  const folder = process.env.REPLAY_PICTURES;
  if (!folder) return;
  for (const [login, page] of cast.openPages())
    await page.screenshot({ path: path.join(folder, `${file}-${login}.png`) }).catch(() => undefined);
}

async function fillFirstAttempt({
  example,
  cast,
  dataDir,
  lead,
  versions,
  differences,
}: Play): Promise<{ id: string; panel: SeenPanel; allowed: boolean }> {
  setBusinessDay(dataDir, example.asOf);
  const id = await createDraft(cast, lead, example.batch);
  const page = await cast.page(lead);
  await fillForm(page, editAddress(id), versions[0] as Filing, null);
  const panel = await readPanel(page);
  comparePanel(differences, "as filled", panel, example.expect, true);
  const check = await openSubmitCheck(page);
  compareSubmit(differences, "as filled", check, example.expect);
  await closeSubmitCheck(page);
  await compareReadView(differences, "as filled", await cast.open(lead, `/applications/${id}`), example.expect);
  return { id, panel, allowed: check.allowed };
}

/** Content and date what-ifs on a fresh draft, which is deleted afterwards. */
async function playWhatIfs({ example, cast, dataDir, lead, differences, later }: Play): Promise<void> {
  const onScreen = (example.expect.whatIf ?? []).filter((whatIf) => {
    const byEngine = whatIf.batch !== undefined || whatIf.criteriaSet !== undefined || whatIf.params !== undefined;
    if (byEngine) later.push(`what if “${whatIf.note}”: another set, batch or parameters, checked against the criteria engine in npm test`);
    return !byEngine;
  });
  if (onScreen.length === 0) return;
  setBusinessDay(dataDir, example.asOf);
  const base = exampleFiling(example);
  const id = await createDraft(cast, lead, example.batch);
  const page = await cast.page(lead);
  await fillForm(page, editAddress(id), base, null);
  let standing = base;
  for (const whatIf of onScreen) {
    const wanted = applyChanges(base, whatIf.changes);
    await fillForm(page, editAddress(id), wanted, standing);
    standing = onlyPossibleFiles(wanted);
    if (whatIf.asOf) {
      setBusinessDay(dataDir, whatIf.asOf);
      await page.reload();
      await waitUntilSaved(page);
    }
    const where = `what if “${whatIf.note}”`;
    comparePanel(differences, where, await readPanel(page), whatIf.expect, false);
    const check = await openSubmitCheck(page);
    compareSubmit(differences, where, check, whatIf.expect);
    await closeSubmitCheck(page);
    if (whatIf.asOf) {
      setBusinessDay(dataDir, example.asOf);
      await page.reload();
    }
  }
  await deleteDraft(cast, lead, id);
}

/** A file of a row goes with its row: what stands on the screen after rows were removed. */
function onlyPossibleFiles(filing: Filing): Filing {
  const attachments = filing.attachments.filter((file) => {
    if (file.rowId === undefined) return true;
    const [section = "", table = ""] = file.slot.split(".");
    const rows = filing.content[section]?.[table];
    return Array.isArray(rows) && rows.some((row) => typeof row === "object" && row._id === file.rowId);
  });
  return { content: filing.content, attachments };
}

/** Another run of steps, on an application of its own that is withdrawn at the end where it is still under review. */
async function playAlternatives(play: Play): Promise<void> {
  for (const alternative of play.example.expect.alternatives ?? []) {
    if (alternative.steps.some((step) => step.via)) {
      play.later.push(`alternative “${alternative.note}”: a step by import`);
      continue;
    }
    const { id } = await fillFirstAttempt(play);
    for (const step of alternative.steps) await playStep(play, step, id);
    const { state } = await readCase(play.cast, play.lead, id);
    play.differences.same(`alternative “${alternative.note}”`, state, alternative.finalState);
    if (/Review$|^returned$/.test(state)) await withdraw(play.cast, play.lead, id, "另一种走法到此为止。");
  }
}

async function playStep(play: Play, step: ExampleStep, id: string): Promise<string> {
  const { cast, lead, example, differences, dataDir } = play;
  const name = `${step.date} ${step.actor} ${step.action}`;
  if (step.via) {
    play.later.push(`${name} via ${step.via}`);
    return `${name} later`;
  }
  setBusinessDay(dataDir, step.date);
  if (step.actor !== "lead") {
    const files = example.attachments.filter((file) => file.slot.startsWith("stage."));
    await playReview(cast, step, play.orgs, id, step.actor === "enterprise" ? files : []);
  } else if (step.action === "withdraw") {
    await withdraw(cast, lead, id, step.comment ?? "补充材料后再报。");
  } else {
    await playSubmission(play, step, id);
  }
  const { state } = await readCase(cast, lead, id);
  if (step.refusedBy) differences.same(`${name}: state unchanged`, state, "draft");
  return `${name} → ${state}`;
}

/** submit and resubmit, with the revision that the step names. */
async function playSubmission(play: Play, step: ExampleStep, id: string): Promise<void> {
  const { cast, lead, differences, example } = play;
  if (step.action === "submit" && (await readCase(cast, lead, id)).state === "withdrawn") await reopen(cast, lead, id);
  const page = await cast.open(lead, editAddress(id));
  if (step.revision !== undefined) await playRevision(play, page, step.revision, id);
  if (step.action === "resubmit") await answerItems(page, "已按退回意见修改。");
  await waitUntilSaved(page);
  const seen = await submit(page);
  const expected = example.revisions?.[(step.revision ?? 0) - 1]?.expect;
  if (seen.allowed && expected) {
    await compareReadView(differences, `revision ${step.revision}`, await cast.open(lead, `/applications/${id}`), {
      derived: expected.derived ?? {},
    });
  }
  if (step.refusedBy) differences.same(`${step.date} refused by`, seen.blocks, [...step.refusedBy].sort());
  else if (!seen.allowed) throw new Error(`${step.date} ${step.action} was refused: ${[...seen.formErrors, ...seen.blocks].join(", ")}`);
}

async function playRevision(play: Play, page: Page, revision: number, id: string): Promise<void> {
  const { example, versions, differences } = play;
  const wanted = versions[revision];
  const expected = example.revisions?.[revision - 1]?.expect;
  if (!wanted || !expected) throw new Error(`no revision ${revision}`);
  await fillForm(page, editAddress(id), wanted, versions[revision - 1] ?? null);
  comparePanel(differences, `revision ${revision}`, await readPanel(page), expected, true);
}

/** What follows the review: the expiry of a return is played, everything else belongs to features to come. */
async function playAfterwards(play: Play, id: string, state: string): Promise<string> {
  let now = state;
  for (const entry of play.example.expect.afterwards ?? []) {
    if (entry.event !== "returnOverdue") {
      play.later.push(`${entry.date} ${entry.event}`);
      continue;
    }
    setBusinessDay(play.dataDir, entry.date);
    const until = Date.now() + 60_000;
    do {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      now = (await readCase(play.cast, play.lead, id)).state;
    } while (now !== entry.state && Date.now() < until);
    play.differences.same(`${entry.date} ${entry.event}`, now, entry.state);
  }
  const laterStates = play.later.some((line) => /publicity|naming|objection|inspection|meeting/.test(line));
  if (!laterStates) play.differences.same("final state", now, play.example.expect.finalState);
  return now;
}
