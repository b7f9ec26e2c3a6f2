import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SectionContent } from "@/domain/form-content";
import { exampleFiling, type ExampleFile, readExample } from "../../tests/support/example-file";
import { fileFor, makePdf } from "../../tests/support/generated-files";
import { ROOT } from "../support/root.mjs";
import type { FaultPortal } from "./fault-portal";
import type { Gate, Tally } from "./gate";
import type { Ledger } from "./ledger";
import { type Answer, Person } from "./person";

type Definite = Extract<Answer, { kind: "answer" }>;

type Row = { version: number; status: string; round: number; stage: number | null };

const CHURN_SLOT = "results.otherProof";

/**
 * A lead and the reviewer of the enterprise who send one application round and round, through the same requests as their
 * pages: save, upload, remove, submit, approve, withdraw, reopen. A request without an answer is sent again, with the same
 * key, until there is one.
 */
export class Writer {
  readonly #portal: FaultPortal;
  readonly #ledger: Ledger;
  readonly #tally: Tally;
  readonly #gate: Gate;
  readonly #example: ExampleFile;
  readonly #lead: Person;
  readonly #reviewer: Person;
  #application = "";
  #items: string[] = [];
  #extra: string | null = null;
  #turn = 0;

  constructor(portal: FaultPortal, ledger: Ledger, tally: Tally, gate: Gate, exampleId: string) {
    this.#portal = portal;
    this.#ledger = ledger;
    this.#tally = tally;
    this.#gate = gate;
    this.#example = readExample(join(ROOT, "tests", "reference", "examples", `${exampleId}.yaml`));
    this.#lead = this.#person("lead");
    this.#reviewer = this.#person("enterpriseReviewer");
  }

  #person(role: string): Person {
    const account = this.#portal.accounts().find((one) => one.org === this.#example.org && one.role === role);
    if (!account) throw new Error(`no ${role} of ${this.#example.org}`);
    return new Person(account, this.#portal.baseUrl);
  }

