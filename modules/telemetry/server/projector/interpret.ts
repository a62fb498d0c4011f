import type { DecodedFrame } from '@tarim/hj212';
import { RECORD_KINDS } from '../../contract.ts';
import { MAX_SLOTS } from '../sql/record-merge.ts';
import { layoutName } from './layout-names.ts';
import { slotNames } from './slot-names.ts';

/**
 * CN of data uploads → record kind (HJ 212-2017 table 3, and those of 2025). One kind a command: two uploads of the same instant
 * must never meet under one key.
 */
const KIND_OF_CN: Readonly<Record<string, number>> = {
  '2011': RECORD_KINDS.realtime,
  '2051': RECORD_KINDS.minute,
  '2061': RECORD_KINDS.hour,
  '2031': RECORD_KINDS.day,
  '2021': RECORD_KINDS.status,
  '2041': RECORD_KINDS.runtime,
  '2013': RECORD_KINDS.analyserRaw,
  '2052': RECORD_KINDS.noiseEvent,
  '2062': RECORD_KINDS.check,
  '2111': RECORD_KINDS.furnace,
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
    const mark = markOf(flag);
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
    layout: layoutName(slots),
    values,
    flags: marked ? flags : null,
  };
  return { is: 'data', measurement, problem: repeated ? 'ITEM_REPEATED' : (frame.problems[0]?.code ?? null) };
}

/** A mark as it may stand in a table: it comes from outside, and only the wire of HJ 212 is sure to be plain. */
function markOf(flag: unknown): string | null {
  if (typeof flag === 'number') return String(flag);
  if (typeof flag !== 'string' || flag === '') return null;
  return flag.length === 1 && flag > ' '
    ? flag
    : flag.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 16) || null;
}
