import type pg from "pg";
import { setBusinessDay } from "../../../scripts/replay/business-day";
import { type Action, type Build, nameOf } from "./http-build";
import { type Above, plantAbove, silentAbove } from "./http-above";
import { CANARY, plantCanaries, singing, type WordColumn, wordColumns } from "./http-canaries";
import type { Answer, Client } from "./http-client";
import { actionRequest, type RouteRequest, routeRequests, upload, type Victim } from "./http-requests";
import { type Hashes, makeHasher } from "./http-effects";
import { RealCase, type Line } from "./workflow-case";

/** Who acts rightfully, by name, with the cookie; helper: the login of an account of the studio that has a password. */
export type Cast = {
  cookies: Readonly<Record<string, string | null>>;
  helper: string;
};

/**
 * The rightful people of the victim, over HTTP: each of their requests must succeed and change something. An action or route
 * that never did so for anybody has no refusal that proves anything.
 */
export class Play {
  readonly succeeded = new Set<string>();
  readonly sung = new Set<string>();
  readonly victim: Victim;
  hash!: (victim: Victim) => Promise<Hashes>;
  private readonly owner: pg.Client;
  private readonly line: Line;
  private readonly cast: Cast;
  private kept: unknown[] = [];
  words: WordColumn[] = [];
  readonly client: Client;
  readonly build: Build;

  constructor(owner: pg.Client, line: Line, cast: Cast, client: Client, build: Build, belongings: Pick<Victim, "studio" | "enterprise">) {
    this.owner = owner;
    this.line = line;
    this.cast = cast;
    this.client = client;
    this.build = build;
    const id = crypto.randomUUID();
    this.victim = {
      id,
      batch: line.batchId,
      version: 0,
      round: 0,
      stageIndex: null,
      revision: 0,
      attachment: id,
      items: [],
      ...belongings,
    };
  }

  async begin(): Promise<void> {
    this.words = await wordColumns(this.owner);
    this.hash = await makeHasher(this.owner, this.line.lead.orgPath, this.line.viewers["e1"]?.orgPath ?? "");
    setBusinessDay(process.env["DATA_DIR"] ?? "", "2026-05-18");
  }

  /** A new draft of the studio, filled in, with one document whose bytes are known. */
  async openCase(): Promise<void> {
    await this.setAside();
    this.victim.id = (await RealCase.open(this.owner, this.line)).id;
    this.victim.attachment = crypto.randomUUID();
    await this.ask("lead", "/api/attachments", upload(this.victim, this.victim.attachment));
    await this.refresh();
  }

  /** The day on which the server believes to be. */
  setDay(day: string): void {
    setBusinessDay(process.env["DATA_DIR"] ?? "", day);
  }

  async act(by: string, name: string, more: object = {}, changes = true): Promise<Answer> {
    const action = this.build.actions.find((one) => nameOf(one) === name) as Action;
    const request = actionRequest(name, this.victim, this.victim[by.startsWith("e") ? "enterprise" : "studio"], more);
    if (!request) throw new Error(`no request for the action ${name}: add one`);
    return this.succeed(`${name} by ${by}`, name, () => this.client.call(this.cookieOf(by), action, request), changes);
  }

  /** A route, with the n-th of its requests or one of its own. */
  async ask(by: string, route: string, which: number | RouteRequest = 0, changes = true): Promise<Answer> {
    const request = typeof which === "number" ? routeRequests(this.victim)[route]?.[which] : which;
    if (!request) throw new Error(`no request for the route ${route}: add one`);
    const headers = { ...request.headers, origin: this.client.base };
    return this.succeed(
      `${route} by ${by}`,
      route,
      () => this.client.send(this.cookieOf(by), request.url, { ...request, headers }),
      changes,
    );
  }

  /** The enterprise above, as the second victim. */
  private get above(): Above {
    const accounts = ["e1", "e2"].map((name) => this.line.viewers[name]?.accountId ?? "");
    return { path: this.line.viewers["e1"]?.orgPath ?? "", accounts };
  }

  /** Columns of the enterprise above that carry no canary. */
  silentAbove(): Promise<string[]> {
    return silentAbove(this.owner, this.above);
  }

