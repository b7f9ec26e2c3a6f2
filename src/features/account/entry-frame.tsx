import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/ui/card";

type EntryFrameProps = { title: string; text?: string | undefined; footer?: string | undefined; wide?: boolean; children: ReactNode };

/** The frame of the pages before one is signed in: the product's name, one sheet, one line of help. */
export function EntryFrame({ title, text, footer, wide = false, children }: EntryFrameProps) {
  const common = useTranslations("common");
  return (
    <main className="flex min-h-screen flex-col items-center px-4 py-8 sm:justify-center sm:py-12">
      <div className={wide ? "w-full max-w-2xl" : "w-full max-w-[25rem]"}>
        <p className="mb-5 border-l-4 border-accent pl-3 text-lg leading-snug font-semibold">{common("product.name")}</p>
        <Card className="p-5 sm:p-7 md:p-7">
          <h1 className="text-xl">{title}</h1>
          {text ? <p className="mt-1.5 text-sm text-ink-2">{text}</p> : null}
          <div className="mt-5">{children}</div>
        </Card>
        {footer ? <p className="mt-4 px-1 text-sm text-ink-3">{footer}</p> : null}
      </div>
    </main>
  );
}
