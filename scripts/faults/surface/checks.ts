import type { Answer } from "../support/send";
import type { Address } from "./addresses";

/** What every answer owes, whatever was asked. @returns what is wrong with it, in words */
export function headerFaults(address: Address, answer: Answer): string[] {
  const faults: string[] = [];
  const { headers } = answer;
  const want = (name: string, test: RegExp) => {
    const value = headers[name];
    if (typeof value !== "string" || !test.test(value)) faults.push(`${name} is ${JSON.stringify(value ?? null)}`);
  };
  if (answer.status >= 500) faults.push(`status ${answer.status}`);
  want("x-content-type-options", /^nosniff$/);
  for (const name of ["x-powered-by", "server", "x-nextjs-cache", "x-matched-path", "sourcemap", "x-sourcemap"])
    if (headers[name] !== undefined) faults.push(`tells ${name}: ${String(headers[name])}`);
  if (answer.status < 300) want("cross-origin-resource-policy", /^same-origin$/);
  if (address.kind === "page") pageFaults(answer, want, faults);
  if (address.kind === "static" && answer.status === 200) {
    if (address.path.startsWith("/_next/static/chunks/")) want("cache-control", /^public, max-age=31536000, immutable$/);
  } else if (answer.status !== 405) want("cache-control", /no-store/);
  return [...faults, ...bodyFaults(answer)];
}

function pageFaults({ headers, body }: Answer, want: (name: string, test: RegExp) => void, faults: string[]): void {
  want("x-frame-options", /^DENY$/);
  want("referrer-policy", /^same-origin$/);
  want("cross-origin-opener-policy", /^same-origin$/);
  want("permissions-policy", /geolocation=\(\)/);
  const policy = String(headers["content-security-policy"] ?? "");
  const nonce = /script-src 'nonce-([\w+/=-]{16,})' 'strict-dynamic'/.exec(policy)?.[1];
  if (!nonce) faults.push(`no nonce in the policy: ${policy}`);
  for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    if (!policy.includes(rule)) faults.push(`the policy lacks ${rule}`);
  if (/unsafe-(inline|eval)/.test(policy)) faults.push("the policy allows unsafe code");
  const scripts = body.toString().match(/<script\b[^>]*>/g) ?? [];
  const bare = scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`));
  if (bare.length > 0) faults.push(`a script without the nonce: ${bare[0]}`);
}

/** "/ROOT/" is what the bundler calls the project in a file of the framework's own: it says nothing of the machine. */
const PACKAGES = /(?<!"\/ROOT\/)node_modules\//;

const TRACES = [
  [/\bat (?:async )?[\w.<>[\] ]+ \((?:file:\/\/)?\/[^)]+:\d+:\d+\)/, "a stack trace"],
  [PACKAGES, "a path of packages"],
  [/sourceMappingURL=(?!data:)/, "a source map's address"],
  [/PrismaClient\w*Error|SELECT .+ FROM "/, "words of the database"],
  [/(?:postgres|postgresql):\/\//, "an address of the database"],
  [/\/work\/|\/home\/|\/app\/src\//, "a path of the machine"],
] as const;

function bodyFaults({ headers, body }: Answer): string[] {
  if (!/html|json|text|javascript|x-component/.test(headers["content-type"] ?? "")) return [];
  const text = body.toString();
  return TRACES.flatMap(([trace, what]) => (trace.test(text) ? [`${what}: ${trace.exec(text)?.[0].slice(0, 80)}`] : []));
}
