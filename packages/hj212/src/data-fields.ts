import { latin1 } from './bytes.ts';
import type { Collector } from './collector.ts';
import { readStamp } from './stamp.ts';
import type { Item } from './types.ts';
import { logText, plain } from './values.ts';

/** What a data area (数据区, CP) holds. */
export class DataArea {
  dataTime: number | null = null;
  fields: Record<string, string> = {};
  items: Item[] = [];
  logText: string | null = null;
  /** Something stands in `fields`. */
  hasFields = false;
}

const DATA_TIME = Buffer.from('DataTime');

function isDataTime(buf: Uint8Array, from: number, to: number): boolean {
  if (to - from !== 8) return false;
  for (let i = 0; i < 8; i++) if (buf[from + i] !== DATA_TIME[i]) return false;
  return true;
}

/** Adds `name=value` of the data area, which belongs to no item. */
export function addField(
  area: DataArea,
  buf: Uint8Array,
  keyAt: number,
  keyEnd: number,
  from: number,
  to: number,
  problems: Collector,
): void {
  if (isDataTime(buf, keyAt, keyEnd)) {
    addDataTime(area, buf, from, to, problems);
    return;
  }
  const key = plain(buf, keyAt, keyEnd, problems);
  if (from === to) problems.add('valueEmpty', { name: key }, key);
  const log = logText(buf, from, to, problems);
  if (log !== null) area.logText = log;
  if (Object.hasOwn(area.fields, key)) problems.add('fieldRepeated', { name: key });
  setField(area, key, log ?? plain(buf, from, to, problems));
}

function addDataTime(area: DataArea, buf: Uint8Array, from: number, to: number, problems: Collector): void {
  const ms = readStamp(buf, from, to);
  const repeated = area.dataTime !== null || Object.hasOwn(area.fields, 'DataTime');
  if (repeated) problems.add('fieldRepeated', { name: 'DataTime' });
  if (to - from !== 14) problems.add('dataTimeForm');
  if (Number.isNaN(ms))
    problems.add('dataTimeMalformed', { value: latin1(buf, from, Math.min(to, from + 40)) }, 'DataTime');
  else if (area.dataTime === null) {
    area.dataTime = ms;
    // In its usual place and form the number says all.
    const midnight = buf[from + 8] === 0x32 && buf[from + 9] === 0x34;
    if (!repeated && !area.hasFields && to - from === 14 && !midnight) return;
  }
  setField(area, 'DataTime', plain(buf, from, to, problems));
}

/** A field that comes again is added to the first, with a comma. */
function setField(area: DataArea, key: string, value: string): void {
  const { fields } = area;
  area.hasFields = true;
  if (Object.hasOwn(fields, key)) fields[key] += `,${value}`;
  else if (key === '__proto__')
    Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
  else fields[key] = value;
}
