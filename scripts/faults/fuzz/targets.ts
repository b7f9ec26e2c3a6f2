import { z } from "zod";
import { signInInput } from "@/features/account/schema";
import { submitRouteInput } from "@/features/application/schema";
import { SECTION_SCHEMAS } from "@/features/application/section-schema";
import { orderInput } from "@/features/attachment/schema";
import { exportInput } from "@/features/registry/schema";
import { makePdf } from "../../../tests/support/generated-files";
import type { Random } from "../support/random";
import type { Ask } from "../support/send";
import type { ServerAction } from "./actions";
import { allIds } from "./known";
import { mutated, spoilt, strangeText, withHugeNumbers } from "./mutations";
import { type Known, valueOf } from "./shapes";
import { argumentsText, formArguments, formParts, garbage, multipart, plainForm, type Wire } from "./wire";

export type Mode = "valid" | "mutated" | "garbage";
type Payload = Ask & { /** no answer tells whether it was done */ silent?: true };
export type Target = {
  name: string;
  kind: "action" | "route" | "page";
  tries?: true;
  make: (random: Random, known: Known, mode: Mode) => Payload;
};

const EMPTY = { ok: false, code: "", message: null, fieldErrors: {}, values: {}, data: null };

/** An address with its places filled: mostly with ids of the kind, sometimes with anything. */
function fill(pattern: string, random: Random, known: Known, mode: Mode): string {
  return pattern.replace(/\[(\.\.\.)?(\w+)\]/g, (_all, _rest, name: string) => {
    const kind = name === "id" && /attachments|files/.test(pattern) ? "attachment" : name;
    const strange = mode === "valid" ? false : random.chance(0.35);
    return strange
      ? encodeURIComponent(strangeText(random).slice(0, 2000).toWellFormed())
      : encodeURIComponent(random.pick(known[kind] ?? ["x"]));
  });
}

function made(schema: z.ZodType, random: Random, known: Known, mode: Mode): unknown {
  const value = valueOf(schema, random, known);
  return mode === "mutated" ? mutated(value, random, allIds(known)) : value;
}

function sent(wire: Wire, ask: Omit<Ask, "body">): Ask {
  return { ...ask, headers: { "content-type": wire.type, ...ask.headers }, body: wire.body };
}

export function actionTarget(action: ServerAction): Target {
  return {
    name: action.name,
    kind: "action",
    ...(action.tries && { tries: true }),
    make: (random, known, mode) => {
      const page = fill(random.pick(action.pages), random, known, random.chance(0.9) ? "valid" : mode);
      const ask = { method: "POST", path: page, headers: { "next-action": action.id, accept: "text/x-component" } };
      if (mode === "garbage") {
        const plain = random.chance(0.3);
        return { ...sent(garbage(random, action.id), plain ? { ...ask, headers: {} } : ask), silent: true };
      }
      const input = made(action.schema, random, known, mode);
      if (action.calling === "object") return sent(argumentsText(random.chance(0.9) ? [input] : [input, input]), ask);
      if (random.chance(0.15)) return { ...sent(plainForm(action.id, input, random), { ...ask, headers: {} }), silent: true };
      if (random.chance(0.1)) return { ...sent(argumentsText([EMPTY, input]), ask), silent: true };
      if (action.calling === "form") return sent(formArguments(random.chance(0.8) ? EMPTY : strangeText(random), input, random), ask);
      return { ...sent(multipart([...formParts(input, "_1_"), { name: "0", value: '["$K1"]' }], random), ask), silent: true };
    },
  };
}

function jsonRoute(method: string, pattern: string, schemaAt: (path: string) => z.ZodType): Target {
  return {
    name: `${method} ${pattern}`,
    kind: "route",
    make: (random, known, mode) => {
      const path = fill(pattern, random, known, mode);
      if (mode === "garbage") return sent(garbage(random, "x"), { method, path });
      const body = Buffer.from(withHugeNumbers(JSON.stringify(made(schemaAt(path), random, known, mode)) ?? ""));
      return sent({ body, type: "application/json" }, { method, path });
    },
  };
}

/** The body of a save of the section that the address names; of any section where it names none. */
function sectionBody(path: string): z.ZodType {
  const data = SECTION_SCHEMAS.get(path.split("/").at(-1) ?? "") ?? z.unknown();
  return z.object({ revision: z.int(), data });
}

