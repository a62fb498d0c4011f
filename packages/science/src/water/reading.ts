import { type ErrorDefinition, type Problem, unitConverter } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { WATER_PROBLEMS as P } from './problems.ts';

/**
 * What a laboratory reports of one item. `lt`: below the detection limit (低于检出限), also written `0.01L` or `<0.01`; without
 * `unit` in the unit of the limit. A string is `无` or `有` where the standard asks for no figure. Null: not measured.
 */
export type Reading =
  | number
  | string
  | boolean
  | null
  | { readonly value: number; readonly unit?: string }
  | { readonly lt: number; readonly unit?: string };

/** By symbol (`NH3-N`), Chinese name (`氨氮`) or code of HJ 212-2017 (`w21003`). */
export type WaterValues = Readonly<Record<string, Reading | undefined>>;

/** A reading as it enters a computation, in the unit of the limit. */
export interface Known {
  /** Half the detection limit when below it. */
  readonly value: number;
  /** The detection limit; null: it was found (检出). */
  readonly below: number | null;
}

/** What is asked of an item. */
export interface ItemRow {
  readonly item: string;
  readonly unit: string;
  readonly compare: 'le' | 'ge' | 'range' | 'presence';
}

/** Beyond any count or concentration; what follows must not run out of the numbers of a machine. */
const LARGEST = 1e12;
const BELOW = /^(?:[<＜]\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*L)$/i;

/** @returns null: not measured */
export function readReading(given: unknown, row: ItemRow, name: string): Known | Problem | null {
  if (given === null || given === undefined) return null;
  const invalid = () => wrong(P.value, name, { value: shown(given) });
  if (row.compare === 'presence') {
    if (given === '无' || given === false) return { value: 0, below: null };
    return given === '有' || given === true ? { value: 1, below: null } : invalid();
  }
  const { figure, unit, below } = parts(given);
  if (typeof figure !== 'number' || !(figure >= 0 && figure <= LARGEST)) return invalid();
  if (below && (row.compare === 'range' || figure === 0)) return invalid();
  // No water has a pH beyond 14: another figure stands in its place.
  if (row.compare === 'range' && figure > 14) return invalid();
  let value = figure;
  if (unit !== undefined && unit !== null) {
    if (typeof unit !== 'string') return invalid();
    const to = row.unit || '1';
    const convert = unitConverter(unit, to);
    if (typeof convert === 'string')
      return wrong(convert === 'unit-foreign' ? P.unitForeign : P.unitUnknown, name, { unit, to });
    value = convert(figure);
    if (value > LARGEST) return invalid();
  }
  return below ? { value: value / 2, below: value } : { value, below: null };
}

function parts(given: unknown): { figure: unknown; unit?: unknown; below: boolean } {
  if (typeof given === 'string') {
    const match = BELOW.exec(given.trim());
    return { figure: match ? Number(match[1] ?? match[2]) : given, below: match !== null };
  }
  if (typeof given !== 'object' || given === null) return { figure: given, below: false };
  const { value, lt, unit } = given as { value?: unknown; lt?: unknown; unit?: unknown };
  if (value !== undefined && lt !== undefined) return { figure: null, below: false };
  return { figure: lt ?? value, unit, below: lt !== undefined };
}

function wrong(definition: ErrorDefinition, item: string, params: Readonly<Record<string, string>>): Problem {
  return problem(definition, { item, ...params }, item);
}

/** Anything at all, also what cannot be turned into text. */
function shown(given: unknown): string {
  return typeof given === 'object' ? 'object' : String(given).slice(0, 40);
}
