import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { childPath, parentPathOf, subtreeOf } from "@/domain/org-path";
import type { Viewer } from "@/domain/viewer";
import { writeAudit } from "./audit";
import { isUniqueViolation } from "./prisma-error";
import { withScope } from "./with-scope";

/**
 * Opens another studio beside the viewer's own, with a lead grant for the same account: a lead whose studio already has
 * a live application of the batch needs a second one (另建工作室). Returns the id of the new grant.
 *
 * The only place that works in a wider scope than the viewer's: the subtree of the enterprise union, for two inserts.
 * Nothing of the siblings is read but their codes, and nothing of them is returned. It opens its own transaction, so it
 * is not called inside withScope().
 */
export async function openSiblingStudio(viewer: Viewer): Promise<{ grantId: string; orgPath: string }> {
  const union = parentPathOf(viewer.orgPath);
  if (viewer.orgKind !== "studio" || !union) throw new Error("a sibling can be opened beside a studio only");
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withScope(subtreeOf(union), async (tx) => {
        const [own, studios] = [
          await tx.orgUnit.findUniqueOrThrow({ where: { orgPath: viewer.orgPath }, select: { code: true } }),
          await tx.orgUnit.findMany({ where: { parentPath: union, kind: "studio" }, select: { code: true } }),
        ];
        const code = nextCode(own.code, new Set(studios.map((studio) => studio.code)));
        const orgPath = childPath(union, randomBytes(4).toString("hex"));
        await tx.orgUnit.create({
          data: {
            id: randomUUID(),
            orgPath,
            cityPath: viewer.cityPath,
            parentPath: union,
            code,
            kind: "studio",
            name: nextName(viewer.orgName, studios.length + 1),
          },
          select: { id: true },
        });
        const grantId = randomUUID();
        await tx.roleGrant.create({
          data: { id: grantId, orgPath, cityPath: viewer.cityPath, accountId: viewer.accountId, role: "lead" },
          select: { id: true },
        });
        await writeAudit(tx, viewer, { action: "studio.open", entity: "org_unit", entityId: code, orgPath, detail: { code, grantId } });
        return { grantId, orgPath };
      });
    } catch (error) {
      // two people opened one at the same moment, or the random path was taken: choose again
      if (!isUniqueViolation(error) || attempt >= 5) throw error;
    }
  }
}

/** AY-U-01-S1 → AY-U-01-S2, the first that is free; any other code gets -2, -3 … */
export function nextCode(code: string, taken: ReadonlySet<string>): string {
  const stem = code.replace(/-?\d+$/, "");
  const joint = /-S\d+$/.test(code) ? "" : "-";
  for (let number = 2; ; number += 1) {
    const next = `${stem}${joint}${number}`;
    if (!taken.has(next)) return next;
  }
}

/** The name in the organisation tree, told apart by a number; what the studio is called is a field of its application. */
export function nextName(name: string, number: number): string {
  return `${name.replace(/（\d+）$/, "")}（${number}）`;
}
