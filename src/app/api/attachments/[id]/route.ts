import { handleRemoval } from "@/features/attachment/attachment-handlers";

export const DELETE = handleRemoval;
