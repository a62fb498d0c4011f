import type { Finding, Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { AIR_RATE_UNITS, DOSE_RATE_UNITS, LENGTH_UNITS, type Units } from '../units.ts';

export interface InverseSquareInput {
  /** Measured, in any unit: a number, or text with its unit (`530 R/h`). */
  readonly rate: number | string;
  /** Distance of the measurement, m. */
  readonly from: number | string;
  /** Distance asked for, m. */
  readonly to?: number | string;
  /** Rate whose distance is asked for, in the unit of `rate` or another of the same quantity. */
  readonly level?: number | string;
}

export interface InverseSquareResult extends Finding {
  /** In `unit`, at `to`. */
  readonly rate: number | null;
  readonly unit: string | null;
  /** m; distance at which `level` is reached. */
  readonly distance: number | null;
}

const FIGURE = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*(.*)$/i;
/** In the name of the member: `rate_R_h`; the figure keeps it. */
const ANY_UNIT: Units = { 'R/h': 1, 'mR/h': 1, 'uSv/h': 1, 'mSv/h': 1, 'nGy/h': 1, 'uGy/h': 1, 'mGy/h': 1 };
/** Units of one quantity, as factors of each other. */
const KINDS: readonly Units[] = [DOSE_RATE_UNITS, AIR_RATE_UNITS, { 'R/h': 1, 'mR/h': 1e-3, 'uR/h': 1e-6 }];
const RULE = 'Ḣ₂ = Ḣ₁·(r₁/r₂)²';

/** A measured rate taken to another distance: Ḣ₂ = Ḣ₁·(r₁/r₂)². A background is to be subtracted before. */
export function evaluateInverseSquare(input: InverseSquareInput): InverseSquareResult {
  const members = new Members(input);
  const steps: Step[] = [];
  const names = ['rate', 'doseRate', '剂量率'];
  const raw = members.raw(names);
  const [, figure, unit] = (typeof raw === 'string' && raw.length < 60 && FIGURE.exec(raw)) || [];
  const units: Units = unit ? { [unit.trim().replace(/[µμ]/g, 'u').replace(/\s/g, '')]: 1 } : ANY_UNIT;
  const first = members.needed(names, { units, min: 0 });
  const from = members.needed(['from', 'distance', 'r1', 'd1', 'fromDistance'], {
    units: LENGTH_UNITS,
    above: 0,
  });
  const to = members.number(['to', 'toDistance', 'r2', 'd2', 'newDistance'], {
    units: LENGTH_UNITS,
    above: 0,
  });
  // A level in another unit of the same quantity is brought to that of the rate.
  const [own = ''] = unit ? Object.keys(units) : [];
  const level = members.number(['level', 'limit'], { units: { ...units, ...kin(own) }, above: 0 });
  if (to === null && level === null && members.problems.length === 0) members.lacks('to');
  const rate = first !== null && from !== null && to !== null ? first * (from / to) ** 2 : null;
  const distance = first !== null && from !== null && level !== null ? from * Math.sqrt(first / level) : null;
  if (rate !== null)
    steps.push({ of: 'rate', rule: RULE, formula: `${first} × (${from}/${to})²`, result: rate });
  if (distance !== null)
    steps.push({ of: 'distance', rule: RULE, formula: `${from} × √(${first}/${level})`, result: distance });
  return {
    rate,
    unit: figure && unit ? unit.trim() : null,
    distance,
    rules: [],
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  };
}

/** The units that `unit` can be told in, as factors of it; none where it is not known. */
function kin(unit: string): Units {
  const kind = KINDS.find((one) => Object.hasOwn(one, unit));
  return kind ? Object.fromEntries(Object.entries(kind).map(([name, f]) => [name, f / kind[unit]!])) : {};
}
