import { beforeEach, describe, expect, it, vi } from "vitest";

/** The function in a portal of this address. */
async function at(address: string) {
  vi.resetModules();
  process.env["NEXTAUTH_URL"] = address;
  return (await import("@/features/shell/public-page")).publicPage;
}

describe("publicPage", () => {
  beforeEach(() => vi.resetModules());

  it("may be shown by search engines, under the public name of the portal", async () => {
    const publicPage = await at("https://studio.example/");
    expect(publicPage("/sign-in", { title: "登录", description: "登录后填报" })).toEqual({
      title: "登录",
      description: "登录后填报",
      robots: { index: true, follow: true },
      alternates: { canonical: "https://studio.example/sign-in" },
    });
  });

  it.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "names no address of its own machine: %s",
    async (address) => {
      const publicPage = await at(address);
      expect(publicPage("/", { description: "申报" })).not.toHaveProperty("alternates");
    },
  );
});
