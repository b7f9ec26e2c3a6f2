import { randomUUID } from "node:crypto";
import type pg from "pg";
import { seedDemo } from "../../../prisma/demo/seed";
import type { Build } from "./http-build";
import { REVIEWER } from "./http-above";
import { CANARY, withCanaries } from "./http-canaries";
import type { Client } from "./http-client";
import { openOthers, type Teller } from "./http-crowd";
import { Play } from "./http-play";
import { addAccount, addGrant, gatherPeople, grantOf, type Person, sessionCookie } from "./http-world";
import type { Belongings } from "./http-requests";
import { openLine } from "./workflow-case";

const HELPER = `${CANARY.toLowerCase()}-helper`;

/** others: those who read at the same time as the victim. */
export type Stage = { play: Play; people: Person[]; others: Teller[] };

/** The demo cities, a victim's studio with all its rightful people, and everybody else. */
export async function setStage(owner: pg.Client, client: Client, build: Build): Promise<Stage> {
  await seedDemo(() => {});
  const line = await openLine(owner, "EX01", ["AY-U-01", "AY-D-WF", "AY"], "AY-2026-C", withCanaries);
  const others = await openOthers(owner);
  const { orgPath, cityPath } = line.lead;
  const studio = { org_path: orgPath, city_path: cityPath, kind: "studio" };
  const cookies: Record<string, string | null> = { nobody: null };

  for (const [name, viewer] of Object.entries(line.viewers)) {
    if (name !== "lead") {
      await owner.query("UPDATE user_account SET name = $2 WHERE id = $1", [viewer.accountId, `${REVIEWER}${name}`]);
      line.viewers[name] = { ...viewer, accountName: `${REVIEWER}${name}` };
    }
    cookies[name] = await sessionCookie(owner, grantOf(viewer));
  }
  const contributor = await addAccount(owner, studio, "contributor");
  const helper = await addAccount(owner, studio, "lead", HELPER);
  cookies["contributor"] = await sessionCookie(owner, contributor);
  cookies["helper"] = await sessionCookie(owner, helper);
  cookies["opener"] = await sessionCookie(owner, await addAccount(owner, studio, "lead"));

  /** Another device of the person, and another role of theirs. */
  const belongingsOf = async (name: string): Promise<Belongings> => {
    const viewer = line.viewers[name];
    if (!viewer) throw new Error(name);
    const grant = grantOf(viewer);
    cookies[`${name}Elsewhere`] = await sessionCookie(owner, grant);
    const [row] = (await owner.query("SELECT id FROM user_session WHERE account_id = $1 ORDER BY created_at DESC, id LIMIT 1", [viewer.accountId])).rows; // oxfmt-ignore
    const other = await addGrant(owner, grant, name === "lead" ? "contributor" : "orgAdmin");
    return { notice: randomUUID(), session: row.id, grant: other };
  };
  const belongings = { studio: await belongingsOf("lead"), enterprise: await belongingsOf("e1") };
  const play = new Play(owner, line, { cookies, helper: HELPER }, client, build, belongings);
  await play.begin();
  const people = await gatherPeople(owner, studio);
  await play.keepSessions();
  return { play, people, others };
}
