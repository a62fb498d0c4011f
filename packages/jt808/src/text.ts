/** Texts of JT/T 808 are GBK (plates, names); fields are filled up with zeros or blanks. */
const decoder = new TextDecoder('gbk');

export function textOf(bytes: Uint8Array): string {
  return decoder
    .decode(bytes)
    .replace(/[\0 ]+$/, '')
    .replace(/^\0+/, '');
}

let table: Map<string, number> | null = null;

/** Two-byte characters of GBK by character, made by decoding all of them once. */
function gbkTable(): Map<string, number> {
  if (table) return table;
  table = new Map();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (character.length === 1 && character !== '\ufffd' && !table.has(character))
        table.set(character, high * 256 + low);
    }
  return table;
}

/** GBK bytes; null when a character has none. */
export function textBytes(text: string): number[] | null {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const pair = code < 0x80 ? code : gbkTable().get(character);
    if (pair === undefined) return null;
    if (pair < 0x80) bytes.push(pair);
    else bytes.push(pair >> 8, pair & 255);
  }
  return bytes;
}
