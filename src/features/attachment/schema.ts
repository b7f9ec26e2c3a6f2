import { z } from "zod";

/** Body that puts the files of a slot in order; row: the _id, for a column. */
export const orderInput = z.object({
  application: z.uuid(),
  slot: z.string().max(100),
  row: z.string().max(64).nullish(),
  order: z.array(z.uuid()).max(200),
});
