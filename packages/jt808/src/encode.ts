import type { Problem } from '@tarim/kernel';
import { RESEND_COUNT_BYTES } from './body.ts';
import { checkOf, escapeBytes, FLAG, uintBytes } from './bytes.ts';
import { type HeaderGiven, headerBytes, LONGEST_BODY, longestTerminal } from './header.ts';
import { type ItemMap, itemMap } from './items.ts';
import { locationBytes } from './location.ts';
import { parameterBytes } from './parameters.ts';
import { problemOf } from './problems.ts';
import { textBytes } from './text.ts';
import type { Edition } from './types.ts';

type Given = Readonly<Record<string, unknown>>;
/** Bytes, or what cannot be said. */
type Written = number[] | string;

const USUAL = itemMap();
const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Of `0x0200` or 512; an object need not be convertible at all. */
const idOf = (value: unknown): number =>
  typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
const words = (value: unknown): number[] | null =>
  value === undefined || value === null ? [] : typeof value === 'string' ? textBytes(value) : null;
const uint = (value: unknown, count: number): number[] | null =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 256 ** count
    ? uintBytes(value as number, count)
    : null;

/**
 * A frame with its flags, of a message as `decodeFrame` tells it: `{header: {messageId, terminal, sequence, edition}, body: {kind, …}}`.
 * Null with problems when something of it cannot be said.
 */
export function encodeFrame(
  message: unknown,
  map: ItemMap = USUAL,
): { bytes: Uint8Array | null; problems: Problem[] } {
  const said = writtenOf(message, map);
  if (typeof said === 'string') return { bytes: null, problems: [problemOf('encode', { what: said })] };
  if (said.body.length > LONGEST_BODY)
    return { bytes: null, problems: [problemOf('encode', { what: `body > ${LONGEST_BODY} bytes` })] };
  return {
    bytes: sealed(Uint8Array.from([...headerBytes(said.header, said.body.length), ...said.body])),
    problems: [],
  };
}

/**
 * The same message in parts (分包) of at most `bytes` bytes of the body each, with sequence numbers that follow each other from the header's on;
 * a single frame where one is enough.
 */
export function encodeParts(
  message: unknown,
  bytes: number = LONGEST_BODY,
  map: ItemMap = USUAL,
): { frames: Uint8Array[]; problems: Problem[] } {
  const said = writtenOf(message, map);
  if (typeof said === 'string') return { frames: [], problems: [problemOf('encode', { what: said })] };
  const { header, body } = said;
  const size = Math.min(bytes, LONGEST_BODY);
  const total = Math.ceil(body.length / size);
  if (total <= 1)
    return {
      frames: [sealed(Uint8Array.from([...headerBytes(header, body.length), ...body]))],
      problems: [],
    };
  const frames = Array.from({ length: total }, (_, i) => {
    const part = body.slice(i * size, (i + 1) * size);
    const own = { ...header, sequence: (header.sequence + i) % 65_536 };
    return sealed(Uint8Array.from([...headerBytes(own, part.length, { total, index: i + 1 }), ...part]));
  });
  return { frames, problems: [] };
}

function sealed(content: Uint8Array): Uint8Array {
  return Uint8Array.from([FLAG, ...escapeBytes(Uint8Array.from([...content, checkOf(content)])), FLAG]);
}

/** Header and body of a message, or what of it cannot be said. */
function writtenOf(message: unknown, map: ItemMap): { header: HeaderGiven; body: number[] } | string {
  const { header, body } = isObject(message) ? message : {};
  if (!isObject(header)) return 'header';
  if (!isObject(body)) return 'body';
  const edition: Edition = header.edition === '2019' || header.edition === 2019 ? '2019' : '2013';
  const kind = typeof body.kind === 'string' && Object.hasOwn(WRITES, body.kind) ? WRITES[body.kind]! : null;
  if (!kind) return 'body.kind';
  const id = header.messageId === undefined ? kind.id : idOf(header.messageId);
  if (!kind.ids.includes(id)) return 'header.messageId';
  const { terminal, sequence = 0 } = header;
  const protocolVersion = header.protocolVersion ?? 1;
  if (typeof terminal !== 'string' || !/^\d+$/.test(terminal) || terminal.length > longestTerminal(edition))
    return 'header.terminal';
  if (!uint(sequence, 2) || !uint(protocolVersion, 1)) return 'header.sequence, header.protocolVersion';
  const written = kind.write(body, { edition, map });
  if (typeof written === 'string') return `body.${written}`;
  const given = { id, edition, protocolVersion: protocolVersion as number, terminal };
  return { header: { ...given, sequence: sequence as number }, body: written };
}

