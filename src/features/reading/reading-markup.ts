import { type Html, markup } from "@/lib/html";
import { ICON_PATHS } from "@/ui/icon-paths";

/** alt: it is a picture, and what is read out of it; size: of the other files, in words. */
export type ReadFile = { id: string; slot: string; name: string; alt?: string; size?: string };
/** value: as it is stored; text: in words, where they differ */
export type ReadCell = string | { value: string; text: string } | readonly ReadFile[];
type ReadColumn = { path: string; label: string; unit?: string; wraps?: true };
type Head = { path: string; label: string };
type ReadValue = Head & { value: string; text?: string; wide?: true };
type ReadFiles = Head & { count: string; files: readonly ReadFile[] };
/** more: what stands over the rows that fold away where a table is one piece of evidence among others */
type ReadTable = Head & { count: string; columns: readonly ReadColumn[]; rows: readonly (readonly ReadCell[])[]; more?: string };
/** One field as it was filed: a value, files, or a table. */
export type ReadField = ReadValue | ReadFiles | ReadTable;
export type ReadSection = { key: string; label: string; fields: readonly ReadField[] };
export type ReadNumber = { key: string; label: string; value: string; unit?: string };

/** A gap is seen as a gap. */
const NOTHING = markup`<span class="none">—</span>`;
const FILE = markup`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${ICON_PATHS.file}"/></svg>`;

/** The fields of one section or of one criterion; they look as .reading of globals.css says. folded: rows shown before the rest folds away. */
export function fieldsMarkup(fields: readonly ReadField[], folded?: number): Html {
  return markup`${fields.map((field) => fieldMarkup(field, folded))}`;
}

/** The whole form, section by section, and the numbers that were computed. */
export function formMarkup(sections: readonly ReadSection[], derived: { title: string; numbers: readonly ReadNumber[] } | null): Html {
  return markup`${sections.map(sectionMarkup)}${
    derived &&
    markup`<section aria-labelledby="reading-derived"><h3 id="reading-derived">${derived.title}</h3><dl>${derived.numbers.map(
      ({ key, label, value, unit }) =>
        markup`<div data-derived="${key}" data-value="${value}"><dt>${label}</dt><dd>${value || "—"}${unit && markup` <span>${unit}</span>`}</dd></div>`,
    )}</dl></section>`
  }`;
}

function sectionMarkup({ key, label, fields }: ReadSection, index: number): Html {
  return markup`<section data-section="${key}" aria-labelledby="reading-${key}"><h3 id="reading-${key}"><span>${index + 1}</span>${label}</h3><div class="fields">${fieldsMarkup(fields)}</div></section>`;
}

function fieldMarkup(field: ReadField, folded?: number): Html {
  const { path, label } = field;
  if ("rows" in field)
    return markup`<div data-path="${path}" data-rows="${field.rows.length}" class="wide"><p class="label">${label} <span>(${field.count})</span></p>${field.rows.length > 0 ? tableMarkup(field, folded) : NOTHING}</div>`;
  if ("files" in field)
    return markup`<div data-path="${path}" data-files="${field.files.length}" class="wide"><p class="label">${label} <span>(${field.count})</span></p>${field.files.length > 0 ? filesMarkup(field.files) : NOTHING}</div>`;
  const { value, text = value, wide } = field;
  return markup`<div data-path="${path}" data-value="${value}" class="${wide ? "field wide" : "field"}"><p>${label}</p><p>${text || NOTHING}</p></div>`;
}

function tableMarkup(table: ReadTable, folded = table.rows.length): Html {
  const { rows, more } = table;
  if (!more || rows.length <= folded) return partMarkup(table, rows, 0);
  return markup`${partMarkup(table, rows.slice(0, folded), 0)}<details><summary>${more}</summary>${partMarkup(table, rows.slice(folded), folded)}</details>`;
}

/** A group and no landmark: the same table stands in the matrix and in the whole form. Rows count from 1. */
function partMarkup({ label, columns }: ReadTable, rows: ReadTable["rows"], from: number): Html {
  const heads = columns.map(
    (column) => markup`<th scope="col">${column.label}${column.unit && markup`<span> (${column.unit})</span>`}</th>`,
  );
  const body = rows.map((cells, index) => {
    const number = from + index + 1;
    return markup`<tr data-row="${number}"><td>${number}</td>${columns.map((column, at) => cellMarkup(column, number, cells[at] ?? ""))}</tr>`;
  });
  // a box that scrolls sideways has to be reachable by keyboard
  return markup`<div role="group" aria-label="${label}" tabindex="0"><table><thead><tr><th scope="col">#</th>${heads}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function cellMarkup({ path, wraps }: ReadColumn, row: number, cell: ReadCell): Html {
  const look = wraps && markup` class="wraps"`;
  if (typeof cell !== "string" && !("value" in cell))
    return markup`<td data-path="${path}" data-row="${row}"${look}>${cell.length > 0 && filesMarkup(cell)}</td>`;
  const { value, text } = typeof cell === "string" ? { value: cell, text: cell } : cell;
  return markup`<td data-path="${path}" data-row="${row}" data-value="${value}"${look}>${text}</td>`;
}

/** Files in place: photos as thumbnails, the others by name; each opens in a new tab. */
export function filesMarkup(files: readonly ReadFile[]): Html {
  return markup`<ul class="files">${files.map(
    ({ id, slot, name, alt, size }) =>
      markup`<li data-attachment="${name}" data-slot="${slot}"><a href="/files/${id}" target="_blank" rel="noreferrer" title="${name}">${
        alt === undefined
          ? markup`<span class="file">${FILE}<span>${name}</span>${size && markup`<span class="size">${size}</span>`}</span>`
          : markup`<img src="/files/${id}?thumb=1" alt="${alt}" loading="lazy" width="112" height="84"><span class="name">${name}</span>`
      }</a></li>`,
  )}</ul>`;
}
