/** An address without its middle: `139****1234`, `wa***@example.org`, an address of a server by its host alone. */
export function masked(address: string): string {
  if (/^https?:\/\//.test(address)) return new URL(address).host;
  const at = address.indexOf('@');
  if (at > 0) return `${address.slice(0, Math.min(2, at))}***${address.slice(at)}`;
  return address.length >= 7 && /^[+0-9 -]+$/.test(address)
    ? `${address.slice(0, 3)}****${address.slice(-4)}`
    : address;
}
