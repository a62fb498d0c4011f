import type { DecodedFrame, Edition, Message } from '@tarim/hj212';
import { EDITIONS } from '@tarim/hj212';
import { beijingIso } from '@tarim/kernel';

/** One decoded frame as a line of NDJSON. Times are ISO 8601 with +08:00. */
export function frameJson(frame: DecodedFrame, kind: 'frame' | 'rubbish'): string {
  const { dataTime, problems, ...rest } = frame;
  return JSON.stringify({
    kind,
    ...rest,
    dataTime: dataTime === null ? null : beijingIso(dataTime),
    problems: problems.map(({ params: _told, ...one }) => one),
  });
}

const ZONED = /(Z|[+-]\d\d:?\d\d)$/;
const BARE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;

/** Epoch ms of an ISO 8601 instant, Beijing time where it names no zone; a bare number is epoch ms. */
function instant(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'string' || !(ZONED.test(value) || BARE.test(value))) return null;
  const ms = Date.parse(ZONED.test(value) ? value : `${value}+08:00`);
  return Number.isNaN(ms) ? null : ms;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOrNull = (value: unknown): string | null | undefined =>
  value === null || value === undefined
    ? value
    : typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : undefined;
const numberOrNull = (value: unknown): number | null | undefined =>
  value === null || value === undefined
    ? value
    : typeof value === 'number' && Number.isInteger(value)
      ? value
      : undefined;

export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A line of input of `hj212 encode` as a message; faults name the field. */
export function messageOf(line: unknown): { message: Message } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const fault = (path: string, message: string) => faults.push({ path, message });
  if (!isRecord(line)) return { faults: [{ path: '', message: 'must be a JSON object' }] };
  const edition = line.edition === null || line.edition === undefined ? '2017' : line.edition;
  if (!EDITIONS.includes(edition as Edition)) fault('edition', 'must be "2005", "2017" or "2025"');
  const cn = textOrNull(line.cn);
  if (typeof cn !== 'string' || cn === '') fault('cn', 'is required');
  let dataTime: number | null = null;
  if (line.dataTime !== null && line.dataTime !== undefined) {
    dataTime = instant(line.dataTime);
    if (dataTime === null) fault('dataTime', 'must be an ISO 8601 instant');
  }
  for (const name of ['flag', 'pnum', 'pno', 'rf'])
    if (line[name] !== undefined && numberOrNull(line[name]) === undefined) fault(name, 'must be an integer');
  const fields: Record<string, string | number> = {};
  if (isRecord(line.fields)) {
    for (const [name, value] of Object.entries(line.fields)) {
      if (typeof value === 'string' || typeof value === 'number') fields[name] = value;
      else fault(`fields.${name}`, 'must be a string or a number');
    }
  } else if (line.fields !== undefined && line.fields !== null) fault('fields', 'must be an object');
  const items: { code: string; attrs: Record<string, string | number | null> }[] = [];
  if (Array.isArray(line.items)) {
    line.items.forEach((item: unknown, index) => {
      if (!isRecord(item) || typeof item.code !== 'string' || !isRecord(item.attrs)) {
        fault(`items.${index}`, 'must be {code, attrs}');
        return;
      }
      const attrs: Record<string, string | number | null> = {};
      for (const [name, value] of Object.entries(item.attrs)) {
        if (typeof value === 'string' || typeof value === 'number' || value === null) attrs[name] = value;
        else fault(`items.${index}.attrs.${name}`, 'must be a string, a number or null');
      }
      items.push({ code: item.code, attrs });
    });
  } else if (line.items !== undefined && line.items !== null) fault('items', 'must be an array');
  if (faults.length > 0) return { faults };
  return {
    message: {
      edition: edition as Edition,
      qn: textOrNull(line.qn) ?? null,
      st: textOrNull(line.st) ?? null,
      cn: cn as string,
      pw: textOrNull(line.pw) ?? null,
      mn: textOrNull(line.mn) ?? null,
      ...(line.flag === undefined ? {} : { flag: numberOrNull(line.flag) ?? null }),
      pnum: numberOrNull(line.pnum) ?? null,
      pno: numberOrNull(line.pno) ?? null,
      rf: numberOrNull(line.rf) ?? null,
      dataTime,
      fields,
      items,
    },
  };
}
