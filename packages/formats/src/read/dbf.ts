import { TarimError } from '@tarim/kernel';
import { formatErrors } from '../errors.ts';
import { ByteQueue } from '../input.ts';
import { type Limits, within } from '../limits.ts';
import { distinctNames, type TableField, type Value } from '../table.ts';

interface DbfField extends TableField {
  readonly code: string;
  readonly offset: number;
  readonly length: number;
}

export interface DbfHeader {
  readonly fields: readonly DbfField[];
  readonly headerBytes: number;
  readonly recordBytes: number;
  readonly records: number;
  readonly decode: (bytes: Uint8Array) => string;
}

/** dBASE III+ table of a Shapefile: a header, then records of fixed width in text. */
export async function openDbf(
  bytes: AsyncIterable<Buffer>,
  codePage: string | null,
  limits: Limits,
): Promise<{ header: DbfHeader; queue: ByteQueue }> {
  const queue = new ByteQueue(bytes, '.dbf');
  const head = await queue.take(32);
  const records = head.readUInt32LE(4);
  const headerBytes = head.readUInt16LE(8);
  const recordBytes = head.readUInt16LE(10);
  if (headerBytes < 33 || recordBytes < 1)
    throw new TarimError(formatErrors.unreadable, { format: 'DBF', reason: 'header' });
  within('rows', records, limits.maxRows);
  const rest = await queue.take(headerBytes - 32);
  const decode = decoderOf(codePage, head[29]!);
  const raw: { name: string; code: string; length: number; decimals: number }[] = [];
  for (let at = 0; at + 32 <= rest.length && rest[at] !== 0x0d; at += 32) {
    const end = rest.subarray(at, at + 11).indexOf(0);
    raw.push({
      name: decode(rest.subarray(at, at + (end < 0 ? 11 : end))).trim(),
      code: String.fromCharCode(rest[at + 11]!),
      length: rest[at + 16]!,
      decimals: rest[at + 17]!,
    });
  }
  within('fields', raw.length, limits.maxFields);
  const names = distinctNames(raw.map(({ name }) => name));
  let offset = 1;
  const fields = raw.map(({ code, length, decimals }, i): DbfField => {
    const field = { name: names[i]!, code, offset, length, type: typeOf(code, length, decimals) };
    offset += length;
    return field;
  });
  if (offset > recordBytes)
    throw new TarimError(formatErrors.unreadable, { format: 'DBF', reason: 'record width' });
  return { header: { fields, headerBytes, recordBytes, records, decode }, queue };
}

function typeOf(code: string, length: number, decimals: number): TableField['type'] {
  if (code === 'N' || code === 'F')
    return decimals === 0 && length < 16 && code === 'N' ? 'integer' : 'number';
  if (code === 'L') return 'boolean';
  return code === 'D' ? 'date' : 'text';
}

/** The next record, or null when it is marked as deleted. */
export async function nextRecord(
  queue: ByteQueue,
  { fields, recordBytes, decode }: DbfHeader,
): Promise<Record<string, Value> | null> {
  const bytes = await queue.take(recordBytes);
  if (bytes[0] === 0x2a) return null;
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      cellValue(field, bytes.subarray(field.offset, field.offset + field.length), decode),
    ]),
  );
}

function cellValue({ code, type }: DbfField, bytes: Buffer, decode: DbfHeader['decode']): Value {
  if (code === 'N' || code === 'F') {
    const text = bytes.toString('latin1').replace(/\0/g, '').trim();
    const value = Number(text);
    // Stars are what is written where a number does not fit.
    return text === '' || !Number.isFinite(value) ? null : value;
  }
  if (type === 'boolean') {
    const sign = String.fromCharCode(bytes[0] ?? 0x3f).toUpperCase();
    return 'YT'.includes(sign) ? true : 'NF'.includes(sign) ? false : null;
  }
  const text = decode(bytes).replace(/\0/g, '').trimEnd();
  if (type === 'date') {
    const date = /^(\d{4})(\d\d)(\d\d)$/.exec(text.trim());
    return date && date[0] !== '00000000' ? `${date[1]}-${date[2]}-${date[3]}` : null;
  }
  return text.trim() === '' ? null : text;
}

/** Language driver ids of dBASE that stand in Chinese and western files (ESRI's table). */
const DRIVERS: Readonly<Record<number, string>> = {
  77: 'gb18030',
  122: 'gb18030',
  3: 'windows-1252',
  87: 'windows-1252',
};

/** By the `.cpg` file, else the language driver; else UTF-8 where the bytes are that, and GB 18030 where not. */
function decoderOf(codePage: string | null, driver: number): (bytes: Uint8Array) => string {
  const label = codePage?.trim().toLowerCase();
  const named = label ? labelOf(label) : DRIVERS[driver];
  if (named) {
    const decoder = new TextDecoder(named);
    return (bytes) => decoder.decode(bytes);
  }
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const chinese = new TextDecoder('gb18030');
  return (bytes) => {
    try {
      return utf8.decode(bytes);
    } catch {
      return chinese.decode(bytes);
    }
  };
}

function labelOf(label: string): string | undefined {
  const plain = label.replace(/^(cp|ansi)[ _-]?/, '');
  if (['936', '54936', 'gbk', 'gb2312', 'gb18030'].includes(plain)) return 'gb18030';
  if (plain === '65001') return 'utf-8';
  for (const candidate of [label, `windows-${plain}`, label.replace('_', '-')]) {
    try {
      return new TextDecoder(candidate).encoding;
    } catch {
      // The next spelling.
    }
  }
  return undefined;
}
