const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text may be asked of a uuid column; anything else of an address is unknown like any unknown id. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
