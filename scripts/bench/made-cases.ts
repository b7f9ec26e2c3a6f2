import { createHash } from "node:crypto";
import { CRITERIA_SETS } from "../../src/domain/criteria-sets";
import type { NoticeParams } from "../../src/data/notices";
import { searchText } from "../../src/lib/search-text";
import type { CopyRow } from "./copy-rows";
import { personName, studioName, unitName } from "./made-names";

/** Years of a studio: one application each, the newest in review. */
export const YEARS = 10;
export const STUDIOS = 10;
export const NEWEST = 2026;
const set = CRITERIA_SETS[0];
if (!set) throw new Error("no criteria set");
const KEYS = set.items.map((item) => item.key);

/** The same id for the same row in every run. */
export function madeId(kind: string, n: number | string): string {
  const hex = createHash("md5").update(`${kind} ${n}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A segment of an org_path. */
export const hex8 = (n: number) => n.toString(16).padStart(8, "0");

/** How the newest year stands, in per cent; the years before are settled. */
const STANDING: readonly [share: number, status: string, stageIndex: number | null][] = [
  [35, "enterpriseReview", 0],
  [25, "districtReview", 1],
  [15, "cityReview", 2],
  [10, "returned", 0],
  [15, "approved", null],
];
const SETTLED: readonly [share: number, status: string, stageIndex: null][] = [
  [70, "named", null],
  [15, "rejected", null],
  [10, "expired", null],
  [5, "withdrawn", null],
];

function standing(n: number, year: number) {
  let left = (n * 37) % 100;
  const table = year === NEWEST ? STANDING : SETTLED;
  for (const [share, status, stageIndex] of table) {
    if (left < share) return { status, stageIndex };
    left -= share;
  }
  return { status: "named", stageIndex: null };
}

export type UnionPlace = { id: string; path: string; name: string };

/** An enterprise union of the bench and the union above it. */
export type Place = { enterprise: number; path: string; district: UnionPlace };

/** Letters of the national classification as a city's enterprises have them: half of them make things, one in twenty teaches. */
const INDUSTRIES = "CCCCCCCCCCDDEEBBGIPQ";
/** Of an enterprise; as likely in every district */
const industryOf = (enterprise: number) => INDUSTRIES[Number.parseInt(madeId("industry", enterprise).slice(0, 8), 16) % 20] as string;

function verdicts(n: number) {
  const unmet = n % 3 === 0 ? [KEYS[n % KEYS.length] as string] : [];
  const all = Object.fromEntries(["general", ...KEYS].map((key) => [key, { verdict: unmet.includes(key) ? "warn" : "met", fired: [] }]));
  return { all, unmet };
}

/** What a list shows of the form, and no more: lists, matrix, roster and exports read it, the review shows it. */
function content(n: number, names: [string, string, string], industry: string) {
  const members = Array.from({ length: 5 }, (_, i) => ({ _id: `m${i}`, name: personName(n * 7 + i), gender: i % 2 ? "male" : "female" }));
  return {
    studio: { name: names[0], kind: "modelWorker" },
    team: {
      leadName: names[1],
      leadMobile: `139${String(n).padStart(8, "0").slice(-8)}`,
      leadGender: "male",
      leadBirth: "1975-06",
      members,
    },
    unit: { name: names[2], industry, contactName: personName(n + 5), contactMobile: `137${String(n).padStart(8, "0").slice(-8)}` },
    results: { inventionGranted: n % 5, utilityGranted: n % 9, items: [{ _id: "r1", year: NEWEST - 1 }] },
  };
}

/** Everything that one application is made of; each row is made when a table asks for it. */
export type Case = {
  application: () => CopyRow;
  submission: () => CopyRow;
  notice: () => CopyRow;
  decided: readonly number[];
  decision: (stage: number) => CopyRow;
  waits: boolean;
};
const STAGES = ["enterprise", "district", "city"] as const;

let newest: { studio: number; text: string } | undefined;
/** A studio's applications follow each other under the same names: their pinyin is looked up once. */
function found(studio: number, names: readonly string[]): string {
  if (newest?.studio !== studio) newest = { studio, text: searchText(names) };
  return newest.text;
}

/** rows applications: ten of each studio, the newest year in review, the years before settled. The same ones at every call. */
export function* cases(
  rows: number,
  cityPath: string,
  places: readonly Place[],
  batches: ReadonlyMap<number, string>,
  setId: string,
): Generator<Case> {
  const approving = Object.fromEntries(KEYS.map((key) => [key, { verdict: "met" }]));
  for (let n = 0; n < rows; n++) {
    const year = NEWEST - (n % YEARS);
    const studio = Math.floor(n / YEARS);
    const place = places[Math.floor(studio / STUDIOS)] as Place;
    const orgPath = `${place.path}${hex8(0x100 + (studio % STUDIOS))}/`;
    const id = madeId("application", n);
    const { status, stageIndex } = standing(studio, year);
    const batchId = batches.get(year) as string;
    const names: [string, string, string] = [studioName(studio), personName(studio), unitName(place.enterprise)];
    const industry = industryOf(place.enterprise);
    const number = `AY-${year}-${String(n + 1).padStart(4, "0")}`;
    const at = new Date(Date.UTC(year, 2, 2) + ((n * 7919) % 6_000_000) * 1000);
    const live = !["withdrawn", "rejected", "expired", "voided"].includes(status);
    const { all, unmet } = verdicts(n);
    const mobile = `139${String(n).padStart(8, "0").slice(-8)}`;
    const passed = year === NEWEST ? [0, 1, 2].slice(0, stageIndex ?? 3) : [2];
    yield {
      waits: year === NEWEST && stageIndex !== null,
      decided: passed,
      application: () => ({
        id,
        org_path: orgPath,
        city_path: cityPath,
        batch_id: batchId,
        live_batch_id: live ? batchId : null,
        number,
        status,
        route: JSON.stringify(STAGES),
        stage_index: stageIndex,
        version: 1 + passed.length,
        criteria_set_id: setId,
        form_version: "2026-1",
        round: 1,
        due_on: status === "returned" ? "2026-12-20" : null,
        whole_form_opened: false,
        reopened_count: 0,
        copied_from_id: null,
        created_by: madeId("lead", studio),
        created_at: at,
        updated_at: at,
        submitted_at: at,
        first_submitted_at: at,
        finished_at: stageIndex === null ? at : null,
        stage_since: at,
        studio_name: names[0],
        name_key: `${names[0]}${year}`,
        lead_name: names[1],
        lead_key: `${names[1]}|${mobile}`,
        unit_name: names[2],
        studio_kind: "modelWorker",
        industry,
        region: "410502",
        recommender_path: place.district.path,
        top_honor_rank: n % 4,
        met_count: KEYS.length - unmet.length,
        unmet_criteria: unmet,
        search_text: found(studio, names),
        member_count: 6,
      }),
      submission: () => ({
        id: madeId("submission", n),
        org_path: orgPath,
        application_id: id,
        round: 1,
        content: content(n, names, industry),
        attachments: "[]",
        verdicts: all,
        derived: { teamSize: 6, fundsTotal: n % 90, benefitTotal: n % 700 },
        criteria_set_id: setId,
        form_version: "2026-1",
        sha256: "0".repeat(64),
        submitted_by: madeId("lead", studio),
        submitted_by_name: names[1],
        submitted_at: at,
      }),
      notice: () => ({
        id: madeId("notice", n),
        org_path: orgPath,
        application_id: id,
        recipient_path: stageIndex === 0 ? place.path : stageIndex === 1 ? place.district.path : cityPath,
        kind: "arrived",
        params: { number, studio: names[0], stage: null, dueOn: null, proposal: "reject" } satisfies NoticeParams,
        created_at: at,
      }),
      decision: (stage) => ({
        id: madeId("decision", `${n} ${stage}`),
        org_path: orgPath,
        application_id: id,
        submission_id: madeId("submission", n),
        round: 1,
        stage: STAGES[stage] as string,
        stage_index: stage,
        outcome: status === "rejected" ? "reject" : "approve",
        standing_key: `1:${stage}`,
        actor_id: madeId("account", stage === 0 ? `e${place.enterprise}` : `d${stage}`),
        actor_name: personName(stage),
        actor_org_path: stage === 0 ? place.path : stage === 1 ? place.district.path : cityPath,
        actor_org_name: stage === 1 ? place.district.name : "安阳市总工会",
        actor_role: `${STAGES[stage]}Reviewer`,
        opinion: "同意推荐。",
        verdicts: approving,
        snapshot_sha256: "0".repeat(64),
        decided_at: at,
      }),
    };
  }
}
