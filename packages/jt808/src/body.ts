import type { Problem } from '@tarim/kernel';
import { idText, Reader } from './bytes.ts';
import type { ItemMap } from './items.ts';
import { readLocation } from './location.ts';
import { readParameters } from './parameters.ts';
import { problemOf } from './problems.ts';
import { textOf } from './text.ts';
import type { Edition, Jt808Body, Jt808Location } from './types.ts';

interface Context {
  readonly edition: Edition;
  readonly map: ItemMap;
  readonly problems: Problem[];
}
/** Bytes of the count of 0x8003. */
export const RESEND_COUNT_BYTES = { '2013': 1, '2019': 2 } as const;

type Read = (bytes: Uint8Array, context: Context) => Jt808Body | null;

/** Field lengths of 0x0100; those of 2013 hold the model in 20 bytes (8 before 2013). */
const REGISTER = {
  '2013': { maker: 5, model: 20, id: 7 },
  '2019': { maker: 11, model: 30, id: 30 },
} as const;

/** Messages that are read. Where their layouts were seen, and which are from memory of the standard (凭记忆), is told in README. */
const READS: Readonly<Record<string, Read>> = {
  '0x0002': () => ({ kind: 'heartbeat' }),
  '0x0001': (bytes, context) => answer(bytes, context),
  '0x8001': (bytes, context) => answer(bytes, context),
  '0x0100': register,
  '0x0102': authenticate,
  '0x0200': (bytes, { map, problems }) => {
    const location = readLocation(bytes, map, problems);
    return location && { kind: 'location', location };
  },
  '0x0201': (bytes, { map, problems }) => {
    const answers = new Reader(bytes).uint(2);
    const location = readLocation(bytes.subarray(2), map, problems);
    return location && answers !== null ? { kind: 'location', location, answers } : null;
  },
  '0x0104': (bytes, { problems }) => {
    const reader = new Reader(bytes);
    const answers = reader.uint(2);
    const parameters = readParameters(reader, problems);
    return answers !== null && parameters ? { kind: 'parameters', answers, parameters } : null;
  },
  '0x0704': batch,
  '0x8003': resend,
  '0x8100': (bytes, { problems }) => {
    const reader = new Reader(bytes);
    const [sequence, result] = [reader.uint(2), reader.uint(1)];
    if (sequence === null || result === null) return short('register answer', problems);
    return { kind: 'register-answer', sequence, result, code: result === 0 ? textOf(reader.rest()) : null };
  },
  '0x8103': (bytes, { problems }) => {
    const parameters = readParameters(new Reader(bytes), problems);
    return parameters && { kind: 'set-parameters', parameters };
  },
  '0x8104': () => ({ kind: 'query-parameters' }),
  '0x8201': () => ({ kind: 'query-position' }),
};

/** Whether bodies of a message are read. */
export const knowsMessage = (messageId: string): boolean => Object.hasOwn(READS, messageId);

/** Body by message; null with a problem when it is not known or not whole. */
export function readBody(messageId: string, bytes: Uint8Array, context: Context): Jt808Body | null {
  const read = knowsMessage(messageId) ? READS[messageId]! : null;
  if (read) return read(bytes, context);
  context.problems.push(problemOf('message', { id: messageId }));
  return null;
}

function short(part: string, problems: Problem[]): null {
  problems.push(problemOf('bodyShort', { part }));
  return null;
}

function answer(bytes: Uint8Array, { problems }: Context): Jt808Body | null {
  const reader = new Reader(bytes);
  const [sequence, id, result] = [reader.uint(2), reader.uint(2), reader.uint(1)];
  if (sequence === null || id === null || result === null) return short('answer', problems);
  return { kind: 'answer', sequence, messageId: idText(id), result };
}

/** The count of parts is a BYTE in 2013 and a WORD in 2019. */
function resend(bytes: Uint8Array, { edition, problems }: Context): Jt808Body | null {
  const reader = new Reader(bytes);
  const first = reader.uint(2);
  const count = reader.uint(RESEND_COUNT_BYTES[edition]);
  const list = count === null ? null : reader.take(count * 2);
  if (first === null || list === null) return short('resend request', problems);
  if (reader.left > 0) problems.push(problemOf('trailing', { count: reader.left }));
  const parts = Array.from({ length: list.length / 2 }, (_, i) => list[2 * i]! * 256 + list[2 * i + 1]!);
  return { kind: 'resend', first, parts };
}

function register(bytes: Uint8Array, { edition, problems }: Context): Jt808Body | null {
  const reader = new Reader(bytes);
  const { maker, model, id } = REGISTER[edition];
  const [province, city] = [reader.uint(2), reader.uint(2)];
  const texts = [reader.take(maker), reader.take(model), reader.take(id)];
  const plateColour = reader.uint(1);
  if (province === null || city === null || texts.includes(null) || plateColour === null)
    return short('registration', problems);
  const [manufacturer, type, terminalId] = texts.map((one) => textOf(one!)) as [string, string, string];
  return {
    kind: 'register',
    province,
    city,
    manufacturer,
    model: type,
    terminalId,
    plateColour,
    plate: textOf(reader.rest()),
  };
}

function authenticate(bytes: Uint8Array, { edition, problems }: Context): Jt808Body | null {
  if (edition === '2013') return { kind: 'authenticate', code: textOf(bytes) };
  const reader = new Reader(bytes);
  const code = reader.take(reader.uint(1) ?? 0);
  const imei = reader.take(15);
  const software = reader.take(20);
  if (!code || !imei || !software) return short('authentication', problems);
  return { kind: 'authenticate', code: textOf(code), imei: textOf(imei), software: textOf(software) };
}

function batch(bytes: Uint8Array, { map, problems }: Context): Jt808Body | null {
  const reader = new Reader(bytes);
  const [count, type] = [reader.uint(2), reader.uint(1)];
  if (count === null || type === null) return short('batch', problems);
  const locations: Jt808Location[] = [];
  for (let i = 0; i < count; i++) {
    const one = reader.take(reader.uint(2) ?? Number.POSITIVE_INFINITY);
    if (!one) {
      problems.push(problemOf('bodyShort', { part: `location ${i + 1} of ${count}` }));
      break;
    }
    const location = readLocation(one, map, problems);
    if (location) locations.push(location);
  }
  if (reader.left > 0 && locations.length === count)
    problems.push(problemOf('trailing', { count: reader.left }));
  return { kind: 'batch', type, locations };
}
