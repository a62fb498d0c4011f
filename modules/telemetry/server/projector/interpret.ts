import type { DecodedFrame } from '@tarim/hj212';
import { RECORD_KINDS } from '../../contract.ts';
import { slotNames } from './slot-names.ts';

/** CN of data uploads → record kind (HJ 212-2017 table 3; local water stations use 2062 for check results: kept as other). */
const KIND_OF_CN: Readonly<Record<string, number>> = {
  '2011': RECORD_KINDS.realtime,
  '2051': RECORD_KINDS.minute,
  '2061': RECORD_KINDS.hour,
  '2031': RECORD_KINDS.day,
  '2021': RECORD_KINDS.status,
  '2041': RECORD_KINDS.runtime,
  '2013': RECORD_KINDS.other,
  '2052': RECORD_KINDS.other,
  '2062': RECORD_KINDS.other,
  '2111': RECORD_KINDS.other,
};

/** A frame's data part, in the platform's terms: what a record needs besides its point. */
export interface Measurement {
  readonly kind: number;
  /** DataTime, epoch ms: start of the period, or the instant for real-time data. */
  readonly time: number;
  /** Layout key, see `layoutKey`. */
  readonly layout: string;
  readonly values: (number | null)[];
  readonly flags: (string | null)[] | null;
}

/** How far a DataTime may lie from the arrival before it is taken for a wrong clock (kept, but told). */
const FUTURE_TOLERANCE_MS = 10 * 60_000;
const OLDEST_MS = Date.UTC(2000, 0, 1);
const MAX_SLOTS = 1_000;

export type Interpretation =
  | { readonly is: 'data'; readonly measurement: Measurement; readonly problem: string | null }
  | { readonly is: 'control' }
  | { readonly is: 'unusable'; readonly problem: string };

/** Whether frames of this command carry measurements. */
export function isDataCommand(cn: string | null): boolean {
  return cn !== null && KIND_OF_CN[cn] !== undefined;
}

/**
 * Reads a decoded upload as a measurement. Codes of 2005 become their 2017 ones, so that a point keeps its identity when
 * its logger is replaced; values are never scaled here (units belong to the point, hj212 §5 "traps").
 */
export function interpret(
  frame: DecodedFrame,
  medium: 'air' | 'water' | 'noise',
  receivedAt: number,
): Interpretation {
  const kind = frame.cn === null ? undefined : KIND_OF_CN[frame.cn];
  if (kind === undefined || frame.items.length === 0) return { is: 'control' };
  if (frame.dataTime === null) return { is: 'unusable', problem: 'DATA_TIME_MISSING' };
  if (frame.dataTime > receivedAt + FUTURE_TOLERANCE_MS)
    return { is: 'unusable', problem: 'DATA_TIME_IN_FUTURE' };
  if (frame.dataTime < OLDEST_MS) return { is: 'unusable', problem: 'DATA_TIME_TOO_OLD' };
  const slots: string[] = [];
  const values: (number | null)[] = [];
  const flags: (string | null)[] = [];
  const codes: string[] = [];
  let marked = false;
  let repeated = false;
  for (const item of frame.items) {
    const names = slotNames(item.code, medium);
    if (names === null) continue;
    // Only a code that comes twice can bring a slot twice.
    const again = codes.includes(names.code);
    if (!again) codes.push(names.code);
    const { attrs } = item;
    const flag = attrs.Flag ?? attrs.flag;
    const mark = typeof flag === 'string' ? flag : typeof flag === 'number' ? String(flag) : null;
    for (const attr in attrs) {
      const value = attrs[attr];
      if (typeof value !== 'number') continue;
      const slot = names.slot(attr);
      if (slot === null) continue;
      if (again && slots.includes(slot)) {
        repeated = true;
        continue;
      }
      slots.push(slot);
      values.push(value);
      flags.push(mark);
      marked ||= mark !== null;
    }
  }
  if (slots.length === 0) return { is: 'unusable', problem: 'NO_NUMBER' };
  if (slots.length > MAX_SLOTS) return { is: 'unusable', problem: 'TOO_MANY_ITEMS' };
  const measurement: Measurement = {
    kind,
    time: frame.dataTime,
    layout: slots.join(','),
    values,
    flags: marked ? flags : null,
  };
  return { is: 'data', measurement, problem: repeated ? 'ITEM_REPEATED' : (frame.problems[0]?.code ?? null) };
}

/** Joins the packets of one split record: the union of their slots, in packet order. */
export function joinMeasurements(parts: readonly Measurement[]): Measurement {
  const first = parts[0]!;
  if (parts.length === 1) return first;
  const slots: string[] = [];
  const values: (number | null)[] = [];
  const flags: (string | null)[] = [];
  for (const part of parts) {
    const names = part.layout.split(',');
    names.forEach((slot, index) => {
      if (slots.includes(slot)) return;
      slots.push(slot);
      values.push(part.values[index] ?? null);
      flags.push(part.flags?.[index] ?? null);
    });
  }
  return {
    ...first,
    layout: slots.join(','),
    values,
    flags: flags.some((flag) => flag !== null) ? flags : null,
  };
}
