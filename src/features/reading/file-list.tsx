import { useTranslations } from "next-intl";
import type { AttachmentRef } from "@/domain/form-content";
import { FilesBox } from "./reading-box";
import { readFile } from "./reading-data";

/** Files that are no field of a form, as those of a field look. */
export function FileList({ files }: { files: readonly AttachmentRef[] }) {
  const t = useTranslations("reading");
  return <FilesBox files={files.map((file) => readFile(file, { photo: (name) => t("photo", { name }) }))} />;
}