function formRoute(pattern: string, schema: z.ZodType): Target {
  return {
    name: `POST ${pattern}`,
    kind: "route",
    make: (random, known, mode) => {
      const path = fill(pattern, random, known, mode);
      if (mode === "garbage") return sent(garbage(random, "x"), { method: "POST", path });
      return sent(multipart(formParts(made(schema, random, known, mode)), random), { method: "POST", path });
    },
  };
}

function bareRoute(method: string, pattern: string): Target {
  return {
    name: `${method} ${pattern}`,
    kind: "route",
    make: (random, known, mode) => {
      const path = fill(pattern, random, known, mode);
      return mode === "garbage" && method !== "GET" ? sent(garbage(random, "x"), { method, path }) : { method, path };
    },
  };
}

const upload: Target = {
  name: "POST /api/attachments",
  kind: "route",
  make: (random, known, mode) => {
    const path = "/api/attachments";
    if (mode === "garbage") return sent(garbage(random, "x"), { method: "POST", path });
    const bytes = makePdf("certificate");
    const fields: Record<string, unknown> = {
      id: random.uuid(),
      application: random.pick(known["application"] ?? [""]),
      slot: random.pick(known["slot"] ?? [""]),
      size: String(bytes.length),
    };
    const changed = mode === "mutated" ? mutated(fields, random, allIds(known)) : fields;
    const fileName = mode === "mutated" && random.chance(0.5) ? spoilt("凭证.pdf", random) : "凭证.pdf";
    return sent(multipart([...formParts(changed), { name: "file", value: bytes, fileName, type: "application/pdf" }], random), {
      method: "POST",
      path,
    });
  },
};

const QUERY = [
  "tab",
  "q",
  "after",
  "at",
  "batch",
  "status",
  "union",
  "industry",
  "stage",
  "criterion",
  "honor",
  "sort",
  "next",
  "unread",
  "must",
  "thumb",
  "round",
  "version",
  "__proto__",
  "_rsc",
];

/** A page or a file asked for with any address: nothing may come of it but an answer. */
export function readTarget(pattern: string): Target {
  return {
    name: `GET ${pattern}`,
    kind: "page",
    make: (random, known, mode) => {
      const query = Array.from({ length: random.below(5) }, () => {
        const name = random.pick(QUERY);
        const value =
          mode === "valid" ? random.pick((Object.hasOwn(known, name) && known[name]) || ["1"]) : strangeText(random).slice(0, 4000);
        return `${name}=${mode === "garbage" ? random.pick(["%ff%fe", "%00", "%", "%zz", "%ed%a0%80", "a&"]) : encodeURIComponent(value.toWellFormed())}`;
      });
      const headers = random.chance(0.3)
        ? {
            rsc: "1",
            ...(random.chance(0.5) && { "next-router-state-tree": encodeURIComponent(strangeText(random).slice(0, 2000).toWellFormed()) }),
          }
        : {};
      return { path: `${fill(pattern, random, known, mode)}${query.length > 0 ? `?${query.join("&")}` : ""}`, headers };
    },
  };
}

export const ROUTES: readonly Target[] = [
  upload,
  jsonRoute("PATCH", "/api/attachments", () => orderInput),
  bareRoute("DELETE", "/api/attachments/[id]"),
  bareRoute("POST", "/api/attachments/[id]/restore"),
  bareRoute("POST", "/api/studios"),
  jsonRoute("POST", "/api/applications/[id]/submit", () => submitRouteInput),
  jsonRoute("POST", "/api/applications/[id]/sections/[section]", sectionBody),
  formRoute("/registry/export", exportInput),
  formRoute("/api/locale", z.object({ locale: z.enum(["zh-CN", "en"]) })),
  bareRoute("GET", "/api/health"),
  bareRoute("GET", "/api/ready"),
  bareRoute("GET", "/api/auth/csrf"),
  bareRoute("GET", "/api/auth/[...nextauth]"),
  { ...formRoute("/api/auth/callback/credentials", signInInput), tries: true },
  formRoute("/api/auth/signout", z.object({ csrfToken: z.string() })),
];
