import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { SectionContent } from "@/domain/form-content";
import { exampleFiling, readExample } from "../../../tests/support/example-file";
import { fileFor } from "../../../tests/support/generated-files";
import { RESET_SQL } from "../../../tests/faults/support/reset-sql";
import { readSecrets } from "../../support/data-dir.mjs";
import { localUrl, runningPostgres } from "../../support/embedded-postgres.mjs";
import { ROOT } from "../../support/root.mjs";
import { type Answer, type DemoAccount, Person } from "../person";
import { dismissContributor, engageContributor } from "../support/contributor";
import type { Locale } from "./sentences";

/** What an answer says: an action's state, or a route's status and JSON. Throws on no answer and on 5xx. */
export type Told = { ok: boolean; status: number; code: string; message: string; data: unknown };

/** A section as its row holds it. */
export type Section = { revision: number; data: SectionContent };

/** What the tables say about the case. */
export type Seen = {
  status: string;
  level: number | null;
  round: number;
  version: number;
  events: number;
  snapshots: number;
  decisions: { name: string; org: string; at: string; outcome: "approve" | "return"; standing: boolean; takenBack: boolean }[];
  proposals: { name: string }[];
};

const SEEN = `
  SELECT a.status, a.stage_index AS level, a.round, a.version,
    (SELECT count(*)::int FROM application_event e WHERE e.application_id = a.id) AS events,
    (SELECT count(*)::int FROM submission s WHERE s.application_id = a.id) AS snapshots,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('name', d.actor_name, 'org', d.actor_org_name, 'outcome', d.outcome,
       'at', to_char(d.decided_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), 'standing', d.standing_key IS NOT NULL,
       'takenBack', d.taken_back_at IS NOT NULL) ORDER BY d.stage_index, d.decided_at), '[]') FROM decision d WHERE d.application_id = a.id) AS decisions,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.proposed_by_name)), '[]') FROM proposal p WHERE p.application_id = a.id) AS proposals
  FROM application a WHERE a.id = $1`;

const REASON = "与批次要求不符，请核对。";
/** Ten working days at most from the day that the run sets. */
const DUE = "2026-05-28";
export const RACE_DAY = "2026-05-18";

/** The people of one enterprise's case, signed in over HTTP, and the case itself, which is set back before every race. */
export class RaceCase {
  readonly lead: Person;
  /** two of the enterprise union, two of the union above it */
  readonly reviewers: Readonly<Record<"e1" | "e2" | "u1" | "u2", Person>>;
  readonly database: pg.Client;
  id = "";
  #items: string[] = [];
  #contributor: Person | undefined;

  private constructor(database: pg.Client, lead: Person, reviewers: [Person, Person, Person, Person]) {
    this.database = database;
    this.lead = lead;
    const [e1, e2, u1, u2] = reviewers;
    this.reviewers = { e1, e2, u1, u2 };
  }

  /** @param union the union above the example's enterprise */
  static async open(portal: { baseUrl: string; dataDir: string }, example: string, union: string): Promise<RaceCase> {
    const file = readExample(join(ROOT, "tests", "reference", "examples", `${example}.yaml`));
    const accounts = JSON.parse(readFileSync(join(portal.dataDir, "demo-accounts.json"), "utf8")) as DemoAccount[];
    const people = (org: string, role: string, count: number): Person[] => {
      const found = accounts.filter((one) => one.org === org && one.role === role).slice(0, count);
      if (found.length < count) throw new Error(`fewer than ${count} ${role} of ${org}`);
      return found.map((account) => new Person(account, portal.baseUrl));
    };
    const port = runningPostgres(ROOT, portal.dataDir);
    if (port === undefined) throw new Error(`no portal with a database of its own runs on ${portal.dataDir}`);
    const database = new pg.Client({
      connectionString: localUrl({ port, password: readSecrets(portal.dataDir).superuser, database: "portal" }),
    });
    await database.connect();
    await database.query(RESET_SQL);
    const [lead] = people(file.org, "lead", 1) as [Person];
    const reviewers = [...people(file.org, "enterpriseReviewer", 2), ...people(union, "districtReviewer", 2)];
    const one = new RaceCase(database, lead, reviewers as [Person, Person, Person, Person]);
    for (const person of [lead, ...reviewers]) await person.signIn();
    await one.#fill(file);
    return one;
  }

