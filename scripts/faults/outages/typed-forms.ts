import { type Answer, Person } from "../person";
import { keeps, PAGE, statusOf } from "./answers";
import type { Check } from "./checks";

/** A form as a browser without script sends it, over and over the same: during an outage, and when it is over. */
export type TypedForm = { by: Person; check: Check; send: (by: Person) => Promise<Answer>; isTaken: (answer: Answer) => boolean };

const PURPOSE = "核对2026年度台账，报市总存档";

/** The sign-in form with the right password; the account name is typed in capitals, as it stands nowhere on the page. */
export async function signInForm(person: Person): Promise<TypedForm> {
  const stranger = new Person(person.account, person.baseUrl);
  const hidden = await hiddenFields(stranger, "/sign-in", "password");
  const { password } = person.account;
  const login = person.account.login.toUpperCase();
  // nobody's session goes along
  const send = (by: Person) => new Person(by.account, by.baseUrl).send("/sign-in", post({ ...hidden, login, password }, new FormData()));
  const holds = (answer: Answer) => keeps(answer, "login", login) && answer.kind === "answer" && !answer.text.includes(password);
  return {
    by: person,
    check: { what: "a sign-in sent without script keeps what was typed and no password", typed: login, secret: password, ask: send, holds },
    send,
    isTaken: (answer) =>
      answer.kind === "answer" && answer.status === 303 && answer.headers.getSetCookie().some((line) => /portal-session=[^;]/.test(line)),
  };
}

/** The export form of a register (src/features/registry/export-menu.tsx) with the purpose that was typed; the register may be empty. */
export function exportForm(person: Person): TypedForm {
  const fields = { list: "applications", format: "csv", columns: "shown", unmasked: "1", purpose: PURPOSE };
  const send = (by: Person) => by.send("/registry/export", post(fields, new URLSearchParams()));
  return {
    by: person,
    check: {
      what: "an export sent without script keeps the purpose that was typed",
      typed: PURPOSE,
      ask: send,
      holds: (answer) => keeps(answer, "purpose", PURPOSE),
    },
    send,
    isTaken: (answer) => statusOf(answer) === 200 && answer.kind === "answer" && answer.headers.get("x-export-rows") !== null,
  };
}

function post(fields: Record<string, string>, body: FormData | URLSearchParams) {
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return { method: "POST", headers: PAGE, body };
}

/** The page's own hidden fields of the form that has a box of this name. */
async function hiddenFields(person: Person, path: string, box: string): Promise<Record<string, string>> {
  const page = await person.send(path, { headers: PAGE });
  const text = page.kind === "answer" ? page.text : "";
  const form = text.split("<form").find((one) => one.split("</form>")[0]!.includes(`name="${box}"`));
  if (!form) throw new Error(`${path} has no form with ${box}: ${statusOf(page)}`);
  const hidden = [...form.split("</form>")[0]!.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => {
    const attribute = (name: string) =>
      (new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
    return [attribute("name"), attribute("value")] as const;
  });
  return Object.fromEntries(hidden);
}
