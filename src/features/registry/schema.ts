import { z } from "zod";
import { storableText } from "@/lib/storable-text";
import { EXPORT_FORMATS, type ExportFormat } from "@/server/spreadsheet/sheet";
import { isRegistryKey, type RegistryKey } from "./registry-lists";

export const columnsInput = z.object({
  list: z.custom<RegistryKey>(isRegistryKey),
  batch: z.string().max(60).optional(),
  columns: z.union([z.string().max(80), z.array(z.string().max(80)).max(200)]).optional(),
  reset: z.string().optional(),
});

export const exportInput = z.object({
  list: z.custom<RegistryKey>(isRegistryKey),
  format: z.custom<ExportFormat>((value) => typeof value === "string" && Object.hasOwn(EXPORT_FORMATS, value)),
  columns: z.enum(["shown", "all"]).default("shown"),
  unmasked: z.string().optional(),
  purpose: storableText(200).default(""),
});
