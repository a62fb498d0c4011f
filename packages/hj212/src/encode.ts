import { TarimError } from '@tarim/kernel';
import { MAX_CP } from './check-head.ts';
import { crc16, crcHex } from './crc.ts';
import { MAX_DATA } from './describe.ts';
import { HJ212_PROBLEMS } from './problems.ts';
import { SM4_KEY_BYTES, sm4Encrypt } from './sm4.ts';
import { parseStamp, qnOf, stamp } from './stamp.ts';
import type { AttrValue, Edition, Message } from './types.ts';

export interface EncodeOptions {
  /** 16 bytes: encrypts the data area as 2025 says. */
  readonly sm4Key?: Uint8Array | undefined;
}

/** Site information of kind 1 is a log (现场端日志): its text stands between `//` and `//`. */
const LOG_CODE = /^[iI]\d1\d{3}$/;

const VERSION_BITS: Readonly<Record<Edition, number>> = { '2005': 0, '2017': 4, '2025': 8 };
/** Would change the grammar of the frame when they stood in a name or value. */
const UNSAFE = /[;,=\r\n]|&&|##/;
/** Text of the site log is framed by `//`; only that and the frame's own marks are forbidden inside. */
const UNSAFE_LOG = /\/\/|[\r\n]|&&|##/;

/** Flag for an edition: version bits, bit 1 for split, bit 0 for answer wanted. */
export function flagOf(edition: Edition, answer: boolean, split = false): number {
  return VERSION_BITS[edition] | (split ? 2 : 0) | (answer ? 1 : 0);
}

function safe(name: string, value: string): string {
  if (UNSAFE.test(value)) throw new TarimError(HJ212_PROBLEMS.valueUnsafe, { name });
  return value;
}

/** A decimal without exponent that reads as the same number: 1e22 and -1e-20 are written out. */
function printNumber(name: string, value: number): string {
  if (!Number.isFinite(value))
    throw new TarimError(HJ212_PROBLEMS.numberMalformed, { name, value: String(value) });
  const text = String(value);
  const [, sign, whole, fraction = '', power] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (whole === undefined) return text;
  const places = Number(power);
  const digits = whole + fraction;
  if (places < 0) return `${sign}0.${'0'.repeat(-places - 1)}${digits}`;
  // From 1e21 on there are more places than digits.
  return `${sign}${digits}${'0'.repeat(places - fraction.length)}`;
}

function printValue(code: string, attr: string, value: AttrValue): string {
  if (value === null) return '';
  const name = `${code}-${attr}`;
  if (typeof value === 'number') return printNumber(name, value);
  // Log text is the one value that may hold separators.
  const log = attr === 'Info' && (LOG_CODE.test(code) || UNSAFE.test(value));
  return log && !UNSAFE_LOG.test(value) ? `//${value}//` : safe(name, value);
}

function printItem(item: NonNullable<Message['items']>[number]): string {
  return Object.entries(item.attrs)
    .map(
      ([attr, value]) =>
        `${safe('code', item.code)}-${safe('attr', attr)}=${printValue(item.code, attr, value)}`,
    )
    .join(',');
}

/** DataTime; with milliseconds only when there are any. */
const printTime = (ms: number): string => (Math.floor(ms) % 1000 === 0 ? stamp(ms) : qnOf(ms));

/** In these pairs the second field follows a comma: 2005 prints `BeginTime=…,EndTime=…` so. */
function printFields(message: Message): string {
  const { edition, dataTime, fields = {} } = message;
  let out = '';
  for (const [name, value] of Object.entries(fields)) {
    let text = typeof value === 'number' ? printNumber(name, value) : value;
    // The time is what `dataTime` says, in the form that stands here if that is the same time.
    if (name === 'DataTime' && typeof dataTime === 'number' && parseStamp(text) !== dataTime)
      text = printTime(dataTime);
    const printed = `${safe('field', name)}=${safe(name, text)}`;
    if (out !== '') out += edition === '2005' && name === 'EndTime' ? ',' : ';';
    out += printed;
  }
  return out;
}

interface Parts {
  readonly head: string;
  /** What stands in every packet of a split record. */
  readonly common: string[];
  readonly items: string[];
}

