import { z } from "zod";
import { storableText } from "@/lib/storable-text";

/** Body that puts the files of a slot in order; row: the _id, for a column. */
export const orderInput = z.object({
  application: z.uuid(),
  slot: z.string().max(100),
  row: storableText(64).nullish(),
  order: z.array(z.uuid()).max(200),
});
