import { showBench } from "./bench-part";
import { showBrowser } from "./browser-part";
import { showExamples } from "./examples-part";
import type { Command, Figure } from "./figure";
import { showGrowth } from "./growth-part";
import { lineLike, linesNamed } from "./printed";

const npm = (...args: string[]): Command => ({ program: "npm", args: ["run", ...args] });
const vitest = (project: string, ...files: string[]): Command => ({
  program: "npx",
  args: ["vitest", "run", "--project", project, ...files],
});
const EXAMPLES = ["EX01", "EX02", "EX04", "EX06", "EX08", "EX09", "EX11", "EX14", "EX15"];
const replay = (ids: readonly string[]) => npm("replay", ...ids.map((id) => `tests/reference/examples/${id}.yaml`));

/** Every figure of docs/figures.md in the order in which `npm run figures` takes them: what is timed comes first, on a machine at rest. */
export const FIGURES: readonly Figure[] = [
  {
    name: "bench",
    section: "Speed",
    what: "Lists, pages, writes and exports over 10,000, 100,000 and 1,000,000 applications",
    full: [
      npm("bench", "--rows", "10000"),
      npm("bench", "--rows", "100000", "--only", "lists,writes,register"),
      npm("bench", "--rows", "1000000", "--only", "lists,writes"),
    ],
    short: [npm("bench", "--rows", "10000", "--seconds", "1")],
    show: showBench,
    control:
      "in the same run a bare page of the same server, plain PostgreSQL for the same rows, COPY, and exceljs writing the same rows; every answer of every figure is read, and one that is cut off, holds an error or lacks its words counts as failed (tests/scripts/bench/load.test.ts plants each)",
    minutes: 90,
  },
  {
    name: "growth",
    section: "Speed",
    what: "Each list over 1,000,000 applications beside the same list over 10,000, asked in turn",
    full: [npm("bench", "--growth")],
    short: [npm("bench", "--growth", "--large", "10000", "--small", "1000", "--rounds", "1", "--pages", "work: page 1")],
    show: showGrowth,
    control:
      "the bare pages, which read no list, are asked in the same turns: what they cost more is the machine; an answer without the words it must hold ends the run",
    minutes: 60,
  },
  {
    name: "browser",
    section: "Speed",
    what: "Lighthouse with a four times slower CPU, and JavaScript per page, in Chromium",
    full: [npm("bench:browser")],
    short: [npm("bench:browser")],
    show: showBrowser,
    control:
      "JavaScript is counted beyond what a bare page of the same build loads; the budget is scripts/bench/js-budget.json, checked by tests/e2e/js-budget.spec.ts; faults planted in a page must be found",
    minutes: 60,
  },
  {
    name: "truth-table",
    section: "Moves and races",
    what: "Status × action × role × relation, three times over",
    full: [vitest("unit", "tests/domain/review-stages.test.ts")],
    short: [vitest("unit", "tests/domain/review-stages.test.ts")],
    show: linesNamed("truth-table"),
    control: "every cell stands in a table written out by hand, independent of the code",
    minutes: 10,
  },
  {
    name: "pairs",
    section: "Moves and races",
    what: "A hundred simultaneous pairs of decisions, and of the same submission: one effect each, the loser reads who decided",
    full: [vitest("integration", "tests/data/decision-races.test.ts", "tests/data/submissions.test.ts")],
    short: [vitest("integration", "tests/data/decision-races.test.ts", "tests/data/submissions.test.ts")],
    show: linesNamed("decision-pairs", "submission-pairs"),
    control: "the naive version of the races below decides twice",
    minutes: 20,
  },
  {
    name: "races",
    section: "Moves and races",
    what: "1,000 simultaneous decision pairs, 10,000 duplicated posts, edit against submission, return against taking back, two tabs: in the data layer, and over HTTP with the words that the loser reads",
    full: [npm("proof:races"), npm("proof:races-http")],
    short: [npm("proof:races", "RACE_PAIRS=50", "RACE_POSTS=200"), npm("proof:races-http", "--pairs", "100", "--posts", "400")],
    show: linesNamed("races"),
    control: "the naive version, told in the same line, decides twice; pairs spoilt on purpose are not let pass",
    minutes: 120,
  },
  {
    name: "model",
    section: "Moves and races",
    what: "10,000 sequences of commands by several people against a pure model",
    full: [npm("proof:model")],
    short: [npm("proof:model", "MODEL_SEQUENCES=200")],
    show: linesNamed("model"),
    control:
      "faults planted in the model and in the table of moves are caught; the run fails when a state, an edge of MOVES or a move of acting review was not taken",
    minutes: 240,
  },
  {
    name: "isolation",
    section: "The fence",
    what: "Every table × actor × operation, enumerated from the catalog",
    full: [vitest("integration", "tests/isolation/matrix.test.ts")],
    short: [vitest("integration", "tests/isolation/matrix.test.ts")],
    show: linesNamed("isolation"),
    control: "each policy broken on purpose (the mutants) is caught",
    minutes: 30,
  },
  {
    name: "pool",
    section: "The fence",
    what: "10,000 transactions aborted at every step: the next borrower of the connection has no scope",
    full: [npm("proof:pool")],
    short: [npm("proof:pool", "POISON_ROUNDS=50")],
    show: linesNamed("pool"),
    control: "a scope set for the session is seen by the next borrower",
    minutes: 60,
  },
  {
    name: "http",
    section: "The fence",
    what: "Every server action, route and page of the build × every role × every relation, real requests with the victim's ids",
    full: [npm("proof:http")],
    short: [npm("proof:http", "HTTP_PROOF=short")],
    show: linesNamed("http"),
    control:
      "each guard taken out in turn of a copy of the portal is caught; for every action and route an owner succeeds with it; the canaries are found in every column of words, in page, title, export, file and header for whom they belong to",
    minutes: 120,
  },
  {
    name: "sign-in",
    section: "The fence",
    what: "Time to refuse a known and an unknown account",
    full: [vitest("integration", "tests/server/sign-in.db.test.ts")],
    short: [vitest("integration", "tests/server/sign-in.db.test.ts")],
    show: linesNamed("sign-in"),
    control: "the bare hash check has a ratio test of its own",
    minutes: 10,
  },
  {
    name: "fuzz",
    section: "Garbage",
    what: "10,000 spoilt payloads to every action, route and page",
    full: [npm("proof:fuzz")],
    short: [npm("proof:fuzz", "--count", "250")],
    show: linesNamed("fuzz"),
    control:
      "a proxy before the portal answers 500, hides an error in a page, has a row written by what is refused (raw garbage to actions, too), says that garbage was taken or cuts the connection: every one is counted, and nothing else; a planted leak is seen by the rule for memory, a kind left out by the tally (tests/scripts/faults)",
    minutes: 180,
  },
  {
    name: "uploads",
    section: "Garbage",
    what: "A corpus of hostile files, posted as a lead would",
    full: [npm("proof:uploads")],
    short: [npm("proof:uploads")],
    show: linesNamed("uploads"),
    control: "holes put in by a proxy before the portal are noticed; the pictures carry a place before they are sent",
    minutes: 30,
  },
  {
    name: "exports",
    section: "Garbage",
    what: "Generated cells through every writer and back through an independent reader",
    full: [npm("proof:exports", "--cells", "100000")],
    short: [npm("proof:exports", "--cells", "10000")],
    show: linesNamed("exports"),
    control: "formulas and changed values in files of a careless writer are caught",
    minutes: 30,
  },
  {
    name: "surface",
    section: "Garbage",
    what: "Headers, cookies, methods, caching, redirects, hosts, origins, hidden files and versions over every address of the build",
    full: [npm("proof:surface")],
    short: [npm("proof:surface", "--quick")],
    show: linesNamed("surface"),
    control: "a proxy before the portal does one thing wrong at a time (a header, a cookie, a hidden file, a redirect): each is noticed",
    minutes: 60,
  },
  {
    name: "outage",
    section: "Crashes",
    what: "Database away at the start and in mid-request, no connection left, disk full: words, not errors, and recovery without a restart",
    full: [npm("proof:outage")],
    short: [npm("proof:outage", "--only", "start,request,pool")],
    show: linesNamed("outage"),
    control:
      "a proxy before the portal makes 500 of a 503, drops Retry-After, what was typed or the page, cuts it off or shows the password: each is noticed; the load must have met the outage, and the disk must have been full",
    minutes: 60,
  },
  {
    name: "crash",
    section: "Crashes",
    what: "kill -9 of the server and of the database under people who work over HTTP, against a ledger of what was acknowledged",
    full: [npm("proof:crash")],
    short: [npm("proof:crash", "--web", "5", "--database", "5", "--control", "5")],
    show: linesNamed("crash"),
    control:
      "the same kills of a database with synchronous_commit=off must lose; people whose second tries carry a fresh key must double what only the key keeps single",
    minutes: 240,
  },
  {
    name: "examples",
    section: "Examples through the screens",
    what: "The example applications of the reference, played through the real screens",
    full: [replay(EXAMPLES)],
    short: [replay(["EX01"])],
    show: showExamples,
    control: "what must come out stands in each file; a panel read too early lists its differences",
    minutes: 60,
  },
  {
    name: "npm-test",
    section: "Run and test",
    what: "Everything that must hold: static checks, unit, integration, browser, small proofs",
    full: [{ program: "npm", args: ["test"] }],
    short: [{ program: "npm", args: ["test", "--", "--only", "static,unit"] }],
    show: lineLike(/^\d+ passed, 0 failed/),
    control: "each test has its own; a part that ran no test fails",
    minutes: 60,
  },
];
