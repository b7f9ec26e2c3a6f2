import "server-only";
import type { Prisma } from "./generated/client";
import type { Viewer } from "@/domain/viewer";
import type { ScopedTx } from "./with-scope";

/**
 * Locks an application of the viewer's scope until commit and answers these columns of it, alias a, as they stand then: one statement.
 * Null: no such application in scope. The row lock orders saves and submission: what a snapshot holds is what stood there, whole.
 */
export async function holdApplication<Row>(tx: ScopedTx, viewer: Viewer, id: string, columns: Prisma.Sql): Promise<Row | null> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${columns} FROM application a
    WHERE a.id = ${id}::uuid AND a.org_path >= ${viewer.scope.lo} AND a.org_path < ${viewer.scope.hi} FOR UPDATE`;
  return rows[0] ?? null;
}
