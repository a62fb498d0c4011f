/** What stands behind the `?` of an address: texts by their names, a name once. */
export type Address = Readonly<Record<string, string>>;

/**
 * Reads an address as it is written. The router's own way takes what looks like a number for one, and a credit code of
 * eighteen digits comes out as another.
 */
export function parseAddress(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** `?unit=…&state=open`; nothing where nothing is set. */
export function writeAddress(values: Readonly<Record<string, unknown>>): string {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(set.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** An address after some changes; an empty value takes the name away. What others keep there stays. */
export function changeAddress(
  address: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const next = { ...address, ...changes };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''));
}
