import { handleFile } from "@/features/attachment/file-handler";

export const GET = handleFile;
