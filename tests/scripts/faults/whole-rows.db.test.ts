import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditedRows, halfDone } from "../../../scripts/faults/whole-rows";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { makeSoundCase, type SoundCase } from "./sound-case";

let one: SoundCase;
beforeAll(async () => void (one = await makeSoundCase()), 60_000);
afterAll(async () => {
  stopImageProcesses();
  await one.end();
});

const newest = (table: string, order: string, where = "true") =>
  `DELETE FROM ${table} WHERE ctid = (SELECT ctid FROM ${table} WHERE ${where} ORDER BY ${order} DESC LIMIT 1)`;

describe("halfDone", () => {
  it("finds nothing where nothing is missing", async () => {
    expect(await halfDone(one.portal, [one.id])).toEqual([]);
  });

  it.each([
    ["the last event", newest("application_event", "seq"), ["version = events", "status is that of the last event", "audits = events"]],
    ["an event between others", "DELETE FROM application_event WHERE seq = 3", ["version = events", "seq = events", "audits = events"]],
    ["a snapshot", newest("submission", "round"), ["shots = submits", "round = last_shot", "round = shots"]],
    ["an approval", newest("decision", "decided_at", "outcome = 'approve'"), ["approve_rows = approvals"]],
    ["a return", "DELETE FROM decision WHERE outcome = 'return'", ["return_rows = returns"]],
    ["an approval that was taken back", "DELETE FROM decision WHERE taken_back_at IS NOT NULL", ["taken_back_rows = taken_back"]],
    ["an item of a return", "DELETE FROM return_item", ["asked = returns", "item_rows = items", "answers = resubmits"]],
    ["an answer to a return", "UPDATE return_item SET answered_at = NULL", ["answers = resubmits"]],
    ["a proposal", "DELETE FROM proposal", ["proposal_rows = proposals", "settled_rows = settled"]],
    [
      "what settled a proposal",
      "UPDATE proposal SET settled_at = NULL",
      ["settled_rows = settled", "what is proposed and not settled is open"],
    ],
    ["a notice", newest("notice", "created_at"), ["notices = owed"]],
    ["an audit row of a move", newest("audit_event", "seq", "entity = 'application'"), ["audits = events"]],
    ["a step of the version", "UPDATE application SET version = version - 1", ["version = events"]],
    ["a status", "UPDATE application SET status = 'returned'", ["status is that of the last event"]],
  ])("finds that %s is missing, and by which rules", async (_what, sql, rules) => {
    const found = await one.broken(sql, (portal) => halfDone(portal, [one.id]));
    expect(found.map((line) => /: not (.*?) \(/.exec(line)?.[1])).toEqual(expect.arrayContaining(rules));
    expect(await halfDone(one.portal, [one.id])).toEqual([]);
  });

  it.each([
    ["a number that was given and is nowhere", "UPDATE application SET number = NULL", /^the numbers of T have a gap or a double/],
    ["a file without its audit row", "DELETE FROM audit_event WHERE action = 'attachment.add'", /^attachment .* has no audit row$/],
  ])("finds %s", async (_what, sql, line) => {
    const found = await one.broken(sql, (portal) => halfDone(portal, [one.id]));
    expect(found.filter((one_) => line.test(one_))).toHaveLength(1);
  });

  it("finds a changed link of the audit chain, last because it stays", async () => {
    expect(await auditedRows(one.portal)).toBeGreaterThan(8);
    await one.breakFor("UPDATE audit_event SET detail = '{}' WHERE seq = 3");
    expect(await halfDone(one.portal, [one.id])).toEqual([expect.stringMatching(/^audit .*: link 3 was changed$/)]);
  });
});
