import { describe, expect, it } from "vitest";
import { StopError } from "../../scripts/support/report.mjs";
import { readSettings } from "../../scripts/support/settings.mjs";

const read = (env: Record<string, string>) => readSettings(env as unknown as NodeJS.ProcessEnv, "/checkout");

describe("readSettings", () => {
  it("is a demo on port 3000 with its data below the checkout when nothing is set", () => {
    expect(read({})).toEqual({
      port: 3000,
      host: undefined,
      dataDir: "/checkout/.data",
      databaseUrl: undefined,
      publicUrl: "http://localhost:3000",
      secret: undefined,
      mode: "demo",
      appUrl: undefined,
      authUrl: undefined,
    });
  });

  it("is no demo with a database of one's own", () => {
    const url = "postgresql://owner:secret@db.example:5432/portal";
    expect(read({ DATABASE_URL: url, PUBLIC_URL: "https://studio.example.cn/", DATA_DIR: "/var/lib/x" })).toMatchObject({
      mode: "production",
      databaseUrl: url,
      publicUrl: "https://studio.example.cn",
      dataDir: "/var/lib/x",
    });
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["DATABASE_URL", "mysql://u:p@h/d"],
    ["DATABASE_URL", "postgresql://host-without-database"],
    ["DATABASE_URL", "nonsense"],
    ["APP_DATABASE_URL", "nonsense"],
    ["PUBLIC_URL", "studio.example.cn"],
    ["PUBLIC_URL", "ftp://studio.example.cn"],
    ["PORTAL_SECRET", "short"],
  ])("names %s=%s in both languages", (name, value) => {
    const said = (() => {
      try {
        return read({ [name]: value });
      } catch (error) {
        return error;
      }
    })();
    expect(said).toBeInstanceOf(StopError);
    expect((said as StopError).zh).toContain(name);
    expect((said as StopError).en).toContain(name);
  });

  it("does not repeat an address that may hold a password", () => {
    expect(() => read({ DATABASE_URL: "mysql://u:hunter2@h/d" })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("hunter2") }),
    );
  });
});
