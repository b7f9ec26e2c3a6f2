import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALE_COOKIE, localeOrDefault } from "@/lib/locales";
import { messagesOf } from "@/messages/all-messages";
import { answerBegins } from "./front-door";

/** next-intl's configuration of one request. A missing message is a programming error: loud in development, its key in production. */
export default getRequestConfig(async () => {
  // every page and every action asks for its language first
  answerBegins();
  const locale = localeOrDefault((await cookies()).get(LOCALE_COOKIE)?.value);
  return {
    locale,
    messages: messagesOf(locale) as never,
    timeZone: "Asia/Shanghai",
    onError(error) {
      if (process.env.NODE_ENV !== "production") throw error;
    },
  };
});
