import path from "node:path";
import { defineConfig } from "vitest/config";

/** Tests that need PostgreSQL: these folders, and anything called *.db.test.ts. Everything else is a unit test. */
const WITH_DATABASE = ["tests/{data,features,isolation,faults}/**/*.test.{ts,tsx}", "tests/**/*.db.test.ts"];

const alias = {
  "@": path.resolve(import.meta.dirname, "src"),
  // marks a file as server code for Next's bundler; in a plain process it would throw
  "server-only": path.resolve(import.meta.dirname, "tests/setup/nothing.ts"),
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: WITH_DATABASE,
          setupFiles: ["tests/setup/quiet-console.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: WITH_DATABASE,
          // real requests to a built server: npm run proof:http
          exclude: process.env["HTTP_PROOF"] ? [] : ["tests/faults/http-*.test.ts"],
          globalSetup: ["tests/setup/cluster.ts"],
          setupFiles: ["tests/setup/quiet-console.ts", "tests/setup/server-variables.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
