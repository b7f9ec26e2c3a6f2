import { randomUUID } from "node:crypto";
import path from "node:path";
import { loadSections, saveSection } from "@/data/application-sections";
import { createDraft, type Moment } from "@/data/applications";
import { withScope, writeInScope } from "@/data/with-scope";
import { FORM } from "@/domain/application-form";
import type { Filing } from "@/domain/form-content";
import { subtreeOf } from "@/domain/org-path";
import type { OrgKind, Role } from "@/domain/roles";
import type { Viewer } from "@/domain/viewer";
import { authClient } from "@/data/prisma";
import { exampleFiling, readExample } from "./example-file";

/** A day on which the batches of the examples are open. */
export const DAY: Moment = { now: new Date("2026-05-18T10:00:00+08:00"), today: "2026-05-18" };

export function momentOf(day: string): Moment {
  return { now: new Date(`${day}T10:00:00+08:00`), today: day };
}

export function filingOf(example: string): Filing {
  return exampleFiling(readExample(path.resolve(import.meta.dirname, `../reference/examples/${example}.yaml`)));
}

type Row = {
  account_id: string;
  grant_id: string;
  role: string;
  mobile: string | null;
  org_id: string;
  org_path: string;
  name: string;
  kind: string;
  city_path: string;
  city: string;
  tenant: string;
};

/** The demo person of a role: of the studio under a union (lead), else of the organisation itself. */
export async function demoViewer(code: string, role: Role): Promise<Viewer> {
  const rows = await authClient().$queryRaw<Row[]>`
    SELECT a.id AS account_id, g.id AS grant_id, g.role, a.mobile, o.id AS org_id, o.org_path, o.name, o.kind, o.city_path, c.name AS city, c.tenant_code AS tenant
    FROM role_grant g JOIN user_account a ON a.id = g.account_id JOIN org_unit o ON o.org_path = g.org_path JOIN org_unit c ON c.org_path = o.city_path
    LEFT JOIN org_unit p ON p.org_path = o.parent_path
    WHERE g.role = ${role} AND (o.code = ${code} OR p.code = ${code}) ORDER BY g.granted_at, g.id LIMIT 1`;
  const row = rows[0];
  if (!row) throw new Error(`no ${role} of ${code}`);
  return {
    sessionId: randomUUID(),
    accountId: row.account_id,
    accountName: `${role} ${code}`,
    mobile: row.mobile,
    role,
    grantId: row.grant_id,
    orgId: row.org_id,
    orgPath: row.org_path,
    orgName: row.name,
    orgKind: row.kind as OrgKind,
    cityPath: row.city_path,
    cityName: row.city,
    tenantCode: row.tenant,
    mustChangePassword: false,
    grants: [],
    scope: subtreeOf(row.org_path),
  };
}

export async function batchIdOf(viewer: Viewer, code: string): Promise<string> {
  const batch = await withScope(viewer.scope, (tx) => tx.batch.findFirstOrThrow({ where: { code }, select: { id: true } }));
  return batch.id;
}

/** A draft of the viewer's studio that holds the filing: sections saved as the form saves them, attachments as rows. */
export async function draftHolding(viewer: Viewer, batchCode: string, filing: Filing, at: Moment = DAY): Promise<string> {
  const batchId = await batchIdOf(viewer, batchCode);
  const draft = await withScope(viewer.scope, (tx) => createDraft(tx, viewer, batchId, at));
  if (!draft) throw new Error("no draft");
  await fill(viewer, draft.id, filing);
  return draft.id;
}

export async function fill(viewer: Viewer, id: string, filing: Filing): Promise<void> {
  for (const { key } of FORM.sections) {
    const saved = await writeInScope(viewer.scope, async (tx) => {
      const revision = (await loadSections(tx, id))[key]?.revision ?? 0;
      return saveSection(tx, viewer, { applicationId: id, section: key, revision, data: filing.content[key] ?? {}, now: new Date() });
    });
    if (!saved?.saved) throw new Error(`section ${key} was not saved`);
  }
  await withScope(viewer.scope, async (tx) => {
    await tx.attachment.deleteMany({ where: { applicationId: id } });
    await tx.attachment.createMany({
      data: filing.attachments
        .filter((file) => !file.slot.startsWith("stage."))
        .map((file, position) => ({
          id: randomUUID(),
          orgPath: viewer.orgPath,
          applicationId: id,
          slot: file.slot,
          rowId: file.rowId ?? null,
          fileName: file.fileName,
          kind: file.kind,
          mimeType: "application/octet-stream",
          size: 1000,
          sha256: "0".repeat(64),
          width: file.kind === "image" ? 640 : null,
          height: file.kind === "image" ? 896 : null,
          storageKey: `attachments/${randomUUID()}`,
          position,
          uploadedBy: viewer.accountId,
          uploadedAt: new Date(),
        })),
    });
  });
}