  async #fill(file: ReturnType<typeof readExample>): Promise<void> {
    const { rows } = await this.database.query(
      `SELECT b.id, ARRAY(SELECT jsonb_array_elements(c.body -> 'items') ->> 'key') AS items
       FROM batch b JOIN criteria_set c ON c.id = b.criteria_set_id WHERE b.code = $1`,
      [file.batch],
    );
    const batch = rows[0] as { id: string; items: string[] };
    this.#items = batch.items;
    const made = told(await this.lead.action("/applications/new", "createApplication", { key: randomUUID(), batchId: batch.id }));
    this.id = (made.data as { id?: string } | null)?.id ?? "";
    if (!this.id) throw new Error(`no draft was made: ${JSON.stringify(made)}`);
    this.#contributor = new Person(await engageContributor(this.database, this.lead.account, this.id), this.lead.baseUrl);
    await this.#contributor.signIn();
    const filing = exampleFiling(file);
    for (const [section, data] of Object.entries(filing.content)) {
      const saved = await this.save(await this.revisionOf(section), data as SectionContent, section);
      if (!saved.ok) throw new Error(`${section} was not saved: ${JSON.stringify(saved)}`);
    }
    for (const { slot, rowId, fileName, kind } of filing.attachments) {
      if (!slot.startsWith("stage.")) await this.#upload(this.lead, slot, await fileFor(fileName, kind), rowId);
    }
    // the first stage has to attach its proof, and only it may: once, while the case is there
    await this.#good(this.submit());
    await this.#upload(this.reviewers.e1, "stage.internalPublicity", await fileFor("公示证明.pdf", "pdf"));
    await this.draft();
  }

  async #upload(by: Person, slot: string, file: Awaited<ReturnType<typeof fileFor>>, row?: string): Promise<void> {
    const answer = told(await by.upload({ id: randomUUID(), application: this.id, slot, ...(row === undefined ? {} : { row }) }, file));
    if (!answer.ok) throw new Error(`${slot} was not uploaded: ${JSON.stringify(answer)}`);
  }

  async #good(work: Promise<Told>): Promise<Told> {
    const answer = await work;
    if (!answer.ok) throw new Error(`a step on the way to a race was refused: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Helps the lead to fill in, and may not submit. */
  get contributor(): Person {
    if (!this.#contributor) throw new Error("nobody was engaged");
    return this.#contributor;
  }

  /** Everybody reads this language from now on. */
  speak(locale: Locale): void {
    for (const person of [this.lead, this.contributor, ...Object.values(this.reviewers)]) person.speak(locale);
  }

  async draft(): Promise<void> {
    await this.database.query("SELECT proof_reset($1)", [this.id]);
  }

  async submitted(): Promise<void> {
    await this.draft();
    await this.#good(this.submit());
  }

  /** Before the union above, approved by e1. */
  async approved(): Promise<void> {
    await this.submitted();
    await this.#good(this.decide("e1", "approve", { version: 1, round: 1, stageIndex: 0 }));
  }

  async seen(): Promise<Seen> {
    const { rows } = await this.database.query<Seen>(SEEN, [this.id]);
    return rows[0] as Seen;
  }

  /** by: the route or the action that the page calls; both carry the same key of the same effect */
  async submit(key = randomUUID(), by: "route" | "action" = "route"): Promise<Told> {
    if (by === "route") return told(await this.lead.json(`/api/applications/${this.id}/submit`, { key, version: 0, answers: [] }));
    const input = { key, id: this.id, version: 0, answers: [] };
    return told(await this.lead.action(`/applications/${this.id}/edit`, "submitApplicationAction", input));
  }

  async save(revision: number, data: SectionContent, section = "unit", by = this.lead): Promise<Told> {
    return told(await by.json(`/api/applications/${this.id}/sections/${section}`, { revision, data }));
  }

  async withdraw(version: number): Promise<Told> {
    const input = { id: this.id, version, reason: "补充材料后再报。" };
    return told(await this.lead.action(`/applications/${this.id}`, "withdrawApplication", input));
  }

  async decide(
    who: keyof RaceCase["reviewers"],
    what: "approve" | "return" | "reject" | "takeBack",
    seen: { version: number; round: number; stageIndex: number },
    key = randomUUID(),
  ): Promise<Told> {
    const head = { key, applicationId: this.id, seen };
    const judged = { ...head, verdicts: Object.fromEntries(this.#items.map((item) => [item, { verdict: "met" }])), actingReason: "" };
    const [name, input] = {
      approve: ["approve", { ...judged, opinion: "材料属实，同意申报。" }],
      return: ["returnForCorrection", { ...judged, items: [{ criterion: "team", path: null, reason: REASON }], dueOn: DUE, comment: "" }],
      reject: ["propose", { ...judged, kind: "reject", reason: REASON }],
      takeBack: ["takeBack", { ...head, comment: "" }],
    }[what] as [string, unknown];
    return told(await this.reviewers[who].action(`/review/${this.id}`, name, input));
  }

  nameOf(who: keyof RaceCase["reviewers"]): string {
    return this.reviewers[who].account.name;
  }

  async section(section = "unit"): Promise<Section> {
    const { rows } = await this.database.query(
      "SELECT revision, data FROM application_section WHERE application_id = $1 AND section = $2",
      [this.id, section],
    );
    return rows[0] as Section;
  }

  async revisionOf(section: string): Promise<number> {
    return (await this.section(section))?.revision ?? 0;
  }

  /** The address of the unit in the newest snapshot. */
  async snapshotAddress(): Promise<string | undefined> {
    const { rows } = await this.database.query(
      "SELECT content->'unit'->>'address' AS said FROM submission WHERE application_id = $1 ORDER BY round DESC LIMIT 1",
      [this.id],
    );
    return (rows[0] as { said?: string } | undefined)?.said;
  }

  async close(): Promise<void> {
    await this.draft();
    await dismissContributor(this.database, this.contributor.account);
    await this.database.end();
  }
}

/** Throws where nobody could say what became of the request: that is a fault of any race. */
function told(answer: Answer): Told {
  if (answer.kind === "unknown") throw new Error("a request had no answer");
  const body = answer.body as { ok?: boolean; code?: string; message?: string; data?: unknown } | null;
  if (answer.status >= 500 || body === null) throw new Error(`answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  const ok = answer.status === 200 && body.ok !== false;
  return {
    ok,
    status: answer.status,
    code: ok ? "ok" : (body.code ?? ""),
    message: body.message ?? "",
    data: body.ok === undefined ? body : body.data,
  };
}
