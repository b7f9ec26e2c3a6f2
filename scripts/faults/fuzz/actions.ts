import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { changePasswordInput, endSessionInput, firstRunInput, signInInput, switchRoleInput } from "@/features/account/schema";
import { copyInput, createInput, deleteInput, moveInput, submitActionInput } from "@/features/application/schema";
import { readNoticeInput } from "@/features/notices/schema";
import { columnsInput } from "@/features/registry/schema";
import { approveInput, proposeInput, reopenInput, returnInput, settleInput, takeBackInput } from "@/features/review/schema";
import { ROOT } from "../../support/root.mjs";

/** object: (input) · form: (state, FormData) · bare: (FormData), answers nothing */
export type Calling = "object" | "form" | "bare";
type Shape = { calling: Calling; schema: z.ZodType; tries?: true; inputless?: true };

const of = (schema: z.ZodType, calling: Calling = "object"): Shape => ({ calling, schema });
/** tries: a password or token is tried, which is counted. */
const trying = (schema: z.ZodType): Shape => ({ calling: "form", schema, tries: true });

/** Takes nothing: it means oneself, or all there is, and so may well do its work whatever garbage comes with it. */
const inputless = (calling: Calling): Shape => ({ ...of(z.object({}), calling), inputless: true });

/** What every server action takes, by file and name. One that the build knows and this table does not is a fault of the run. */
const SHAPES: Readonly<Record<string, Shape>> = {
  "account/actions.ts#changePassword": trying(changePasswordInput),
  "account/actions.ts#switchRole": of(switchRoleInput),
  "account/actions.ts#endOwnSession": of(endSessionInput, "form"),
  "account/session-list.tsx#$$RSC_SERVER_ACTION_0": of(endSessionInput, "bare"),
  "account/sign-in-actions.ts#signIn": trying(signInInput),
  "account/sign-in-actions.ts#signInHere": trying(signInInput),
  "account/sign-in-actions.ts#signOut": inputless("bare"),
  "account/first-run-actions.ts#openFirstCity": trying(firstRunInput),
  "application/actions.ts#createApplication": of(createInput),
  "application/actions.ts#submitApplicationAction": of(submitActionInput),
  "application/actions.ts#copyApplication": of(copyInput),
  "application/actions.ts#deleteApplication": of(deleteInput),
  "application/actions.ts#withdrawApplication": of(moveInput),
  "application/actions.ts#reopenApplication": of(moveInput),
  "application/actions.ts#openWholeForm": of(moveInput),
  "notices/actions.ts#readAllNotices": inputless("form"),
  "notices/actions.ts#readNotice": of(readNoticeInput),
  "notices/notices-screen.tsx#$$RSC_SERVER_ACTION_0": inputless("bare"),
  "registry/actions.ts#saveColumns": of(columnsInput, "form"),
  "review/actions.ts#approve": of(approveInput),
  "review/actions.ts#returnForCorrection": of(returnInput),
  "review/actions.ts#propose": of(proposeInput),
  "review/actions.ts#settle": of(settleInput),
  "review/actions.ts#takeBack": of(takeBackInput),
  "review/actions.ts#reopen": of(reopenInput),
};

export type ServerAction = Shape & { id: string; name: string; pages: string[] };
type Entry = { filename: string; exportedName: string; workers: Record<string, unknown> };

/** Every action of the build with the pages that it can be posted to. */
export function readActions(): { actions: ServerAction[]; unlisted: string[] } {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, ".next/server/server-reference-manifest.json"), "utf8")) as Record<
    "node" | "edge",
    Record<string, Entry>
  >;
  const actions: ServerAction[] = [];
  const unlisted: string[] = [];
  for (const [id, { filename, exportedName, workers }] of Object.entries({ ...manifest.node, ...manifest.edge })) {
    const name = `${filename.replace(/^src\/features\//, "")}#${exportedName}`;
    const shape = SHAPES[name];
    const pages = Object.keys(workers).map(
      (worker) =>
        worker
          .replace(/^app/, "")
          .replace(/\/\([^/]+\)/g, "")
          .replace(/\/page$/, "") || "/",
    );
    if (shape) actions.push({ ...shape, id, name, pages: pages.filter((page) => !page.startsWith("/_")) });
    else unlisted.push(name);
  }
  return { actions: actions.toSorted((a, b) => a.name.localeCompare(b.name)), unlisted };
}
