import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  typedRoutes: false,
  serverExternalPackages: ["@node-rs/argon2", "sharp", "pg", "pino", "yauzl"],
};

export default createNextIntlPlugin("./src/server/locale.ts")(config);
