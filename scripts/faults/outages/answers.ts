import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { makePdf } from "../../../tests/support/generated-files";
import type { FaultPortal } from "../fault-portal";
import { type Answer, Person } from "../person";

export const PAGE = { accept: "text/html,application/xhtml+xml" };

export const statusOf = (answer: Answer) => (answer.kind === "answer" ? answer.status : 0);
export const bodyOf = (answer: Answer) => (answer.kind === "answer" ? (answer.body as Record<string, unknown> | null) : null);

/** 503 with Retry-After, and either the page of ours or the code that our scripts know. */
export function isCalm(answer: Answer): boolean {
  return (
    answer.kind === "answer" &&
    answer.status === 503 &&
    answer.headers.get("retry-after") !== null &&
    /data-away|"code":"unavailable"|data-code="unavailable"/.test(answer.text)
  );
}

/** A calm page that holds what was typed in a box of this name. */
export function keeps(answer: Answer, name: string, typed: string): boolean {
  if (answer.kind === "unknown" || !isCalm(answer)) return false;
  const inputs = [...answer.text.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  return (
    inputs.some((tag) => tag.includes(`name="${name}"`) && tag.includes(`value="${typed}"`)) ||
    answer.text.includes(`<label>${name}<textarea readonly>\n${typed}</textarea>`)
  );
}

export function brief(answer: Answer): string {
  return answer.kind === "answer" ? `${answer.status} ${answer.text.slice(0, 120).replaceAll("\n", " ")}` : "no answer";
}

/** Milliseconds until it holds, or -1. */
export async function until(within: number, holds: () => Promise<boolean>): Promise<number> {
  const from = performance.now();
  while (performance.now() - from < within) {
    if (await holds()) return performance.now() - from;
    await sleep(50);
  }
  return -1;
}

/** What somebody got during an outage, counted; a request that was under way when the phase changed belongs to the outage. */
export class Answers {
  readonly #seen = new Map<string, number>();

  count(phase: string, answer: Answer): this {
    const key = `${phase} ${statusOf(answer)}${statusOf(answer) === 503 && !isCalm(answer) ? " not calm" : ""}`;
    this.#seen.set(key, (this.#seen.get(key) ?? 0) + 1);
    return this;
  }

  /** No error and no broken page. */
  get areCalm(): boolean {
    return ![...this.#seen.keys()].some((key) => /(?: 5(?!03)\d\d| 0| not calm)$/.test(key));
  }

  has(key: string): boolean {
    return [...this.#seen.keys()].some((one) => one.startsWith(key));
  }

  toString(): string {
    return [...this.#seen].map(([key, n]) => `${key}: ${n}`).join(", ");
  }
}

export async function signedIn(portal: Pick<FaultPortal, "accounts" | "baseUrl">, role: string): Promise<Person> {
  const person = new Person(
    portal.accounts().find((one) => one.role === role)!,
    portal.baseUrl,
  );
  await person.signIn();
  return person;
}

/** The draft of this lead in the open batch, made where there is none: a studio has one application in a batch. */
export async function draftOf(portal: Pick<FaultPortal, "sql">, lead: Person): Promise<{ id: string; batchId: string }> {
  const [batch] = await portal.sql<{ id: string }>("SELECT id FROM batch WHERE code = 'AY-2026-C'");
  const batchId = batch?.id ?? "";
  const [standing] = await portal.sql<{ id: string }>(
    `SELECT p.id FROM application p JOIN user_account a ON a.id = p.created_by
     WHERE a.login = $1 AND p.batch_id = $2 AND p.status = 'draft'`,
    [lead.account.login, batchId],
  );
  if (standing) return { id: standing.id, batchId };
  const made = await lead.action("/applications/new", "createApplication", { key: randomUUID(), batchId });
  const id = (bodyOf(made)?.["data"] as { id?: string } | null)?.id;
  if (!id) throw new Error(`no draft was made: ${brief(made)}`);
  return { id, batchId };
}

export function pdf(title: string) {
  return { fileName: `${title}.pdf`, mimeType: "application/pdf", bytes: makePdf(title) };
}
