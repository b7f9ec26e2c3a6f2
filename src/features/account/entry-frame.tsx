import type { ReactNode } from "react";
import { Card } from "@/ui/card";

type EntryFrameProps = {
  title: string;
  text?: string | undefined;
  footer?: string | undefined;
  wide?: boolean;
  header?: ReactNode;
  children: ReactNode;
};

/** The frame of the pages before one is signed in: `header` with the product's name, one sheet, one line of help. */
export function EntryFrame({ title, text, footer, wide = false, header, children }: EntryFrameProps) {
  return (
    <div className="flex min-h-screen flex-col">
      {header}
      <main className="flex flex-1 flex-col items-center px-4 py-6 sm:justify-center sm:pb-24">
        <div className={wide ? "w-full max-w-2xl" : "w-full max-w-[25rem]"}>
          <Card className="p-5 sm:p-7 md:p-7">
            <h1 className="text-xl">{title}</h1>
            {text ? <p className="mt-1.5 text-sm text-ink-2">{text}</p> : null}
            <div className="mt-5">{children}</div>
          </Card>
          {footer ? <p className="mt-4 px-1 text-sm text-ink-3">{footer}</p> : null}
        </div>
      </main>
    </div>
  );
}
