import { z } from "zod";
import { signInInput } from "@/features/account/schema";
import { submitRouteInput } from "@/features/application/schema";
import { SECTION_SCHEMAS } from "@/features/application/section-schema";
import { orderInput } from "@/features/attachment/schema";
import { exportInput } from "@/features/registry/schema";
import { makePdf } from "../../../tests/support/generated-files";
import type { Random } from "../support/random";
import { IN_ADDRESS, KINDS, RAW_KINDS, withHugeNumbers } from "./kinds";
import { fill, isRaw, kindsOf, made, sent, type Target } from "./making";
import { spoilt, strangeText } from "./mutations";
import { type Known, valueOf } from "./shapes";
import { formParts, garbage, multipart, type Wire } from "./wire";

/** A route that takes a body: how it is written and what it holds. */
function bodyRoute(method: string, pattern: string, write: (value: unknown, random: Random) => Wire, make: Make): Target {
  const sections = [...SECTION_SCHEMAS.keys()];
  const inBody = kindsOf((random) => make(pattern.replace("[section]", random.pick(sections)), random, {}));
  return {
    name: `${method} ${pattern}`,
    kind: "route",
    kinds: KINDS.filter((kind) => isRaw(kind) || inBody.includes(kind) || (kind === "foreign id" && pattern.includes("[id]"))),
    make: (making) => {
      const { random, known, mode, kind } = making;
      const isAddressed = kind === "foreign id" && pattern.includes("[id]");
      const path = fill(pattern, isAddressed || !kind ? making : { ...making, kind: undefined, mode: "valid" });
      if (mode === "garbage") {
        const wire = garbage(random, "x", isRaw(kind) ? kind : undefined);
        return { ...sent(wire, { method, path }), kind: wire.kind };
      }
      const body = made(() => make(path, random, known), isAddressed ? { ...making, kind: undefined, mode: "valid" } : making);
      return { ...sent(write(body.value, random), { method, path }), kind: isAddressed ? kind : body.kind };
    },
  };
}

type Make = (path: string, random: Random, known: Known) => unknown;

function jsonRoute(method: string, pattern: string, schemaAt: (path: string) => z.ZodType): Target {
  const write = (value: unknown) => ({ body: Buffer.from(withHugeNumbers(JSON.stringify(value) ?? "")), type: "application/json" });
  return bodyRoute(method, pattern, write, (path, random, known) => valueOf(schemaAt(path), random, known));
}

/** The body of a save of the section that the address names; of any section where it names none. */
function sectionBody(path: string): z.ZodType {
  const data = SECTION_SCHEMAS.get(path.split("/").at(-1) ?? "") ?? z.unknown();
  return z.object({ revision: z.int(), data });
}

function formRoute(pattern: string, schema: z.ZodType): Target {
  const write = (value: unknown, random: Random) => multipart(formParts(value), random);
  return bodyRoute("POST", pattern, write, (_path, random, known) => valueOf(schema, random, known));
}

function bareRoute(method: string, pattern: string): Target {
  const inAddress = pattern.includes("[")
    ? KINDS.filter((kind) => IN_ADDRESS[kind] || (kind === "foreign id" && pattern.includes("[id]")))
    : [];
  return {
    name: `${method} ${pattern}`,
    kind: "route",
    kinds: [...inAddress, ...(method === "GET" ? [] : RAW_KINDS)],
    inputless: true,
    make: (making) => {
      const path = fill(pattern, isRaw(making.kind) ? { ...making, kind: undefined, mode: "valid" } : making);
      const { random, mode, kind } = making;
      if (mode !== "garbage" || method === "GET") return { method, path, kind };
      const wire = garbage(random, "x", isRaw(kind) ? kind : undefined);
      return { ...sent(wire, { method, path }), kind: wire.kind };
    },
  };
}

function uploadRoute(): Target {
  const bytes = makePdf("certificate");
  const write = (value: unknown, random: Random) => {
    const fileName = random.chance(0.5) ? spoilt("凭证.pdf", random) : "凭证.pdf";
    return multipart([...formParts(value), { name: "file", value: bytes, fileName, type: "application/pdf" }], random);
  };
  return bodyRoute("POST", "/api/attachments", write, (_path, random, known) => ({
    id: random.uuid(),
    application: random.pick(known["application"] ?? [random.uuid()]),
    slot: random.pick(known["slot"] ?? [""]),
    size: String(bytes.length),
  }));
}

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
    kinds: [],
    make: (making) => {
      const { random, known, mode } = making;
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
      return { path: `${fill(pattern, making)}${query.length > 0 ? `?${query.join("&")}` : ""}`, headers };
    },
  };
}

export const ROUTES: readonly Target[] = [
  uploadRoute(),
  jsonRoute("PATCH", "/api/attachments", () => orderInput),
  bareRoute("DELETE", "/api/attachments/[id]"),
  bareRoute("POST", "/api/attachments/[id]/restore"),
  bareRoute("POST", "/api/studios"),
  jsonRoute("POST", "/api/applications/[id]/submit", () => submitRouteInput),
  jsonRoute("POST", "/api/applications/[id]/sections/[section]", sectionBody),
  formRoute("/registry/export", exportInput),
  // what is no language is the first one
  { ...formRoute("/api/locale", z.object({ locale: z.enum(["zh-CN", "en"]) })), inputless: true },
  bareRoute("GET", "/api/health"),
  bareRoute("GET", "/api/ready"),
  bareRoute("GET", "/api/auth/csrf"),
  bareRoute("GET", "/api/auth/[...nextauth]"),
  { ...formRoute("/api/auth/callback/credentials", signInInput), tries: true },
  formRoute("/api/auth/signout", z.object({ csrfToken: z.string() })),
];