interface Write {
  readonly id: number;
  readonly ids: readonly number[];
  readonly write: (body: Given, context: { edition: Edition; map: ItemMap }) => Written;
}

const one = (id: number, write: Write['write']): Write => ({ id, ids: [id], write });

const WRITES: Readonly<Record<string, Write>> = {
  heartbeat: one(0x0002, () => []),
  answer: {
    id: 0x8001,
    ids: [0x8001, 0x0001],
    write: ({ sequence, messageId, result }) => {
      const parts = [uint(sequence, 2), uint(idOf(messageId), 2), uint(result, 1)];
      return parts.includes(null) ? 'sequence, messageId, result' : parts.flatMap((part) => part!);
    },
  },
  'register-answer': one(0x8100, ({ sequence, result, code }) => {
    const head = [uint(sequence, 2), uint(result, 1)];
    if (head.includes(null)) return 'sequence, result';
    const text = result === 0 ? words(code) : [];
    return text ? [...head.flatMap((part) => part!), ...text] : 'code';
  }),
  register: one(0x0100, (body, { edition }) => {
    const [maker, model, id] = edition === '2019' ? [11, 30, 30] : [5, 20, 7];
    const numbers = [uint(body.province ?? 0, 2), uint(body.city ?? 0, 2), uint(body.plateColour ?? 0, 1)];
    const texts = [
      padded(body.manufacturer, maker!),
      padded(body.model, model!),
      padded(body.terminalId, id!),
      words(body.plate),
    ];
    if (numbers.includes(null)) return 'province, city, plateColour';
    if (texts.includes(null)) return 'manufacturer, model, terminalId, plate';
    const [province, city, colour] = numbers as number[][];
    const [a, b, c, plate] = texts as number[][];
    return [...province!, ...city!, ...a!, ...b!, ...c!, ...colour!, ...plate!];
  }),
  authenticate: one(0x0102, ({ code, imei = '', software = '' }, { edition }) => {
    const text = typeof code === 'string' ? textBytes(code) : null;
    if (!text || text.length > 255) return 'code';
    if (edition === '2013') return text;
    const [one, two] = [padded(imei, 15), padded(software, 20)];
    return one && two ? [text.length, ...text, ...one, ...two] : 'imei, software';
  }),
  location: {
    id: 0x0200,
    ids: [0x0200, 0x0201],
    write: ({ location, answers }, { map }) => {
      const bytes = isObject(location) ? locationBytes(location, map) : 'location';
      if (typeof bytes === 'string' || answers === undefined) return bytes;
      const head = uint(answers, 2);
      return head ? [...head, ...bytes] : 'answers';
    },
  },
  batch: one(0x0704, ({ type = 0, locations }, { map }) => {
    const head = uint(type, 1);
    if (!head || !Array.isArray(locations)) return 'type, locations';
    const out = [...uintBytes(locations.length, 2), ...head];
    for (const one of locations.slice(0, 1_000)) {
      const bytes = isObject(one) ? locationBytes(one, map) : 'locations';
      if (typeof bytes === 'string') return bytes;
      out.push(...uintBytes(bytes.length, 2), ...bytes);
    }
    return out;
  }),
  resend: one(0x8003, ({ first, parts }, { edition }) => {
    const head = uint(first, 2);
    const list = Array.isArray(parts) ? parts.map((part) => uint(part, 2)) : [null];
    const count = uint(list.length, RESEND_COUNT_BYTES[edition]);
    if (!head || !count || list.includes(null)) return 'first, parts';
    return [...head, ...count, ...list.flatMap((part) => part!)];
  }),
  'set-parameters': one(0x8103, ({ parameters }) => parameterBytes(parameters) ?? 'parameters'),
  'query-parameters': one(0x8104, () => []),
  'query-position': one(0x8201, () => []),
  parameters: one(0x0104, ({ answers, parameters }) => {
    const [head, list] = [uint(answers, 2), parameterBytes(parameters)];
    return head && list ? [...head, ...list] : 'answers, parameters';
  }),
};

/** GBK, filled up with zeros; null: too long, or no such characters. */
function padded(text: unknown, length: number): number[] | null {
  const bytes = typeof text === 'string' ? textBytes(text) : text === undefined ? [] : null;
  return bytes && bytes.length <= length ? [...bytes, ...Array<number>(length - bytes.length).fill(0)] : null;
}
