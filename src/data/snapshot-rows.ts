import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { Evaluation } from "@/domain/evaluate-criteria";
import type { FormContent } from "@/domain/form-content";
import type { Viewer } from "@/domain/viewer";
import { canonicalJson } from "@/lib/canonical-json";
import type { ManifestEntry } from "./filing-attachments";
import { Prisma } from "./generated/client";

/** An answer to an item of the return that stands. */
export type Answer = { itemId: string; answer: string };

type Snapshot = {
  round: number;
  content: FormContent;
  attachments: readonly ManifestEntry[];
  verdicts: Evaluation;
  derived: Record<string, string | number>;
  answers: readonly Answer[] | null;
};

/** The immutable snapshot of a submission, with the hash of what it says. */
export function snapshotRow(
  viewer: Viewer,
  application: { id: string; orgPath: string; criteriaSetId: string; formVersion: string },
  { round, content, attachments, verdicts, derived, answers }: Snapshot,
  at: Date,
): Prisma.Sql {
  const sha256 = createHash("sha256").update(canonicalJson({ content, attachments, verdicts })).digest("hex");
  return Prisma.sql`
    INSERT INTO submission (id, org_path, application_id, round, content, attachments, verdicts, derived, answers, criteria_set_id,
      form_version, sha256, submitted_by, submitted_by_name, submitted_at)
    VALUES (${randomUUID()}::uuid, ${application.orgPath}, ${application.id}::uuid, ${round}::int, ${JSON.stringify(content)}::jsonb,
      ${JSON.stringify(attachments)}::jsonb, ${JSON.stringify(verdicts)}::jsonb, ${JSON.stringify(derived)}::jsonb,
      ${answers && JSON.stringify(answers)}::jsonb, ${application.criteriaSetId}::uuid, ${application.formVersion}, ${sha256},
      ${viewer.accountId}::uuid, ${viewer.accountName}, ${at}::timestamptz)`;
}

/** The items of the return get their answers: one statement or none. */
export function answeredItems(applicationId: string, answers: readonly Answer[], at: Date): Prisma.Sql[] {
  if (answers.length === 0) return [];
  return [
    Prisma.sql`UPDATE return_item i SET answer = given.answer, answered_at = ${at}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) AS given ("itemId" uuid, answer text)
      WHERE i.id = given."itemId" AND i.application_id = ${applicationId}::uuid`,
  ];
}