  /** Signs in, and fills one application with an example of the reference. */
  async begin(): Promise<void> {
    await this.#lead.signIn();
    await this.#reviewer.signIn();
    const [batch] = await this.#portal.sql<{ id: string; items: string[] }>(
      `SELECT b.id, ARRAY(SELECT jsonb_array_elements(c.body -> 'items') ->> 'key') AS items
       FROM batch b JOIN criteria_set c ON c.id = b.criteria_set_id WHERE b.code = $1`,
      [this.#example.batch],
    );
    if (!batch) throw new Error(`no batch ${this.#example.batch}`);
    this.#items = batch.items;
    const made = await this.#untilAnswered(
      { key: randomUUID(), batchId: batch.id },
      (input) => this.#lead.action("/applications/new", "createApplication", input),
      "createApplication",
    );
    this.#application = (made.body as { data?: { id?: string } } | null)?.data?.id ?? "";
    if (!this.#application) throw new Error(`${this.#example.org}: no draft was made: ${made.status} ${made.text.slice(0, 300)}`);
    this.#ledger.applications.push(this.#application);
    const filing = exampleFiling(this.#example);
    for (const [section, data] of Object.entries(filing.content)) await this.#save(section, data as SectionContent);
    for (const { slot, rowId, fileName, kind } of filing.attachments) {
      if (slot.startsWith("stage.")) continue;
      await this.#upload(this.#lead, slot, await fileFor(fileName, kind), rowId);
    }
  }

  /** Until the run is over. */
  async work(): Promise<void> {
    while (!this.#gate.isOver) {
      const [row] = await this.#row();
      if (!row) throw new Error("the application is gone");
      if (row.status === "draft") await this.#asDraft(row);
      else if (row.status === "withdrawn") await this.#move("reopenApplication", row);
      else if (row.stage === 0) await this.#approve(row);
      else await this.#move("withdrawApplication", row);
    }
  }

  async #row(): Promise<Row[]> {
    return this.#calmly(() =>
      this.#portal.sql<Row>("SELECT version, status, round, stage_index AS stage FROM application WHERE id = $1", [this.#application]),
    );
  }

  /** The harness looks at the rows itself; while the database is away it waits as well. */
  async #calmly<T>(look: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.#gate.pass();
      try {
        return await look();
      } catch {
        await sleep(50);
      }
    }
  }

  async #asDraft(row: Row): Promise<void> {
    const sign = exampleFiling(this.#example).content["sign"] as SectionContent;
    for (let i = 0; i < 3 && !this.#gate.isOver; i += 1) {
      this.#turn += 1;
      await this.#save("sign", { ...sign, location: `联合厂房二层 ${this.#turn}` });
    }
    const before = this.#extra;
    this.#extra = await this.#upload(this.#lead, CHURN_SLOT, {
      fileName: `证明 ${this.#turn}.pdf`,
      mimeType: "application/pdf",
      bytes: makePdf(`proof ${this.#turn} ${this.#application}`),
    });
    if (before) await this.#remove(before);
    const key = randomUUID();
    const answer = await this.#untilAnswered(
      { key, id: this.#application, version: row.version, answers: [] },
      (input) => this.#lead.action(`/applications/${this.#application}/edit`, "submitApplicationAction", input),
      "submit",
    );
    if (isOk(answer) && (answer.body as { data?: { submitted?: unknown } }).data?.submitted) {
      this.#ledger.keyed({ application: this.#application, action: "submit", key, account: this.#lead.account.login });
      this.#ledger.moved(this.#application, row.version + 1, "submit");
    } else this.#refused("submit", answer);
  }

  async #save(section: string, data: SectionContent): Promise<void> {
    const [standing] = await this.#calmly(() =>
      this.#portal.sql<{ revision: number }>("SELECT revision FROM application_section WHERE application_id = $1 AND section = $2", [
        this.#application,
        section,
      ]),
    );
    const revision = standing?.revision ?? 0;
    const save = { revision: revision + 1, mark: typeof data["location"] === "string" ? data["location"] : "" };
    if (section === "sign") this.#ledger.sending(this.#application, section, save);
    const answer = await this.#untilAnswered(
      { revision, data },
      (body) => this.#lead.json(`/api/applications/${this.#application}/sections/${section}`, body),
      "save",
    );
    // a save without an answer that had taken effect meets its own words at the second try
    const current = (answer.body as { current?: { revision: number; data: SectionContent } } | null)?.current;
    const ownWords = answer.status === 409 && current?.revision === save.revision && current.data["location"] === data["location"];
    if (answer.status !== 200 && !ownWords) return this.#refused("save", answer);
    if (section === "sign") this.#ledger.saved(this.#application, section, save);
    else this.#ledger.acknowledged += 1;
  }

  async #upload(by: Person, slot: string, file: Awaited<ReturnType<typeof fileFor>>, row?: string): Promise<string | null> {
    const id = randomUUID();
    const to = { id, application: this.#application, slot, ...(row === undefined ? {} : { row }) };
    const answer = await this.#untilAnswered(to, (target) => by.upload(target, file), "upload");
    if (answer.status !== 200) {
      this.#refused(`upload to ${slot}`, answer);
      return null;
    }
    this.#ledger.stored(id);
    return id;
  }

  async #remove(id: string): Promise<void> {
    const answer = await this.#untilAnswered(id, (one) => this.#lead.send(`/api/attachments/${one}`, { method: "DELETE" }), "remove");
    if (answer.status === 200) this.#ledger.removed(id);
    else this.#refused("remove", answer);
  }

  async #approve(row: Row): Promise<void> {
    const [proof] = await this.#calmly(() =>
      this.#portal.sql<{ n: number }>(
        "SELECT count(*)::int AS n FROM attachment WHERE application_id = $1 AND slot = 'stage.internalPublicity' AND removed_at IS NULL",
        [this.#application],
      ),
    );
    if (proof?.n === 0) await this.#upload(this.#reviewer, "stage.internalPublicity", await fileFor("公示证明.pdf", "pdf"));
    const key = randomUUID();
    const input = {
      key,
      applicationId: this.#application,
      seen: { version: row.version, round: row.round, stageIndex: row.stage },
      verdicts: Object.fromEntries(this.#items.map((item) => [item, { verdict: "met" }])),
      opinion: "材料属实，同意申报。",
      actingReason: "",
    };
    const answer = await this.#untilAnswered(
      input,
      (body) => this.#reviewer.action(`/review/${this.#application}`, "approve", body),
      "approve",
    );
    if (isOk(answer)) {
      this.#ledger.keyed({ application: this.#application, action: "approve", key, account: this.#reviewer.account.login });
      this.#ledger.moved(this.#application, row.version + 1, "approve");
    } else this.#refused("approve", answer);
  }

  /** These carry no key but the version: a second try of one that took effect is refused as stale, and nothing happens twice. */
  async #move(name: "withdrawApplication" | "reopenApplication", row: Row): Promise<void> {
    const input = { id: this.#application, version: row.version, reason: "补充材料后再报。" };
    const answer = await this.#untilAnswered(input, (body) => this.#lead.action(`/applications/${this.#application}`, name, body), name);
    if (isOk(answer)) return this.#ledger.moved(this.#application, row.version + 1, name);
    const [now] = await this.#row();
    if (codeOf(answer) === "stale" && now?.version === row.version + 1) return this.#ledger.moved(this.#application, row.version + 1, name);
    this.#refused(name, answer);
  }

  /** One request, the same each time, until the server says what became of it. */
  async #untilAnswered<T>(input: T, send: (input: T) => Promise<Answer>, what: string): Promise<Definite> {
    for (;;) {
      await this.#gate.pass();
      this.#tally.sent += 1;
      this.#tally.busy += 1;
      const answer = await send(input);
      this.#tally.busy -= 1;
      if (answer.kind === "unknown") this.#tally.unknown += 1;
      else if (answer.status === 503 || codeOf(answer) === "unavailable") this.#tally.unavailable += 1;
      else if (answer.status >= 500) this.#tally.errors.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
      else return answer;
      await sleep(100);
    }
  }

  #refused(what: string, answer: Definite): void {
    this.#tally.refused.push(`${this.#example.id} ${what}: ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`);
  }
}

function codeOf(answer: Definite): string | undefined {
  return (answer.body as { code?: string } | null)?.code;
}

function isOk(answer: Definite): boolean {
  return answer.status === 200 && (answer.body as { ok?: boolean } | null)?.ok === true;
}
