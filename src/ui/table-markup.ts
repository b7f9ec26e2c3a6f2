import { cn } from "@/lib/cn";
import { attributes, type Html, markup } from "@/lib/html";
import { TONE_TEXT, type Tone } from "@/ui/tone";
import { TONE_SHAPES } from "@/ui/tone-shapes";

export type Sorted = "ascending" | "descending" | "none";
type Data = Readonly<Record<`data-${string}`, string | number | undefined>>;

/** A word with the shape and colour of its tone. */
export type StatusCell = { tone: Tone; words: string; data?: Data };
/** Plain words of another look, such as grey. */
export type WordsCell = { words: string; className: string };
export type Cell = string | number | StatusCell | WordsCell | readonly (StatusCell | WordsCell)[];

export type TableHead = { header: string; className: string; primary: boolean; offCard: boolean; sortHref?: string; sorted?: Sorted };
export type TableRow = { href?: string; data: Data; cells: readonly Cell[] };
/** A table as plain data: what travels from the server to the browser, and what both write the same HTML from. */
export type TableContent = { caption: string; head: readonly TableHead[]; rows: readonly TableRow[]; cards: boolean };

/** Once in a document part, for the statuses to point at. */
const SHAPES = markup`<svg hidden>${Object.entries(TONE_SHAPES).map(([tone, shape]) => markup`<symbol id="tone-${tone}" viewBox="0 0 16 16">${shape}</symbol>`)}</svg>`;

/**
 * The HTML of a table; it looks as .data-table of globals.css says. The roles stay for browsers that forget a table when its display
 * changes.
 */
export function tableMarkup({ caption, head, rows, cards }: TableContent): Html {
  const linked = rows.some(({ href }) => href !== undefined);
  const openings = head.map(openingMarkup);
  return markup`${SHAPES}<table role="table" class="${cn("data-table", cards && "as-cards", linked && "linked")}"><caption class="sr-only">${caption}</caption><thead role="rowgroup"><tr role="row">${head.map(headMarkup)}</tr></thead><tbody role="rowgroup">${rows.map((row) => rowMarkup(head, openings, row))}</tbody></table>`;
}

function headMarkup({ header, className, sortHref, sorted = "none" }: TableHead): Html {
  if (!sortHref) return markup`<th role="columnheader" scope="col" class="${className}">${header}</th>`;
  const shade = (order: Sorted) => (sorted === order ? 1 : 0.3);
  // two small arrows, of which the one in force is filled
  return markup`<th role="columnheader" scope="col" aria-sort="${sorted}" class="${className}"><a href="${sortHref}" data-keep-scroll="1">${header}<svg viewBox="0 0 8 12" aria-hidden="true"><path d="M4 .8 7.2 5H.8Z" fill="currentColor" opacity="${shade("ascending")}"/><path d="M4 11.2.8 7h6.4Z" fill="currentColor" opacity="${shade("descending")}"/></svg></a></th>`;
}

/** How each cell of a column begins: written once and not for every row. */
function openingMarkup({ header, className, primary, offCard }: TableHead): Html {
  if (primary) return markup`<th role="rowheader" scope="row" class="${className}">`;
  const classes = cn(className, offCard && "off-card");
  return markup`<td role="cell" data-label="${header}"${classes && markup` class="${classes}"`}>`;
}

function rowMarkup(head: readonly TableHead[], openings: readonly Html[], { href, data, cells }: TableRow): Html {
  const written = head.map(({ primary }, n) => {
    const content = cellMarkup(cells[n] ?? "");
    if (!primary) return markup`${openings[n]}${content}</td>`;
    return markup`${openings[n]}${href ? markup`<a href="${href}">${content}</a>` : content}</th>`;
  });
  return markup`<tr role="row"${attributes(data)}>${written}</tr>`;
}

function cellMarkup(cell: Cell): Html | string | number {
  if (typeof cell !== "object") return cell;
  if (!("words" in cell)) return markup`<span class="tags">${cell.map(cellMarkup)}</span>`;
  if (!("tone" in cell)) return markup`<span class="${cell.className}">${cell.words}</span>`;
  const { tone, words, data = {} } = cell;
  return markup`<span${attributes(data)} class="status ${TONE_TEXT[tone]}"><svg aria-hidden="true"><use href="#tone-${tone}"/></svg>${words}</span>`;
}
