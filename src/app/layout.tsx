import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { otherLanguage } from "@/features/shell/language-switch";
import { ToastRegion } from "@/ui/toast-region";
import { UiTextProvider } from "@/ui/ui-text";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("product.name"), template: `%s · ${t("product.name")}` },
    description: t("product.description"),
    icons: { icon: [{ url: "/favicon.svg", type: "image/svg+xml" }], apple: "/apple-touch-icon.png" },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false },
    referrer: "same-origin",
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, themeColor: "#8f1d17" };

/** The outermost frame. Reading the request's headers makes every page dynamic, which a nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, t, shell, requestHeaders] = await Promise.all([
    getLocale(),
    getTranslations("common"),
    getTranslations("shell"),
    headers(),
  ]);
  const other = otherLanguage(locale, shell("otherLanguage"));
  const nonce = requestHeaders.get("x-nonce") ?? undefined;
  return (
    <html lang={locale}>
      <head>
        {/* react-aria looks here for the nonce of the one style element it inserts */}
        <meta property="csp-nonce" nonce={nonce} />
      </head>
      <body>
        <UiTextProvider
          text={{
            cancel: t("ui.cancel"),
            close: t("ui.close"),
            confirm: t("ui.confirm"),
            loading: t("ui.loading"),
            undo: t("ui.undo"),
            retry: t("ui.retry"),
            home: t("ui.home"),
            errorTitle: t("error.title"),
            errorText: t("error.text"),
            unavailableTitle: t("unavailable.title"),
            unavailableText: t("unavailable.text"),
            errorCode: t("error.code"),
            notifications: t("ui.notifications"),
            notFoundTitle: t("notFound.title"),
            notFoundText: t("notFound.text"),
            product: t("product.name"),
            shortProduct: t("product.shortName"),
            otherLocale: other.locale,
            otherLanguage: other.label,
          }}
        >
          {/* A page that needs the words of an area in the browser wraps its part in <ClientMessages areas={[…]}>:
              lists and the sign-in page do without the library that formats them. */}
          {children}
          <ToastRegion />
        </UiTextProvider>
        <noscript>
          <p className="border-t border-warning-line bg-warning-soft px-4 py-3 text-center">{t("noscript")}</p>
        </noscript>
      </body>
    </html>
  );
}
