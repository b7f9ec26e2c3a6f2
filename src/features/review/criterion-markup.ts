import { type Html, markup } from "@/lib/html";
import { statusMarkup } from "@/ui/status-markup";
import type { Tone } from "@/ui/tone";

type Said = { tone: Tone; words: string };

/** What a row of the matrix says beside evidence and boxes, already worded. */
export type CriterionFace = {
  key: string;
  /** of the machine: met, warn, unmet */
  verdict: string;
  machine: Said;
  seq: number;
  title: string;
  text: string;
  fired: readonly { code: string; severity: string; message: string }[];
  /** questions for a person */
  toJudge: { title: string; questions: readonly string[] } | null;
  /** verdicts of the stages before */
  earlier: { title: string; given: readonly (Said & { stage: string; stageWords: string; verdict: string; comment: string })[] } | null;
};

export function headMarkup({ key, seq, title, machine }: CriterionFace): Html {
  return markup`<h3 id="criterion-${key}" class="text-base">${seq > 0 && markup`<span class="mr-1.5 text-ink-3 tabular-nums">${seq}</span>`}${title}</h3>${statusMarkup(machine.tone, machine.words)}`;
}

/** The wording of the criterion, and what the machine found. */
export function findingsMarkup({ key, text, fired }: CriterionFace): Html {
  return markup`${text !== "" && markup`<p class="text-sm text-ink-2">${text}</p>`}${
    fired.length > 0 &&
    markup`<ul class="flex flex-col gap-1">${fired.map(
      ({ code, severity, message }) =>
        markup`<li data-check="${code}" data-criterion="${key}" data-severity="${severity}" class="rounded-md px-2 py-1 text-sm ${
          severity === "block" ? "bg-danger-soft text-danger" : "bg-warning-soft text-warning"
        }">${message}</li>`,
    )}</ul>`
  }`;
}

/** What stands beside the reviewer's own boxes. */
export function besideMarkup({ toJudge, earlier }: CriterionFace): Html {
  return markup`${
    toJudge &&
    markup`<div class="text-sm sm:row-span-2 xl:row-span-1"><p class="font-medium">${toJudge.title}</p><ul class="list-disc pl-4 text-ink-2">${toJudge.questions.map((question) => markup`<li>${question}</li>`)}</ul></div>`
  }${
    earlier &&
    markup`<div class="text-sm xl:col-start-2"><p class="font-medium">${earlier.title}</p><ul>${earlier.given.map(
      ({ stage, stageWords, verdict, tone, words, comment }) =>
        markup`<li data-earlier-stage="${stage}" data-earlier-verdict="${verdict}" class="flex flex-wrap gap-x-2"><span class="text-ink-3">${stageWords}</span>${statusMarkup(tone, words)}${comment !== "" && markup`<span class="basis-full break-words text-ink-2">${comment}</span>`}</li>`,
    )}</ul></div>`
  }`;
}
