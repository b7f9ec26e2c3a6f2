import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DELETE } from "@/app/api/attachments/[id]/route";
import { POST as RESTORE } from "@/app/api/attachments/[id]/restore/route";
import { PATCH, POST } from "@/app/api/attachments/route";
import { GET } from "@/app/files/[id]/route";
import type { Viewer } from "@/domain/viewer";
import { stopImageProcesses } from "@/server/attachments/image-pool";
import { getViewer } from "@/server/viewer";
import { makeImage, makePdf } from "../../support/generated-files";
import { makeApplication, makeSmallCity, type SmallCity } from "../../support/small-city";

// who is signed in is another file's subject; everything behind that is real
vi.mock("@/server/viewer", async (original) => ({ ...(await original<object>()), getViewer: vi.fn() }));

let city: SmallCity;
let application: string;

beforeAll(async () => {
  city = await makeSmallCity();
  application = await makeApplication(city);
});
beforeEach(() => signIn(city.lead));
afterAll(() => stopImageProcesses());

const signIn = (viewer: Viewer | null) => vi.mocked(getViewer).mockResolvedValue(viewer);
const OWN = { origin: "http://portal.test", host: "portal.test" };
const context = (id: string) => ({ params: Promise.resolve({ id }) });
const none = { params: Promise.resolve({}) };

function request(method: string, body: BodyInit | null = null, headers: Record<string, string> = OWN) {
  return new Request("http://portal.test/api/attachments", { method, body, headers });
}

function form({
  id = randomUUID(),
  slot = "sign.photos",
  name = "标牌.jpg",
  bytes,
}: {
  id?: string;
  slot?: string;
  name?: string;
  bytes: Buffer;
}) {
  const data = new FormData();
  for (const [key, value] of Object.entries({ id, application, slot })) data.append(key, value);
  data.append("file", new Blob([new Uint8Array(bytes)]), name);
  return data;
}

describe("the handlers of attachments", () => {
  it("upload, show, remove, restore and order a picture", async () => {
    const id = randomUUID();
    const answer = await POST(request("POST", form({ id, bytes: await makeImage("a.jpg") })), none);
    expect(answer.status).toBe(200);
    const view = await answer.json();
    expect(view).toMatchObject({ id, fileName: "标牌.jpg", width: 640, height: 896 });
    expect(Object.keys(view)).not.toContain("storageKey");
    const shown = await GET(new Request("http://portal.test/files/x?thumb=1"), context(id));
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/webp"]);
    await shown.arrayBuffer();
    expect(await (await DELETE(request("DELETE"), context(id))).json()).toEqual({ id });
    expect(await (await RESTORE(request("POST"), context(id))).json()).toEqual(view);
    const order = JSON.stringify({ application, slot: "sign.photos", order: [id] });
    expect(await (await PATCH(request("PATCH", order), none)).json()).toEqual([view]);
  });

  it.each([
    ["zh-CN", "这里只能上传图片。"],
    ["en", "Only Image can be uploaded here."],
  ])("say in %s why a file is refused", async (locale, words) => {
    const answer = await POST(request("POST", form({ name: "a.pdf", bytes: makePdf("a") }), { ...OWN, cookie: `locale=${locale}` }), none);
    expect(answer.status).toBe(422);
    const body = (await answer.json()) as { code: string; message: string };
    expect(body.code).toBe("kindNotAccepted");
    expect(body.message.startsWith(words)).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ["no origin", { host: "portal.test" }],
    ["the origin null", { host: "portal.test", origin: "null" }],
    ["another site's origin", { host: "portal.test", origin: "https://evil.test" }],
  ])("change nothing for a request with %s", async (_what, headers) => {
    const id = randomUUID();
    for (const answer of [
      await POST(request("POST", form({ id, bytes: await makeImage("a.jpg") }), headers), none),
      await PATCH(request("PATCH", "{}", headers), none),
      await DELETE(request("DELETE", null, headers), context(id)),
      await RESTORE(request("POST", null, headers), context(id)),
    ]) {
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, "origin"]);
    }
    expect((await GET(request("GET"), context(id))).status).toBe(404);
  });

  it("answer 401 to nobody and the same 404 to strangers, for unknown ids and for no id at all", async () => {
    const id = randomUUID();
    await POST(request("POST", form({ id, bytes: await makeImage("b.jpg") })), none);
    const all = (of: string) => [
      GET(request("GET"), context(of)),
      DELETE(request("DELETE"), context(of)),
      RESTORE(request("POST"), context(of)),
    ];
    const expected = { status: 404, body: '{"code":"notFound"}' };
    const seen = async (answers: Promise<Response>[]) => {
      const list = await Promise.all(answers);
      return await Promise.all(list.map(async (one) => ({ status: one.status, body: await one.text() })));
    };
    const stranger = (await makeSmallCity()).city;
    for (const viewer of [city.otherLead, city.enterprise, stranger]) {
      signIn(viewer);
      expect(await seen(all(id))).toEqual([expected, expected, expected]);
    }
    signIn(city.lead);
    expect(await seen([...all(randomUUID()), ...all("../../etc/passwd"), ...all("1")])).toEqual(Array(9).fill(expected));
    signIn(null);
    for (const answer of await Promise.all(all(id))) expect(answer.status).toBe(401);
  });
});
