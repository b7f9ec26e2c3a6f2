import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type ExampleFile, readExample } from "../../tests/support/example-file";
import { fileFor } from "../../tests/support/generated-files";
import { ROOT } from "../support/root.mjs";
import type { FaultPortal } from "./fault-portal";
import { FilingWriter } from "./filing-writer";
import type { Gate, Tally } from "./gate";
import type { Ledger } from "./ledger";
import { type Answer, Person } from "./person";
import { codeOf, dataOf, isOk, type SecondTry, Sender } from "./sender";

type Row = { version: number; status: string; round: number; stage: number | null; proposed: boolean };

/**
 * What happens to a submission at its first stage, one after another, so that every move that people make is under way at some kill.
 * After `approve` the lead withdraws and reopens; after `confirm` the lead copies the rejected application into a new one.
 */
const STEPS = ["return", "takeBack", "cancel", "decline", "approve", "confirm"] as const;

const DUE_ON = "2026-06-25";

/**
 * A lead and two reviewers of the enterprise who send one application round and round, through the same requests as their pages. A
 * request without an answer is sent again, with the same key, until there is one.
 */
export class Writer {
  readonly #portal: FaultPortal;
  readonly #ledger: Ledger;
  readonly #sender: Sender;
  readonly #filing: FilingWriter;
  readonly #example: ExampleFile;
  readonly #lead: Person;
  readonly #reviewer: Person;
  readonly #second: Person;
  /** every application so far; a copy takes the place of the one before */
  readonly #mine: string[] = [];
  #batch = "";
  #items: string[] = [];
  #step: number;

  constructor(portal: FaultPortal, ledger: Ledger, tally: Tally, gate: Gate, exampleId: string) {
    this.#portal = portal;
    this.#ledger = ledger;
    this.#sender = new Sender(gate, tally, exampleId);
    this.#example = readExample(join(ROOT, "tests", "reference", "examples", `${exampleId}.yaml`));
    const [lead] = this.#people("lead");
    const [reviewer, second] = this.#people("enterpriseReviewer");
    if (!lead || !reviewer || !second) throw new Error(`${this.#example.org} has no lead, or not two reviewers`);
    [this.#lead, this.#reviewer, this.#second] = [lead, reviewer, second];
    this.#filing = new FilingWriter(portal, ledger, this.#sender, this.#example, lead);
    // each writer begins elsewhere, so that a short run meets every step too
    this.#step = Number(exampleId.replace(/\D/g, "")) % STEPS.length;
  }

  get #application(): string {
    return this.#mine.at(-1) ?? "";
  }

  #people(role: string): Person[] {
    const accounts = this.#portal.accounts().filter((one) => one.org === this.#example.org && one.role === role);
    return accounts.map((account) => new Person(account, this.#portal.baseUrl));
  }

  /** Signs in, and fills one application with an example of the reference. */
  async begin(): Promise<void> {
    for (const person of [this.#lead, this.#reviewer, this.#second]) await person.signIn();
    const [batch] = await this.#portal.sql<{ id: string; items: string[] }>(
      `SELECT b.id, ARRAY(SELECT jsonb_array_elements(c.body -> 'items') ->> 'key') AS items
       FROM batch b JOIN criteria_set c ON c.id = b.criteria_set_id WHERE b.code = $1`,
      [this.#example.batch],
    );
    if (!batch) throw new Error(`no batch ${this.#example.batch}`);
    this.#batch = batch.id;
    this.#items = batch.items;
    await this.#create("createApplication", "/applications/new", { batchId: batch.id });
    await this.#filing.fill(this.#application);
  }

  /** Until the run is over. */
  async work(): Promise<void> {
    while (!this.#sender.isOver) {
      const row = await this.#row();
      const step = STEPS[this.#step % STEPS.length]!;
      if (row.status === "draft") await this.#submitDraft(row);
      else if (row.status === "returned") await this.#submit(row, await this.#answers());
      else if (row.status === "withdrawn") await this.#moveByLead("reopenApplication", row);
      else if (row.status === "rejected") {
        const page = `/applications/${this.#application}`;
        const copied = await this.#create("copyApplication", page, { id: this.#application, batchId: this.#batch });
        if (copied) await this.#filing.pledge(this.#application);
      } else if (row.stage !== 0) await (step === "takeBack" ? this.#takeBack(row) : this.#withdraw(row));
      else if (row.proposed) await this.#settle(row, step);
      else if (step === "return") await this.#return(row);
      else if (step === "approve" || step === "takeBack") await this.#approve(row);
      else await this.#decide("propose", row, { kind: "reject", reason: "材料与评审条件不符。", verdicts: {}, actingReason: "" });
    }
  }

  async #row(): Promise<Row> {
    const [row] = await this.#sender.calmly(() =>
      this.#portal.sql<Row>(
        `SELECT version, status, round, stage_index AS stage,
                EXISTS (SELECT FROM proposal p WHERE p.application_id = a.id AND p.pending_key IS NOT NULL) AS proposed
         FROM application a WHERE id = $1`,
        [this.#application],
      ),
    );
    if (row) return row;
    // lost, which the ledger says: what was acknowledged before goes on
    this.#mine.pop();
    if (this.#mine.length === 0) throw new Error("the application is gone");
    return this.#row();
  }

  /** False when a crash meanwhile has lost the rejection of what is to be copied: the ledger says so, and the work goes on. */
  async #create(name: "createApplication" | "copyApplication", page: string, body: Record<string, string>): Promise<boolean> {
    const key = randomUUID();
    const made = await this.#sender.untilAnswered({ key, ...body }, (input) => this.#lead.action(page, name, input), name, {
      guard: "key",
      stored: this.#keyed(key).stored,
    });
    const id = dataOf(made)["id"];
    if (name === "copyApplication" && /"code":"illegalMove"/.test(made.text)) return false;
    if (typeof id !== "string") throw new Error(`${this.#example.org}: ${name}: ${made.status} ${made.text.slice(0, 300)}`);
    this.#mine.push(id);
    this.#ledger.applications.push(id);
    this.#ledger.done({ application: id, action: name, key, version: 0 });
    return true;
  }

  async #submitDraft(row: Row): Promise<void> {
    await this.#filing.change(this.#application);
    await this.#submit(row, []);
  }

