import type { Change, Changeable } from "../support/changing-proxy";
import type { Planted } from "./controls";
import type { Portal } from "./tally";

const isHttps = (asked: { headers: Record<string, unknown> }) => asked.headers["x-forwarded-proto"] === "https";

/** Every cookie of an answer rewritten, where the request is one of those meant. */
const cookies =
  (change: (line: string) => string, when: (asked: Parameters<Change>[0]) => boolean = () => true): Change =>
  (asked, answer) => {
    const lines = answer.headers["set-cookie"];
    return Array.isArray(lines) && when(asked) ? withHeaders(answer, { "set-cookie": lines.map(change) }) : answer;
  };
const withHeaders = (answer: Changeable, headers: Changeable["headers"]): Changeable => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
});
const less = (flag: RegExp) => (line: string) => line.replace(flag, "");
const ofSession = (change: (line: string) => string) => (line: string) => (line.includes("portal-session=") ? change(line) : line);
const AWAY = "https://evil.example/";

/** Cookies and where a sign-in leads, as a careless change would have them. */
export const PLANTED_IN_SIGN_IN: readonly Planted[] = [
  ["HSTS without https", (_asked, answer) => withHeaders(answer, { "strict-transport-security": "max-age=1" }), "cookies", /without https/],
  ["a session for scripts", cookies(ofSession(less(/; *HttpOnly/i))), "cookies", /portal-session lacks httponly/],
  ["a session sent from other sites", cookies(ofSession(less(/; *SameSite=\w+/i))), "cookies", /portal-session lacks samesite/],
  ["a session of a whole domain", cookies(ofSession((line) => `${line}; Domain=example.cn`)), "cookies", /for a whole domain/],
  ["a language for scripts", cookies(less(/; *HttpOnly/i), ({ path }) => path === "/api/locale"), "cookies", /locale lacks httponly/],
  ["another cookie", cookies((line) => line.replace("locale=", "theme=")), "cookies", /nobody knows/],
  [
    "a session under another name",
    (asked, answer) => (!isHttps(asked) && asked.headers.cookie?.startsWith("__Host-") ? { ...answer, status: 200 } : answer),
    "cookies",
    /takes __Host-portal-session for it/,
  ],
  [
    "the action leads to another site",
    (asked, answer) =>
      asked.headers["next-action"] ? withHeaders(answer, { location: undefined, "x-action-redirect": `${AWAY};push` }) : answer,
    "redirects",
    /POST \/sign-in .*leads to https:\/\/evil/,
  ],
  [
    "the form without script leads to another site",
    (asked, answer) =>
      asked.method === "POST" && asked.path === "/sign-in" && !asked.headers["next-action"]
        ? withHeaders(answer, { location: AWAY })
        : answer,
    "redirects",
    /POST \/sign-in .*leads to https:\/\/evil/,
  ],
  [
    "a sign-in that did not happen",
    cookies(
      () => "locale=en; Path=/; SameSite=Lax; HttpOnly",
      ({ method, path }) => method === "POST" && path === "/sign-in",
    ),
    "redirects",
    /opens no session/,
  ],
];

/** The same behind a proxy that speaks https with the browser. */
export const PLANTED_OVER_HTTPS: readonly Planted[] = [
  ["a session that is not Secure", cookies(ofSession(less(/; *Secure/i))), "cookies", /portal-session lacks secure/],
  ["a session without __Host-", cookies(less(/__Host-(?=portal)/)), "cookies", /named portal-session over https/],
  ["a language that is not Secure", cookies(less(/; *Secure/i), ({ path }) => path === "/api/locale"), "cookies", /locale lacks secure/],
  [
    "no HSTS",
    (asked, answer) => (isHttps(asked) ? withHeaders(answer, { "strict-transport-security": undefined }) : answer),
    "cookies",
    /HSTS is missing/,
  ],
  [
    "a session that any other host could have set",
    (asked, answer) => (isHttps(asked) && asked.headers.cookie?.startsWith("portal-session=") ? { ...answer, status: 200 } : answer),
    "cookies",
    /takes portal-session for it/,
  ],
];

/** What strange hosts and origins must not get. */
export function plantedByStrangers({ database, people }: Portal): readonly Planted[] {
  const rewrite = () => database.run("UPDATE user_account SET login = login WHERE login = $1", [people[0]?.login]);
  const isStrange = (asked: Parameters<Change>[0]) => asked.method === "POST" && /evil/.test(String(asked.headers.origin));
  return [
    [
      "a strange host repeated in a page",
      (asked, answer) =>
        asked.headers.host === "evil.example" && asked.headers.cookie
          ? { ...answer, body: Buffer.concat([answer.body, Buffer.from(asked.headers.host)]) }
          : answer,
      "matrix",
      /repeats a claimed host/,
    ],
    [
      "a way to the strange host",
      (asked, answer) =>
        asked.headers.host === "evil.example" ? withHeaders(answer, { location: `http://${asked.headers.host}/sign-in` }) : answer,
      "matrix",
      /leads to http:\/\/evil/,
    ],
    [
      "a claimed host in a header",
      (asked, answer) =>
        asked.headers["x-forwarded-host"] ? withHeaders(answer, { link: `<//${String(asked.headers["x-forwarded-host"])}/x>` }) : answer,
      "claims",
      /repeats a claimed host in a header/,
    ],
    [
      "a file changed by a header",
      (asked, answer) => (asked.headers["x-middleware-subrequest"] ? { ...answer, body: Buffer.from("x") } : answer),
      "file",
      /another file/,
    ],
    [
      "a strange origin answered",
      (asked, answer) => (isStrange(asked) ? { ...answer, status: 200 } : answer),
      "route",
      /200 to a strange origin/,
    ],
    [
      "a strange origin with an effect",
      async (asked, answer) => {
        if (isStrange(asked)) await rewrite();
        return answer;
      },
      "matrix",
      /strange origins on \/work changed user_account/,
    ],
    [
      "a method without an Origin with an effect",
      async (asked, answer) => {
        if (asked.method === "DELETE" && asked.headers.origin === undefined) await rewrite();
        return answer;
      },
      "matrix",
      /methods without an Origin on \/work changed user_account/,
    ],
    [
      "a session for a strange page",
      (asked, answer) =>
        asked.method === "POST" && asked.path === "/sign-in"
          ? withHeaders(answer, { "set-cookie": ["portal-session=x; Path=/; HttpOnly; SameSite=Lax"] })
          : answer,
      "forged",
      /opens a session for a strange page/,
    ],
  ];
}
