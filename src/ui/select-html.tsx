import { markup } from "@/lib/html";
import { SELECT_CLASS } from "@/ui/control-class";
import { MarkupBox } from "@/ui/markup-box";
import type { Option } from "@/ui/select";
import { SelectArrow } from "@/ui/select-arrow";

/** The Select of a page that only the server renders, its options as HTML. To choose anew by a link, the form around it needs a new key. */
export function SelectHtml({ id, name, value, options }: { id: string; name: string; value: string; options: readonly Option[] }) {
  const content = markup`${options.map((option) => markup`<option value="${option.value}"${option.value === value && markup` selected`}>${option.label}</option>`)}`;
  return (
    <span className="relative block">
      <MarkupBox as="select" id={id} name={name} className={SELECT_CLASS} content={content} />
      <SelectArrow />
    </span>
  );
}