function partsOf(message: Message): Parts {
  const { edition } = message;
  const reply = message.reply ?? /^901[1-4]$/.test(message.cn);
  const fields = message.fields ?? {};
  const qnInField = edition === '2005' && fields.QN !== undefined;
  const qnInside = qnInField || (edition === '2005' && reply);
  const split = message.pnum !== undefined && message.pnum !== null;
  const flag = message.flag === undefined ? flagOf(edition, message.answer ?? false, split) : message.flag;
  const packets: [string, AttrValue | null | undefined][] = split
    ? [
        ['PNUM', message.pnum],
        ['PNO', message.pno ?? 1],
      ]
    : [];
  const names: [string, AttrValue | null | undefined][] = [
    ['QN', qnInside ? null : message.qn],
    ...(edition === '2005' ? packets : []),
    ['ST', message.st],
    ['CN', message.cn],
    ['PW', message.pw],
    ['MN', message.mn],
    ['Flag', flag],
    ...(edition === '2005' ? [] : packets),
    ['RF', edition === '2025' && message.rf === 1 ? 1 : null],
  ];
  const head = names
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${safe(name, String(value))};`)
    .join('');
  const common: string[] = [];
  if (qnInside && !qnInField && message.qn) common.push(`QN=${safe('QN', message.qn)}`);
  if (typeof message.dataTime === 'number' && !Object.hasOwn(fields, 'DataTime'))
    common.push(`DataTime=${printTime(message.dataTime)}`);
  const printed = printFields(message);
  if (printed !== '') common.push(printed);
  return { head, common, items: (message.items ?? []).map(printItem).filter((item) => item !== '') };
}

function frameOf(edition: Edition, head: string, content: string, options: EncodeOptions): Uint8Array {
  const data = Buffer.from(`${head}CP=&&${content}&&`, 'utf8');
  const limit = data.length > MAX_DATA ? MAX_DATA : MAX_CP[edition];
  const actual = data.length > MAX_DATA ? data.length : Buffer.byteLength(content, 'utf8');
  if (actual > limit) throw new TarimError(HJ212_PROBLEMS.dataTooLong, { actual, limit });
  return wrap(data, Buffer.byteLength(head, 'utf8') + 5, options.sm4Key);
}

/** Puts `##`, LEN, CRC and CR LF around DATA; ciphers `data[cp, -2)` after LEN and CRC were made. */
function wrap(data: Uint8Array, cp: number, key: Uint8Array | undefined): Uint8Array {
  const tail = `${crcHex(crc16(data))}\r\n`;
  if (key !== undefined) {
    if (key.length !== SM4_KEY_BYTES) throw new TarimError(HJ212_PROBLEMS.keyMalformed);
    data.set(sm4Encrypt(data.subarray(cp, data.length - 2), key), cp);
  }
  return Buffer.concat([
    Buffer.from(`##${String(data.length).padStart(4, '0')}`, 'latin1'),
    data,
    Buffer.from(tail, 'latin1'),
  ]);
}

/**
 * Writes one frame. Throws a coded `TarimError` when a value would break the grammar or the frame becomes too long
 * (`encodeRecord` splits instead).
 */
export function encodeFrame(message: Message, options: EncodeOptions = {}): Uint8Array {
  const { head, common, items } = partsOf(message);
  return frameOf(message.edition, head, [...common, ...items].join(';'), options);
}

/** Frames any DATA text as it is: for tests, simulators of odd devices, and bytes that come from elsewhere. */
export function frameData(data: string | Uint8Array): Uint8Array {
  return wrap(typeof data === 'string' ? Buffer.from(data, 'utf8') : Uint8Array.from(data), 0, undefined);
}

/** Frames a DATA text of plain ASCII in one piece of memory: answers are made by the ten thousand a second. */
export function frameAscii(data: string): Uint8Array {
  const end = data.length + 6;
  const frame = Buffer.allocUnsafe(end + 6);
  frame.write(`##${String(data.length).padStart(4, '0')}${data}`, 0, 'latin1');
  frame.write(`${crcHex(crc16(frame, 6, end))}\r\n`, end, 'latin1');
  return frame;
}

/**
 * Writes a record as one frame, or as packets (分包) when it is too long: Flag bit 1, PNUM and PNO, each packet with DataTime, no
 * item cut. As in HJ 212-2017 C.47–C.50 every packet has its own QN, one millisecond later than the one before.
 */
export function encodeRecord(message: Message, options: EncodeOptions = {}): Uint8Array[] {
  const whole = partsOf(message);
  const size = (head: string, parts: string[]): number =>
    Buffer.byteLength(head) + 7 + Buffer.byteLength(parts.join(';'));
  const fits = (head: string, parts: string[]): boolean =>
    size(head, parts) <= MAX_DATA && Buffer.byteLength(parts.join(';')) <= MAX_CP[message.edition];
  if (fits(whole.head, [...whole.common, ...whole.items])) return [encodeFrame(message, options)];

  // The head of a packet, at its widest.
  const widest = partsOf({ ...message, pnum: 999, pno: 999 }).head;
  const packets: string[][] = [];
  let current: string[] = [];
  for (const item of whole.items) {
    if (current.length > 0 && !fits(widest, [...whole.common, ...current, item])) {
      packets.push(current);
      current = [];
    }
    current.push(item);
  }
  packets.push(current);
  const first = message.qn ? parseStamp(message.qn) : Number.NaN;
  return packets.map((items, index) => {
    const qn = Number.isNaN(first) ? message.qn : qnOf(first + index);
    const flag =
      typeof message.flag === 'number'
        ? message.flag | 2
        : message.flag === null
          ? flagOf(message.edition, false, true)
          : undefined;
    const part: Message = { ...message, qn, flag, pnum: packets.length, pno: index + 1 };
    return frameOf(message.edition, partsOf(part).head, [...whole.common, ...items].join(';'), options);
  });
}
