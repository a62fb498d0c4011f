import { TarimError } from '@tarim/kernel';
import { formatErrors } from '../errors.ts';
import { type Limits, within } from '../limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const unreadable = (reason: string) => new TarimError(formatErrors.unreadable, { format: 'GeoJSON', reason });

/** A member of the outermost object, or an element of its array `features`. */
export interface Part {
  /** `features` for an element of it. */
  readonly key: string;
  readonly value: unknown;
}

/**
 * The members of a large JSON object one by one, and of the member `list` element by element: only one element is held at a
 * time. Structure is followed by its signs; what is between them is left to JSON.parse.
 * @throws TarimError FORMATS_UNREADABLE, FORMATS_TOO_LARGE
 */
export async function* scanObject(
  bytes: AsyncIterable<Buffer>,
  list: string,
  limits: Limits,
): AsyncGenerator<Part> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Inside the wanted list elements stand at depth 2, other members at depth 1. */
  let inList = false;
  let key: string | null = null;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let began = false;
  let ended = false;

  const take = (): string => {
    const text = Buffer.concat(held).toString('utf8').trim();
    held = [];
    heldBytes = 0;
    return text;
  };
  const parse = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw unreadable((error as Error).message.slice(0, 120));
    }
  };

  for await (const chunk of bytes) {
    let from = 0;
    const hold = (to: number) => {
      if (to > from) {
        held.push(chunk.subarray(from, to));
        heldBytes += to - from;
        within('record', heldBytes, limits.maxRecordBytes);
      }
      from = to;
    };
    for (let i = 0; i < chunk.length; i++) {
      const sign = chunk[i]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (sign === BACKSLASH) escaped = true;
        else if (sign === QUOTE) inString = false;
        continue;
      }
      switch (sign) {
        case QUOTE:
          inString = true;
          break;
        case 0x3a: // :
          if (depth === 1) {
            hold(i);
            key = String(parse(take()));
            from = i + 1;
          }
          break;
        case 0x7b: // {
        case 0x5b: // [
          if (ended) throw unreadable('text after the end');
          if (depth === 0) {
            if (sign !== 0x7b) throw unreadable('the outermost value is not an object');
            began = true;
            from = i + 1;
            held = [];
            heldBytes = 0;
          } else if (depth === 1 && key === list && sign === 0x5b) {
            inList = true;
            from = i + 1;
          }
          depth++;
          break;
        case 0x2c: // ,
        case 0x7d: // }
        case 0x5d: {
          // ]
          const closing = sign !== 0x2c;
          if (inList && depth === 2) {
            hold(i);
            const text = take();
            if (text !== '') yield { key: list, value: parse(text) };
            from = i + 1;
            if (closing) {
              inList = false;
              key = null;
            }
          } else if (depth === 1) {
            hold(i);
            const text = take();
            if (key !== null && text !== '') yield { key, value: parse(text) };
            key = null;
            from = i + 1;
          }
          if (closing) {
            depth--;
            if (depth < 0) throw unreadable('a bracket too many');
            if (depth === 0) ended = true;
          }
          break;
        }
      }
    }
    hold(chunk.length);
  }
  if (!began) throw unreadable('no object');
  if (!ended) throw new TarimError(formatErrors.truncated, { part: 'GeoJSON', offset: heldBytes });
}

/** The records of GeoJSON text sequences (RFC 8142) and of newline-delimited GeoJSON. */
export async function* scanLines(bytes: AsyncIterable<Buffer>, limits: Limits): AsyncGenerator<unknown> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  const parse = (text: string): unknown => {
    line++;
    const plain = text.replace(/^[\u001e\ufeff\s]+/, '').trim();
    if (plain === '') return undefined;
    try {
      return JSON.parse(plain);
    } catch (error) {
      throw unreadable(`line ${line}: ${(error as Error).message.slice(0, 120)}`);
    }
  };
  for await (const chunk of bytes) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
      const value = parse(rest.toString('utf8', from, end));
      from = end + 1;
      if (value !== undefined) yield value;
    }
    rest = rest.subarray(from);
    within('record', rest.length, limits.maxRecordBytes);
  }
  const value = parse(rest.toString('utf8'));
  if (value !== undefined) yield value;
}
