import "server-only";
import type { Viewer } from "@/domain/viewer";
import { Prisma } from "./generated/client";

/**
 * Locks an application of the viewer's scope until commit and answers these columns of it, alias a, as they stand then. No row: no such
 * application in scope. The row lock orders saves and submission: what a snapshot holds is what stood there, whole.
 */
export function holdApplication(viewer: Viewer, id: string, columns: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT ${columns} FROM application a
    WHERE a.id = ${id}::uuid AND a.org_path >= ${viewer.scope.lo} AND a.org_path < ${viewer.scope.hi} FOR UPDATE`;
}