  /** What the newest return asks, each answered. */
  async #answers(): Promise<{ itemId: string; answer: string }[]> {
    const items = await this.#sender.calmly(() =>
      this.#portal.sql<{ id: string }>(
        `SELECT i.id FROM return_item i JOIN decision d ON d.id = i.decision_id
         WHERE d.application_id = $1 AND d.outcome = 'return' AND d.standing_key IS NOT NULL ORDER BY i.seq`,
        [this.#application],
      ),
    );
    return items.map(({ id }) => ({ itemId: id, answer: "已按要求修改。" }));
  }

  async #submit(row: Row, answers: { itemId: string; answer: string }[]): Promise<void> {
    const key = randomUUID();
    const answer = await this.#sender.untilAnswered(
      { key, id: this.#application, version: row.version, answers },
      (input) => this.#lead.action(`/applications/${this.#application}/edit`, "submitApplicationAction", input),
      "submit",
      this.#keyed(key),
    );
    if (isOk(answer) && dataOf(answer)["submitted"]) this.#acknowledge("submitApplicationAction", key, row);
    else this.#sender.refused("submit", answer);
  }

  async #approve(row: Row): Promise<void> {
    const [proof] = await this.#sender.calmly(() =>
      this.#portal.sql<{ n: number }>(
        "SELECT count(*)::int AS n FROM attachment WHERE application_id = $1 AND slot = 'stage.internalPublicity' AND removed_at IS NULL",
        [this.#application],
      ),
    );
    if (proof?.n === 0)
      await this.#filing.upload(this.#reviewer, this.#application, "stage.internalPublicity", await fileFor("公示证明.pdf", "pdf"));
    const verdicts = Object.fromEntries(this.#items.map((item) => [item, { verdict: "met" }]));
    await this.#decide("approve", row, { verdicts, opinion: "材料属实，同意申报。", actingReason: "" });
  }

  async #return(row: Row): Promise<void> {
    const items = [{ criterion: this.#items[0] ?? "general", path: null, reason: "请补充说明材料的来源。" }];
    const body = { verdicts: {}, items, dueOn: DUE_ON, comment: "", actingReason: "" };
    if (await this.#decide("returnForCorrection", row, body)) this.#step += 1;
  }

  async #takeBack(row: Row): Promise<void> {
    if (await this.#decide("takeBack", row, { comment: "意见需要修改。" })) this.#step += 1;
  }

  /** Of the open proposal: its proposer cancels, or the second person declines or confirms. */
  async #settle(row: Row, step: string): Promise<void> {
    const answer = step === "decline" || step === "confirm" ? step : "cancel";
    const by = answer === "cancel" ? this.#reviewer : this.#second;
    if (await this.#decide("settle", row, { answer, note: answer === "decline" ? "材料齐全，不同意。" : "" }, by)) this.#step += 1;
  }

  /** A decision of a reviewer: carries a key, so that a second try has one effect. */
  async #decide(name: string, row: Row, body: object, by = this.#reviewer): Promise<boolean> {
    const key = randomUUID();
    const seen = { version: row.version, round: row.round, stageIndex: row.stage };
    const answer = await this.#sender.untilAnswered(
      { key, applicationId: this.#application, seen, ...body },
      (input): Promise<Answer> => by.action(`/review/${this.#application}`, name, input),
      name,
      this.#keyed(key),
    );
    if (isOk(answer)) this.#acknowledge(name, key, row);
    else this.#sender.refused(name, answer);
    return isOk(answer);
  }

  #acknowledge(action: string, key: string, row: Row): void {
    this.#ledger.done({ application: this.#application, action, key, version: row.version + 1 });
  }

  #keyed<T extends { key: string }>(key: string): Required<SecondTry<T>> {
    return {
      guard: "key",
      stored: async () => (await this.#portal.sql("SELECT FROM idempotency_key WHERE key = $1", [key])).length > 0,
      renewed: (input) => ({ ...input, key: randomUUID() }),
    };
  }

  async #withdraw(row: Row): Promise<void> {
    if (await this.#moveByLead("withdrawApplication", row)) this.#step += 1;
  }

  /** These carry no key but the version: a second try of one that took effect is refused as stale, and nothing happens twice. */
  async #moveByLead(name: "withdrawApplication" | "reopenApplication", row: Row): Promise<boolean> {
    const input = { id: this.#application, version: row.version, reason: "补充材料后再报。" };
    const page = `/applications/${this.#application}`;
    const answer = await this.#sender.untilAnswered(input, (body) => this.#lead.action(page, name, body), name, {
      guard: "version",
      stored: async () =>
        (await this.#portal.sql("SELECT FROM application WHERE id = $1 AND version > $2", [input.id, input.version])).length > 0,
    });
    const tookEffect = isOk(answer) || (codeOf(answer) === "stale" && (await this.#row()).version === row.version + 1);
    if (tookEffect) this.#ledger.done({ application: this.#application, action: name, version: row.version + 1 });
    else this.#sender.refused(name, answer);
    return tookEffect;
  }
}
