import { inflateRawSync } from 'node:zlib';

/** What a workbook has beside plain cells: an importer of figures that others will rely on refuses some of it. */
export interface XlsxTraits {
  /** Carries a VBA project (.xlsm or renamed). */
  readonly macros: boolean;
  readonly sheets: readonly {
    readonly name: string;
    /** Cells with formulas, `C5`, at most some. */
    readonly formulas: readonly string[];
    /** Merged ranges, `A2:A9`, at most some. */
    readonly merged: readonly string[];
  }[];
}

const MOST = 50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;

/** Reads traits from the parts of the archive; the caller has checked its size (`unpackedSize`). */
export function traitsOf(bytes: Uint8Array): XlsxTraits {
  const parts = directory(bytes);
  const text = (name: string): string => {
    const part = parts.get(name);
    return part ? part().toString('utf8') : '';
  };
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  );
  const sheets = [...text('xl/workbook.xml').matchAll(/<sheet\b[^>]*>/g)].map(([tag]) => {
    const target = targets.get(attribute(tag, 'r:id')) ?? '';
    const sheet = text(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    return {
      name: unescaped(attribute(tag, 'name')),
      formulas: some(sheet.matchAll(/<c\b([^>]*)>\s*<f\b/g), ([, tagText]) => attribute(tagText!, 'r')),
      merged: some(sheet.matchAll(/<mergeCell\b([^>]*)>/g), ([, tagText]) => attribute(tagText!, 'ref')),
    };
  });
  return { macros: [...parts.keys()].some((name) => /vbaProject/i.test(name)), sheets };
}

function some(found: Iterable<RegExpMatchArray>, tell: (match: RegExpMatchArray) => string): string[] {
  const told: string[] = [];
  for (const match of found) {
    if (told.length === MOST) break;
    told.push(tell(match));
  }
  return told;
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? '';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => ENTITIES[name]!);

/** Entries of a ZIP archive by name, unpacked when asked for. */
function directory(bytes: Uint8Array): Map<string, () => Buffer> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, () => Buffer>();
  let end = data.length - 22;
  while (end >= 0 && data.readUInt32LE(end) !== END_SIGNATURE) end--;
  if (end < 0) return parts;
  let at = data.readUInt32LE(end + 16);
  for (let left = data.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== ENTRY_SIGNATURE) break;
    const method = data.readUInt16LE(at + 10);
    const packed = data.readUInt32LE(at + 20);
    const unpacked = data.readUInt32LE(at + 24);
    const nameLength = data.readUInt16LE(at + 28);
    const local = data.readUInt32LE(at + 42);
    parts.set(data.toString('utf8', at + 46, at + 46 + nameLength), () => {
      const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
      const body = data.subarray(start, start + packed);
      // No larger than its directory declares: that sum was checked.
      return method === 0 ? body : inflateRawSync(body, { maxOutputLength: Math.max(1, unpacked) });
    });
    at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return parts;
}
