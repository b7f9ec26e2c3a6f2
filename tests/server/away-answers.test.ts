import { createServer, type IncomingMessage, request as httpRequest, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { noteUnavailable, type RequestOutcome, withOutcome } from "@/lib/request-outcome";
import { answerAway, watchStatus } from "@/server/away-answers";
import { awayPage } from "@/server/away-page";

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** One answer of a server whose every request passes watchStatus. */
async function answerOf(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  { headers = {}, method = "GET", path = "/work?page=2" }: { headers?: Record<string, string>; method?: string; path?: string } = {},
) {
  server = createServer((request, response) => {
    const outcome: RequestOutcome = { unavailable: false, typed: {} };
    watchStatus(request, response, outcome);
    withOutcome(outcome, () => handle(request, response));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return await new Promise<{ status: number; headers: IncomingMessage["headers"]; text: string }>((resolve, reject) => {
    const sent = httpRequest({ port, host: "127.0.0.1", path, method, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    sent.on("error", reject).end();
  });
}

const page = { accept: "text/html,*/*" };

describe("watchStatus", () => {
  it("makes the calm page of a page that failed for want of the database, also when the framework went on writing", async () => {
    const answer = await answerOf(
      (_request, response) => {
        noteUnavailable();
        response.statusCode = 500;
        response.setHeader("content-type", "text/html");
        response.setHeader("set-cookie", "kept=1");
        response.write("<p>Internal");
        response.write(" Server Error");
        response.end("</p>");
      },
      { headers: { ...page, cookie: "locale=en" } },
    );
    expect(answer.status).toBe(503);
    expect(answer.headers).toMatchObject({ "retry-after": "5", "cache-control": "private, no-store", "set-cookie": ["kept=1"] });
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(answer.text).toBe(awayPage("en", "/work?page=2"));
  });

  it("keeps the page of a form that was sent without script, which holds what was typed, and says 503", async () => {
    const form = (headers: Record<string, string>) =>
      answerOf(
        (_request, response) => {
          noteUnavailable({ login: "somebody" });
          response.writeHead(200, { "content-type": "text/html" });
          response.end('<input name="login" value="somebody">');
        },
        { method: "POST", headers },
      );
    const sent = await form(page);
    expect(sent).toMatchObject({ status: 503, text: '<input name="login" value="somebody">' });
    expect(sent.headers["retry-after"]).toBe("5");
    // an action called by script reads the code in its answer, and the framework takes no status but 200 for one
    expect((await form({ ...page, "next-action": "one" })).status).toBe(200);
  });

  it("keeps the body of an answer to a script and changes its status only", async () => {
    const answer = await answerOf(
      (_request, response) => {
        noteUnavailable();
        response.writeHead(500, { "content-type": "text/x-component" });
        response.end("0:{}");
      },
      { headers: { ...page, rsc: "1" } },
    );
    expect(answer).toMatchObject({ status: 503, text: "0:{}" });
    expect(answer.headers).toMatchObject({ "retry-after": "5", "content-type": "text/x-component" });
  });

  it("leaves other failures and answers that succeeded as they are", async () => {
    const broken = await answerOf((_request, response) => response.writeHead(500).end("broken"), { headers: page });
    expect(broken).toMatchObject({ status: 500, text: "broken" });
    server?.close();
    const fine = await answerOf(
      (_request, response) => {
        noteUnavailable();
        response.writeHead(200).end("refused in words");
      },
      { headers: page },
    );
    expect(fine).toMatchObject({ status: 200, text: "refused in words" });
  });

  it("shows what was typed where a form was sent without script, and no way to send it blindly again", async () => {
    const answer = await answerOf(
      (_request, response) => {
        noteUnavailable({ opinion: "同意</textarea><script>" });
        response.writeHead(500).end();
      },
      { headers: page, method: "POST" },
    );
    expect(answer.text).toContain("同意&lt;/textarea&gt;&lt;script&gt;");
    expect(answer.text).not.toContain("<script>");
    expect(answer.text).not.toContain('href="/work');
  });
});

describe("answerAway", () => {
  it("answers a browser with the page and a script with a code", async () => {
    const shown = await answerOf(answerAway, { headers: page });
    expect(shown).toMatchObject({ status: 503, text: awayPage("zh-CN", "/work?page=2") });
    server?.close();
    const told = await answerOf(answerAway, { path: "/api/applications/x/submit", method: "POST" });
    expect(JSON.parse(told.text)).toMatchObject({ code: "unavailable" });
    expect(told.headers).toMatchObject({ "retry-after": "5", "x-content-type-options": "nosniff" });
  });
});

describe("awayPage", () => {
  it("never leads to another site", async () => {
    const answer = await answerOf(answerAway, { headers: page, path: "//elsewhere.example/" });
    expect(answer.text).not.toContain("elsewhere");
  });
});
