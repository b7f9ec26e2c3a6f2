import { handleRestore } from "@/features/attachment/attachment-handlers";

export const POST = handleRestore;
