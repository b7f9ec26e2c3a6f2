"use client";

import { buttonClass } from "@/ui/button-class";
import "./globals.css";

/** When the outermost frame itself failed there is no language to ask for: both, shortly. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="zh-CN">
      <body>
        <title>系统暂时不可用</title>
        <main role="alert" className="flex min-h-screen flex-col items-center justify-center gap-3 px-4 text-center">
          <h1 className="text-xl">系统暂时不可用</h1>
          <p className="max-w-md text-ink-2">已保存的内容不受影响，请过几分钟再试。</p>
          <p lang="en" className="max-w-md text-sm text-ink-3">
            The service is away for a short time. What you saved is safe. Please try again in a few minutes.
          </p>
          <button type="button" onClick={() => retry()} className={buttonClass("primary", "md", "mt-3")}>
            重试 <span lang="en">Try again</span>
          </button>
        </main>
      </body>
    </html>
  );
}
