import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { messagesOf } from "@/messages/all-messages";

/** The markup that the server would send. */
export function render(node: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="zh-CN" messages={messagesOf("zh-CN") as never} timeZone="Asia/Shanghai">
      {node}
    </NextIntlClientProvider>,
  );
}
