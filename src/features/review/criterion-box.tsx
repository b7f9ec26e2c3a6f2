"use client";

import type { ReactNode } from "react";
import { MarkupBox } from "@/ui/markup-box";
import { besideMarkup, type CriterionFace, findingsMarkup, headMarkup } from "./criterion-markup";

type CriterionBoxProps = {
  face: CriterionFace;
  evidence: ReactNode;
  /** the reviewer's own boxes, or nothing to decide */
  input: ReactNode;
};

/** One row of the matrix: words as HTML, evidence and the reviewer's boxes as they are given. */
export function CriterionBox({ face, evidence, input }: CriterionBoxProps) {
  const { key, verdict, text, fired, toJudge, earlier } = face;
  return (
    <section
      data-criterion={key}
      data-verdict={verdict}
      aria-labelledby={`criterion-${key}`}
      // what is far below is laid out when it comes near
      className="border-b border-line [contain-intrinsic-size:auto_14rem] [content-visibility:auto] print:[content-visibility:visible] last:border-b-0"
    >
      <MarkupBox as="div" className="flex flex-wrap items-baseline gap-x-3 gap-y-1 bg-subtle px-3 py-1.5" content={headMarkup(face)} />
      <div className="flex flex-col gap-2.5 px-3 py-2.5">
        <div className="flex min-w-0 flex-col gap-2">
          {text || fired.length > 0 ? <MarkupBox as="div" className="contents" content={findingsMarkup(face)} /> : null}
          {evidence}
        </div>
        {toJudge || earlier || input ? (
          <div className="grid grid-cols-1 gap-x-5 gap-y-2.5 sm:grid-cols-2 xl:grid-cols-[minmax(0,1fr)_11rem_15rem]">
            {toJudge || earlier ? <MarkupBox as="div" className="contents" content={besideMarkup(face)} /> : null}
            {input ? <div className="min-w-0 sm:col-start-2 xl:col-start-3">{input}</div> : null}
          </div>
        ) : null}
      </div>
    </section>
  );
}
