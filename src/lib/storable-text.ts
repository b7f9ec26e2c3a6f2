import { z } from "zod";

/** Whether PostgreSQL can keep the text: it knows neither NUL nor half a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/** Words of a person on their way to a row; longer than `max` code units is nonsense, what is allowed the rules say with a sentence. */
export function storableText(max: number): z.ZodString {
  return z.string().max(max).refine(isStorable);
}
