/** What was given, for a message. Of an object only that it is one: its own toString need not be a function. */
export function told(value: unknown): string {
  return typeof value === 'object' || typeof value === 'function' ? typeof value : String(value).slice(0, 40);
}