  private async succeed(what: string, name: string, work: () => Promise<Answer>, changes = true): Promise<Answer> {
    const before = await this.hash(this.victim);
    const answer = await work();
    const done = JSON.stringify(await this.hash(this.victim)) !== JSON.stringify(before);
    const refused = answer.status >= 400 || /^1:\{"ok":false/m.test(answer.text);
    if (refused || (changes && !done)) throw new Error(`${what} is refused or without effect: ${answer.status} ${answer.text.slice(-600)}`);
    this.succeeded.add(name);
    await this.refresh();
    return answer;
  }

  cookieOf(by: string): string | null {
    const cookie = this.cast.cookies[by];
    if (cookie === undefined) throw new Error(`nobody is called ${by}`);
    return cookie;
  }

  /** No case of the studio stands in the way of the next one. */
  async setAside(): Promise<void> {
    const sql =
      "UPDATE application SET live_batch_id = NULL, status = 'withdrawn', name_key = '', lead_key = '' WHERE org_path = $1 AND live_batch_id IS NOT NULL";
    await this.owner.query(sql, [this.line.lead.orgPath]);
  }

  /** What the lead read is unread again. */
  async unread(): Promise<void> {
    await this.owner.query("UPDATE notice SET read_at = NULL, read_by = NULL WHERE org_path = $1", [this.line.lead.orgPath]);
  }

  /** Every session as it stands now is how revive() leaves it. */
  async keepSessions(): Promise<void> {
    const sql = "SELECT to_jsonb(s) || jsonb_build_object('unseen', extract(epoch FROM now() - last_seen_at)) AS kept FROM user_session s";
    this.kept = (await this.owner.query(sql)).rows.map(({ kept }) => kept);
  }

  /** Signed out, switched over or long unseen: all sessions are again as they were. */
  async revive(): Promise<void> {
    await this.owner.query(
      `UPDATE user_session s SET revoked_at = k.revoked_at, token_hash = k.token_hash, grant_id = k.grant_id, org_path = k.org_path,
         last_seen_at = now() - make_interval(secs => k.unseen)
       FROM jsonb_to_recordset($1::jsonb) AS k(id uuid, revoked_at timestamptz, token_hash text, grant_id uuid, org_path text, unseen float8)
       WHERE s.id = k.id`,
      [JSON.stringify(this.kept)],
    );
  }

  /** Every session that was ended lives again: what a portal without that guard would have. */
  async endNoSession(): Promise<void> {
    await this.owner.query("UPDATE user_session SET revoked_at = NULL");
  }

  get helper(): string {
    return this.cast.helper;
  }

  get cityPath(): string {
    return this.line.lead.cityPath;
  }

  /** Canaries into what was written, and the victim as it is now. */
  async refresh(): Promise<void> {
    const { orgPath } = this.line.lead;
    await plantCanaries(this.owner, orgPath, this.words);
    await plantAbove(this.owner, this.above);
    const silent = this.words.filter(({ table, column }) => !this.sung.has(`${table}.${column}`));
    for (const name of await singing(this.owner, orgPath, silent)) this.sung.add(name);
    const first = async (sql: string, ...args: unknown[]) => (await this.owner.query(sql, args)).rows[0];
    const { victim } = this;
    const row = await first("SELECT version, round, stage_index FROM application WHERE id = $1", victim.id);
    if (!row) return;
    Object.assign(victim, { version: row.version, round: row.round, stageIndex: row.stage_index });
    const section = await first("SELECT revision FROM application_section WHERE application_id = $1 AND section = 'sign'", victim.id);
    victim.revision = section?.revision ?? 0;
    const items = await this.owner.query(
      "SELECT i.id FROM return_item i JOIN decision d ON d.id = i.decision_id WHERE d.application_id = $1 AND d.standing_key IS NOT NULL ORDER BY d.decided_at DESC, i.seq",
      [victim.id],
    );
    victim.items = items.rows.map(({ id }) => id as string);
    for (const [level, path] of [["studio", this.line.lead.orgPath], ["enterprise", this.line.viewers["e1"]?.orgPath]] as const) // oxfmt-ignore
      victim[level].notice =
        (await first("SELECT id FROM notice WHERE recipient_path = $1 AND application_id = $2 ORDER BY read_at NULLS FIRST, created_at LIMIT 1", path, victim.id))?.id ?? victim[level].notice; // oxfmt-ignore
  }

  /** Nothing of the audit is anybody's words. */
  async auditSings(): Promise<boolean> {
    const { rows } = await this.owner.query("SELECT EXISTS (SELECT FROM audit_event WHERE detail::text ~* $1) AS sings", [CANARY]);
    return rows[0].sings;
  }
}
