import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // src/server/lighter-answers.ts does
  compress: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  typedRoutes: false,
  serverExternalPackages: ["@node-rs/argon2", "sharp", "pg", "pino", "yauzl"],
};

export default createNextIntlPlugin({
  requestConfig: "./src/server/locale.ts",
  // sentences are parsed when the portal is built, not at every request, and no parser is sent to the browser
  experimental: { messages: { path: "./src/messages", format: "json", locales: "infer", precompile: true } },
})(config);
