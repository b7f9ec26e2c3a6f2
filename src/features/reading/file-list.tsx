import { useTranslations } from "next-intl";
import type { AttachmentRef } from "@/domain/form-content";
import { sentOnce } from "@/lib/sent-once";
import { FilesBox } from "./reading-box";
import { readFile } from "./reading-data";

/** Files that are no field of a form, as those of a field look. */
export function FileList({ files }: { files: readonly AttachmentRef[] }) {
  const t = useTranslations("reading");
  return <FilesBox files={sentOnce(files.map((file) => readFile(file, { photo: (name) => t("photo", { name }) })))} />;
}
