import type { BenchPortal } from "./bench-portal";
import { deepPath, ODD_TEXTS, type Page } from "./pages";

/** As much of the initials as finds a page of rows at every size: a page of ten rows is no measure for one of fifty. */
async function findsAPage(portal: BenchPortal, initials: string): Promise<string> {
  for (let length = 4; length > 2; length--) {
    const text = initials.slice(0, length);
    const { rows: found } = await portal.database.query(
      "SELECT count(*)::int AS n FROM application a JOIN org_unit c ON c.org_path = a.city_path WHERE c.code = 'AY' AND (' ' || search_text) LIKE $1 AND first_submitted_at IS NOT NULL",
      [`% ${text}%`],
    );
    if ((found[0] as { n: number }).n > 50) return text;
  }
  return initials.slice(0, 2);
}

/** Every list of the portal as an officer of the city asks for it, after two bare pages; cookie: of a session, ended: of one that is over. */
export async function listPages(portal: BenchPortal, cookie: string, ended: string): Promise<Page[]> {
  const { rows: some } = await portal.database.query(
    "SELECT studio_name AS name, number, split_part(search_text, ' ', 4) AS initials FROM application WHERE status = 'cityReview' AND number IS NOT NULL ORDER BY stage_since, id OFFSET 7 LIMIT 1",
  );
  const one = some[0] as { name: string; number: string; initials: string };
  const initials = await findsAPage(portal, one.initials);
  const table = "<tbody";
  const page = (name: string, address: string, holds = table): Page => ({ name, path: address, cookie, holds });
  const q = encodeURIComponent;
  const deepWork = await deepPath(portal.baseUrl, cookie, "/work?tab=all", 20);
  const deepRegistry = await deepPath(portal.baseUrl, cookie, "/registry", 20);
  const deepMatrix = await deepPath(portal.baseUrl, cookie, "/registry/criteria", 10);
  const deepRoster = await deepPath(portal.baseUrl, cookie, "/registry/members", 20);
  return [
    { name: "bare: sign-in page", path: "/sign-in", cookie: "", holds: "password" },
    { name: "bare, with a session check", path: "/sign-in", cookie: ended, holds: "password" },
    page("work: page 1", "/work"),
    page("work: all", "/work?tab=all"),
    page("work: deep page", deepWork),
    page("work: done", "/work?tab=done", "</main>"),
    page("work: returned", "/work?tab=returned"),
    page("work: name", `/work?tab=all&q=${q(one.name.slice(0, 3))}`),
    page("work: pinyin", `/work?tab=all&q=${q(initials)}`),
    page("work: number", `/work?tab=all&q=${q(one.number)}`),
    page("registry: page 1", "/registry"),
    page("registry: deep page", deepRegistry),
    page("registry: status", "/registry?status=cityReview"),
    page("registry: stage", "/registry?stage=district"),
    page("registry: union", "/registry?union=AY-D-WF"),
    page("registry: criterion", "/registry?criterion=rules", "</main>"),
    page("registry: honor", "/registry?honor=city", "</main>"),
    page("registry: name", `/registry?q=${q(one.name.slice(0, 3))}`),
    page("registry: pinyin", `/registry?q=${q(initials)}`),
    ...Object.entries(ODD_TEXTS).flatMap(([name, text]) => [
      page(`work: ${name}`, `/work?tab=all&q=${q(text)}`, "</main>"),
      page(`registry: ${name}`, `/registry?q=${q(text)}`, "</main>"),
    ]),
    page("registry: batch", "/registry?batch=AY-2024-C"),
    page("registry: industry, half of all", "/registry?industry=C"),
    page("registry: industry, few", "/registry?industry=P"),
    page("registry: two filters", "/registry?industry=P&status=named"),
    page("registry: by name", "/registry?sort=name"),
    page("registry: by name, descending", "/registry?sort=-name"),
    page("registry: newest number first", "/registry?sort=-number"),
    page("registry: by submission", "/registry?sort=submitted"),
    page("registry: newest submission first", "/registry?sort=-submitted"),
    page("matrix", "/registry/criteria"),
    page("matrix: deep page", deepMatrix),
    page("matrix: status", "/registry/criteria?status=enterpriseReview"),
    page("matrix: industry", "/registry/criteria?industry=C"),
    page("matrix: name", `/registry/criteria?q=${q(one.name.slice(0, 3))}`),
    page("roster", "/registry/members"),
    page("roster: deep page", deepRoster),
    page("roster: batch", "/registry/members?batch=AY-2024-C"),
    page("roster: industry", "/registry/members?industry=P"),
    page("roster: union", "/registry/members?union=AY-D-WF"),
    page("roster: name", `/registry/members?q=${q(one.name.slice(0, 3))}`),
  ];
}
