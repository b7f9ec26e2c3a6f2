import type { Answer } from "../support/send";

/** Every cookie that the portal sets, with the prefix that its name carries over https. */
const PREFIX: Readonly<Record<string, "__Host-" | "__Secure-" | "">> = {
  "portal-session": "__Host-",
  "next-auth.csrf-token": "__Host-",
  "next-auth.callback-url": "__Secure-",
  locale: "",
};

/** What is wrong with name and flags of the cookies of an answer, and with its word about https. @param https a proxy that is trusted said so */
export function transportFaults(https: boolean, answer: Answer): string[] {
  const hsts = answer.headers["strict-transport-security"];
  // an answer without any header is one that Node gave to a head which it did not read
  const silent = answer.rawHeaders.length === 0;
  const faults = (answer.headers["set-cookie"] ?? []).flatMap((line) => cookieFaults(line, https));
  if (https && !silent && !/^max-age=31536000; includeSubDomains$/.test(hsts ?? "")) faults.push(`over https HSTS is ${hsts ?? "missing"}`);
  if (!https && hsts !== undefined) faults.push("speaks of HSTS without https");
  return faults;
}

function cookieFaults(line: string, https: boolean): string[] {
  const [pair = "", ...rest] = line.split(";").map((part) => part.trim());
  const name = pair.slice(0, pair.indexOf("="));
  const bare = name.replace(/^__(?:Host|Secure)-/, "");
  const flags = rest.map((flag) => flag.toLowerCase());
  const wanted = ["httponly", "samesite=lax", "path=/", ...(https ? ["secure"] : [])];
  const faults = wanted.filter((flag) => !flags.includes(flag)).map((flag) => `the cookie ${name} lacks ${flag}`);
  // over http a browser drops it
  if (!https && flags.includes("secure")) faults.push(`the cookie ${name} is Secure without https`);
  if (flags.some((flag) => flag.startsWith("domain"))) faults.push(`the cookie ${name} is for a whole domain`);
  const prefix = PREFIX[bare];
  if (prefix === undefined) faults.push(`a cookie that nobody knows: ${name}`);
  else if (name !== (https ? prefix : "") + bare) faults.push(`the cookie ${bare} is named ${name} ${https ? "over https" : "over http"}`);
  return faults;
}
