/**
 * The digest of an error that means "away for a while" (database, pool), not "broken". Of a server error nothing
 * but its digest reaches the browser, so this is how the error page knows which words to use.
 */
export const UNAVAILABLE_DIGEST = "UNAVAILABLE";
