import { handleOrder, handleUpload } from "@/features/attachment/attachment-handlers";

export const POST = handleUpload;
export const PATCH = handleOrder;
