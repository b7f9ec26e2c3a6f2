let down = false;
let listening = false;

/** Starts watching the pointer; call it once a page is awake. */
export function watchPointer(): void {
  if (listening) return;
  listening = true;
  const set = (value: boolean) => () => {
    down = value;
  };
  window.addEventListener("pointerdown", set(true), true);
  window.addEventListener("pointerup", set(false), true);
  window.addEventListener("pointercancel", set(false), true);
}

/**
 * Runs at once, or after the click that has begun. What leaving a field shows or hides moves the page; were it moved
 * between press and release, the click on a button below would be lost.
 */
export function afterPointer(run: () => void): void {
  if (!down) {
    run();
    return;
  }
  const later = () => setTimeout(run);
  window.addEventListener("pointerup", later, { once: true });
  window.addEventListener("pointercancel", later, { once: true });
}
