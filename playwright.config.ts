import { defineConfig } from "@playwright/test";

/** Set by `npm test`; for work: start a portal yourself and give its address and data directory. */
const baseURL = process.env["E2E_BASE_URL"] ?? "http://localhost:3000";
const executablePath = process.env["E2E_BROWSER"] ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // the demo server is one world with one clock: files run side by side, the tests of a file in their order
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["line"], ["json"]],
  use: {
    baseURL,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"] },
  },
  projects: [
    { name: "desk", testIgnore: "**/*.phone.spec.ts", use: { viewport: { width: 1366, height: 768 } } },
    { name: "phone", testMatch: "**/*.phone.spec.ts", use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
});
