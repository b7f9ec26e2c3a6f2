import { useLayoutEffect } from "react";

/*
 * What was typed or chosen while the page was still starting. The boxes of the page that the server sent take input at once; when the
 * script takes over, React hears nothing of it, and it writes a text area that held something back to what the server sent. So touched
 * boxes are remembered from the moment this file is loaded, text areas with what stood in them.
 */
type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const touched = new Map<Box, string>();

const isBox = (target: unknown): target is Box =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** Whether a box holds something else than the server sent; browsers drop or unify line ends on their own. */
function differs(box: Box): boolean {
  if (box instanceof HTMLSelectElement) {
    const sent = [...box.options].findIndex((option) => option.defaultSelected);
    return box.selectedIndex !== Math.max(sent, 0);
  }
  if (box instanceof HTMLTextAreaElement) return box.value !== box.defaultValue.replace(/\r\n?/g, "\n");
  if (box.type === "checkbox" || box.type === "radio") return box.checked !== box.defaultChecked;
  return box.value !== box.defaultValue.replace(/[\r\n]/g, "");
}

function hear({ target }: { target: unknown }): void {
  if (isBox(target)) touched.set(target, target.value);
}

if (typeof window !== "undefined") {
  for (const box of document.querySelectorAll<Box>("input, textarea, select")) if (differs(box)) hear({ target: box });
  document.addEventListener("input", hear, true);
}

/** Once, when all boxes have been asked: from here on React hears what is typed. */
export function endEarlyInput(): void {
  touched.clear();
  document.removeEventListener("input", hear, true);
}

/** Calls `take` as the place with this id comes to life, when a box there was touched before: the place and the text of that box. */
export function useEarlyInput(id: string, take: (place: HTMLElement, text: string) => void): void {
  useLayoutEffect(() => {
    const place = document.getElementById(id);
    const box = place && [...touched.keys()].find((one) => place.contains(one));
    if (box) take(place, touched.get(box) ?? "");
    // oxlint-disable-next-line react/exhaustive-deps -- once: later changes come as events
  }, []);
}
