import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { fieldAt } from "@/domain/application-form";
import { textAt } from "@/domain/form-context";
import type { AttachmentKind, AttachmentRef, FieldValue, Filing, FormContent, FormRow } from "@/domain/form-content";

/** A row and an attachment as an example writes them: rows carry no id, attachments count rows from 1. */
export type ExampleRow = Record<string, FieldValue>;
export type ExampleAttachment = { slot: string; row?: number; fileName: string; kind: AttachmentKind };

/** One step of a revision or of a what-if. `path` may be a column for `set`: then every row gets the value. */
export type ExampleChange =
  | { op: "set"; path: string; value: FieldValue | ExampleRow[] }
  | { op: "clear"; path: string }
  | { op: "appendText"; path: string; value: string }
  | { op: "appendRows"; path: string; rows: ExampleRow[] }
  | { op: "removeLastRow"; path: string }
  | { op: "addAttachments"; attachments: ExampleAttachment[] }
  | { op: "removeAttachments"; slot: string };

export type ExpectedItem = { verdict: string; checks?: string[] };

/** What an example expects of one state of the form. */
export type ExampleExpectation = {
  submitAllowed: boolean;
  criteria?: Record<string, ExpectedItem>;
  messages?: Record<string, string>;
  derived?: Record<string, string | number>;
  formErrors?: string[];
};

export type ExampleStep = {
  date: string;
  actor: string;
  action: string;
  revision?: number;
  refusedBy?: string[];
  items?: { path: string; criterion?: string; reason: string }[];
  dueOn?: string;
  comment?: string;
  via?: string;
};

export type ExampleRevision = {
  asOf: string;
  note?: string;
  changes: ExampleChange[];
  expect: ExampleExpectation;
};

export type ExampleWhatIf = {
  note: string;
  asOf?: string;
  batch?: string;
  criteriaSet?: string;
  params?: Record<string, Record<string, string | number | boolean | string[]>>;
  changes?: ExampleChange[];
  expect: ExampleExpectation;
};

/** An example of the reference, as its file says it. */
export type ExampleFile = {
  id: string;
  title: string;
  tenant: string;
  batch: string;
  org: string;
  asOf: string;
  data: Record<string, Record<string, FieldValue | ExampleRow[]>>;
  attachments: ExampleAttachment[];
  revisions?: ExampleRevision[];
  expect: ExampleExpectation & {
    stored?: { path: string; value: FieldValue }[];
    formulaLike?: string[];
    route: string[];
    steps: ExampleStep[];
    stateAfterSteps: string;
    afterwards?: { date: string; event: string; detail: string; state?: string; studioState?: string }[];
    history?: { date: string; event: string; detail: string; studioState?: string; grade?: string }[];
    finalState: string;
    whatIf?: ExampleWhatIf[];
    alternatives?: { note: string; steps: ExampleStep[]; finalState: string }[];
    visibleTo?: string[];
    hiddenFrom?: string[];
  };
};

/** Reads one example. */
export function readExample(file: string): ExampleFile {
  return parse(readFileSync(file, "utf8")) as ExampleFile;
}

/** Every example of a directory, by file name. */
export function readExamples(directory: string): ExampleFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map((name) => readExample(join(directory, name)));
}

function isTable(path: string): boolean {
  return fieldAt(path)?.type === "rows";
}

function numbered(rows: readonly ExampleRow[], from = 1): FormRow[] {
  return rows.map((row, i) => ({ ...row, _id: String(from + i) }));
}

function rowsOf(content: FormContent, path: string): FormRow[] {
  const [section = "", table = ""] = path.split(".");
  const value = content[section]?.[table];
  return Array.isArray(value) ? (value as FormRow[]) : [];
}

function attached(content: FormContent, list: readonly ExampleAttachment[], firstNumber: number): AttachmentRef[] {
  return list.map(({ slot, row, fileName, kind }, i) => {
    const rowId = row === undefined ? undefined : (rowsOf(content, slot)[row - 1]?._id ?? String(row));
    return { id: `file-${firstNumber + i}`, slot, fileName, kind, ...(rowId !== undefined && { rowId }) };
  });
}

/** The first attempt of an example as typed, before the storage rules: rows get the ids "1", "2" … */
export function exampleFiling(example: Pick<ExampleFile, "data" | "attachments">): Filing {
  const content: FormContent = {};
  for (const [sectionKey, section] of Object.entries(example.data)) {
    content[sectionKey] = Object.fromEntries(
      Object.entries(structuredClone(section)).map(([key, value]) => [
        key,
        isTable(`${sectionKey}.${key}`) ? numbered(value as ExampleRow[]) : (value as FieldValue),
      ]),
    );
  }
  return { content, attachments: attached(content, example.attachments, 1) };
}

function nextId(rows: readonly FormRow[]): number {
  return Math.max(0, ...rows.map((row) => Number(row._id))) + 1;
}

function applyChange(filing: Filing, change: ExampleChange): Filing {
  const { content, attachments } = filing;
  if (change.op === "addAttachments") {
    const added = attached(content, change.attachments, attachments.length + 1001);
    return { content, attachments: [...attachments, ...added] };
  }
  if (change.op === "removeAttachments") {
    return { content, attachments: attachments.filter((file) => file.slot !== change.slot) };
  }
  const [sectionKey = "", key = "", column] = change.path.split(".");
  const section = (content[sectionKey] ??= {});
  const rows = rowsOf(content, change.path);
  if (change.op === "clear") delete section[key];
  else if (change.op === "appendText") section[key] = `${textAt(content, change.path)}${change.value}`;
  else if (change.op === "appendRows") section[key] = [...rows, ...numbered(change.rows, nextId(rows))];
  else if (change.op === "removeLastRow") section[key] = rows.slice(0, -1);
  else if (column !== undefined) for (const row of rows) row[column] = change.value as FieldValue;
  else section[key] = isTable(change.path) ? numbered(change.value as ExampleRow[]) : (change.value as FieldValue);
  return { content, attachments };
}

/** The filing after the changes, in order; the given one stays as it is. */
export function applyChanges(filing: Filing, changes: readonly ExampleChange[] = []): Filing {
  return changes.reduce(applyChange, structuredClone(filing) as Filing);
}

/** The first attempt and the state after each revision: index 0 is the first attempt, n the n-th revision. */
export function exampleVersions(example: ExampleFile): Filing[] {
  const versions = [exampleFiling(example)];
  for (const revision of example.revisions ?? []) {
    versions.push(applyChanges(versions.at(-1)!, revision.changes));
  }
  return versions;
}
