/**
 * The address inside the form that was chosen while the page was still starting. The router writes the address it began
 * with once more when it takes over, so a link that was clicked before would lead nowhere.
 */
let early: string | null = null;

if (typeof window !== "undefined") {
  window.addEventListener("hashchange", () => {
    if (early !== null) early = window.location.hash;
  });
  early = window.location.hash;
}

/** Once, when the form takes over: the address to go to, or null when the one in the bar is right. */
export function takeEarlyHash(): string | null {
  const chosen = early;
  early = null;
  return chosen && chosen !== window.location.hash ? chosen : null;
}
