import { z } from "zod";

export const readAllInput = z.object({});
export const readNoticeInput = z.object({ id: z.uuid() });
