import { handleExport } from "@/features/registry/export-route";

export const POST = handleExport;
