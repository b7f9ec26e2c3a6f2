import { randomUUID } from "node:crypto";
import type pg from "pg";
import { takeBackApproval } from "@/data/decisions";
import { proposeEnd, settleProposal } from "@/data/proposals";
import { withScope } from "@/data/with-scope";
import type { Viewer } from "@/domain/viewer";
import type { PortalData } from "../../../scripts/faults/fault-portal";
import { connect } from "../../setup/cluster-urls";
import { testDatabase } from "../../setup/database";
import { uploaded } from "../../support/attachment-uploads";
import { makeImage } from "../../support/generated-files";
import { approve, asReviewer, makeReviewCity, on, sendBack, submitAgain, submittedCase } from "../../support/review-city";

/** What the sound case was asked, as writers of the crash proof would have asked it; one key each, except the upload. */
export const ASKED = { createApplication: 1, submit: 2, returnForCorrection: 1, approve: 2, takeBack: 1, propose: 1, settle: 1, upload: 1 };
const KEYS = {
  "application.create": 1,
  "application.submit": 2,
  "review.return": 1,
  "review.approve": 2,
  "review.takeBack": 1,
  "review.propose": 1,
  "review.settle": 1,
};
/** of the application after its moves */
export const VERSION = 8;

export type SoundCase = {
  id: string;
  /** of a picture with a thumbnail */
  file: string;
  /** one for each request with a key */
  keys: string[];
  portal: PortalData;
  /** Does to the rows what no login of the portal may, lets the check see it, and takes it back. */
  broken<T>(sql: string, check: (portal: PortalData) => Promise<T>): Promise<T>;
  /** The same, for good. */
  breakFor(sql: string): Promise<void>;
  end(): Promise<void>;
};

/** A case that went through every kind of move of the first stage, in a city of its own, with nothing lost and nothing half done. */
export async function makeSoundCase(): Promise<SoundCase> {
  const database = await testDatabase();
  const client = await connect(database.superUrl);
  const city = await makeReviewCity();
  await client.query("UPDATE org_unit SET code = 'T' WHERE org_path = $1", [city.cityPath]);
  const reviewer = city.enterprise;
  const { id, lead } = await submittedCase(city, { day: "2026-05-04", proof: false });
  const picture = { slot: "stage.internalPublicity", name: "公示.jpg", bytes: await makeImage("公示.jpg") };
  const { id: file } = await uploaded(reviewer, { to: id, ...picture });
  await sendBack(reviewer, id, "2026-05-05", "2026-05-20");
  await withScope(lead.scope, (tx) =>
    tx.returnItem.updateMany({ where: { applicationId: id }, data: { answer: "已改", answeredAt: new Date() } }),
  );
  await submitAgain(lead, id, "2026-05-06");
  await approve(reviewer, id, "2026-05-07");
  await asReviewer(reviewer, id, (tx, one, seen) => takeBackApproval(tx, reviewer, one, { seen, comment: "" }, on("2026-05-07")));
  await proposeAndCancel(reviewer, id);
  await approve(reviewer, id, "2026-05-09");
  await writeSection(client, id, lead);
  const keys = await keepKeys(client, reviewer);
  const portal: PortalData = {
    dataDir: process.env["DATA_DIR"] ?? "",
    urls: { appUrl: database.appUrl, authUrl: database.authUrl },
    sql: async <T extends pg.QueryResultRow>(text: string, values?: unknown[]) => (await client.query<T>(text, values)).rows,
  };
  return {
    id,
    file,
    keys,
    portal,
    broken: async (sql, check) => {
      await client.query("BEGIN; SET LOCAL session_replication_role = replica");
      try {
        await client.query(sql);
        return await check(portal);
      } finally {
        await client.query("ROLLBACK");
      }
    },
    breakFor: async (sql) => void (await client.query(`SET session_replication_role = replica; ${sql}; RESET session_replication_role`)),
    end: () => client.end(),
  };
}

async function proposeAndCancel(reviewer: Viewer, id: string): Promise<void> {
  const at = on("2026-05-08");
  await asReviewer(reviewer, id, (tx, one, seen) =>
    proposeEnd(tx, reviewer, one, { seen, kind: "reject", reason: "不符合评审条件。", verdicts: {}, actingReason: "" }, at),
  );
  await asReviewer(reviewer, id, (tx, one, seen) => settleProposal(tx, reviewer, one, { seen, answer: "cancel", note: "" }, at));
}

/** A section after its second save. */
async function writeSection(client: pg.Client, id: string, lead: Viewer): Promise<void> {
  await client.query(
    `INSERT INTO application_section (application_id, org_path, section, revision, data, updated_by, updated_by_name, updated_at)
     VALUES ($1, $2, 'sign', 2, '{"location": "二层", "hasSign": true}', $3, '', now())`,
    [id, lead.orgPath, lead.accountId],
  );
}

async function keepKeys(client: pg.Client, by: Viewer): Promise<string[]> {
  const kept: string[] = [];
  for (const [action, count] of Object.entries(KEYS)) {
    for (let n = 0; n < count; n += 1) {
      const key = randomUUID();
      await client.query(
        "INSERT INTO idempotency_key (account_id, key, org_path, city_path, action, request_hash, response) VALUES ($1, $2, $3, $4, $5, '', '{}')",
        [by.accountId, key, by.orgPath, by.cityPath, action],
      );
      kept.push(key);
    }
  }
  return kept;
}
