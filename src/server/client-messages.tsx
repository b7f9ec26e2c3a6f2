import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/**
 * Makes the words of these areas, and the library that formats them, available to the client components inside.
 * Everything named here is sent with the page, so name only what is used in the browser.
 */
export async function ClientMessages({ areas, children }: { areas: readonly string[]; children: ReactNode }) {
  const messages = await getMessages();
  const picked: Record<string, unknown> = {};
  for (const area of areas) {
    if (messages[area] === undefined) throw new Error(`No messages for the area ${area}`);
    picked[area] = messages[area];
  }
  return <NextIntlClientProvider messages={picked as never}>{children}</NextIntlClientProvider>;
}
