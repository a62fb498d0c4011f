import type { Problem } from '@tarim/kernel';
import { hexOf, idText, type Reader, uintBytes, uintOf } from './bytes.ts';
import { problemOf } from './problems.ts';
import type { Jt808Parameter } from './types.ts';

/** Terminal parameters (终端参数) that are a DWORD and are named here; the value of any other is told as its bytes. */
const DWORDS: Readonly<Record<number, string>> = {
  1: 'heartbeatSeconds',
  32: 'reportStrategy',
  33: 'reportScheme',
  34: 'reportSecondsLoggedOut',
  39: 'reportSecondsSleeping',
  40: 'reportSecondsAlarm',
  41: 'reportSecondsDefault',
};
const IDS = new Map(Object.entries(DWORDS).map(([id, name]) => [name, Number(id)]));
const DWORD = 4;
/** Items of one message: their count is one byte. */
const MOST = 255;

/** Items of 0x8103 and 0x0104: id (DWORD), length (BYTE), value; a list that ends early is told and read as far as it goes. */
export function readParameters(reader: Reader, problems: Problem[]): Jt808Parameter[] | null {
  const count = reader.uint(1);
  if (count === null) {
    problems.push(problemOf('bodyShort', { part: 'parameters' }));
    return null;
  }
  const read: Jt808Parameter[] = [];
  for (let i = 0; i < count; i++) {
    const id = reader.uint(4);
    const length = reader.uint(1);
    const bytes = length === null ? null : reader.take(length);
    if (id === null || bytes === null) {
      problems.push(problemOf('bodyShort', { part: `parameter ${i + 1} of ${count}` }));
      return read;
    }
    const name = DWORDS[id] ?? null;
    const value = name !== null && bytes.length === DWORD ? uintOf(bytes) : null;
    if (name !== null && value === null)
      problems.push(problemOf('item', { id: idText(id), length: bytes.length }));
    read.push({ id: idText(id), name, value, raw: hexOf(bytes) });
  }
  if (reader.left > 0) problems.push(problemOf('trailing', { count: reader.left }));
  return read;
}

type Given = Readonly<Record<string, unknown>>;

/** Bytes of a list of parameters: each by `id` or `name`, with a `value` (DWORD) or its bytes as hex in `raw`; null: not to be said. */
export function parameterBytes(given: unknown): number[] | null {
  if (!Array.isArray(given) || given.length > MOST) return null;
  const out = [given.length];
  for (const one of given) {
    const written = typeof one === 'object' && one !== null ? oneParameter(one as Given) : null;
    if (!written) return null;
    out.push(...written);
  }
  return out;
}

function oneParameter({ id, name, value, raw }: Given): number[] | null {
  const number = typeof id === 'string' || typeof id === 'number' ? Number(id) : IDS.get(String(name));
  if (number === undefined || !Number.isInteger(number) || number < 0 || number >= 2 ** 32) return null;
  const bytes = valueBytes(value, raw);
  return bytes && bytes.length <= 255 ? [...uintBytes(number, 4), bytes.length, ...bytes] : null;
}

function valueBytes(value: unknown, raw: unknown): number[] | null {
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= 0 && value < 2 ** 32 ? uintBytes(value, DWORD) : null;
  return typeof raw === 'string' && /^([0-9a-f]{2})*$/i.test(raw) ? [...Buffer.from(raw, 'hex')] : null;
}
