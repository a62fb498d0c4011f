import { rollUpFlag } from '@tarim/hj212';
import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { directionMean, energyMean } from '@tarim/science';
import type { SimDevice } from '../expand.ts';
import { type Measured, measureAt } from './measure.ts';

/** A period as a logger works it out from the shorter ones. */
export interface PeriodMeasured extends Measured {
  readonly min: Record<string, number>;
  readonly max: Record<string, number>;
  /** Mean of concentration × flow, for outlets: what an amount is made of. */
  readonly carried: Record<string, number>;
}

const FLOW: Readonly<Record<string, string>> = { 'outlet-gas': 'a00000', 'outlet-water': 'w00000' };
/** Not carried by the water: plain means. */
const NOT_CARRIED: ReadonlySet<string> = new Set(['w00000', 'w01001', 'w01010']);

/** Distance of the moments a period is made of: a minute for stacks, five for the rest; days are taken more coarsely. */
function stepOf(device: SimDevice, lengthMs: number): number {
  if (lengthMs > HOUR_MS) return 15 * MINUTE_MS;
  return device.kind === 'outlet-gas' ? MINUTE_MS : 5 * MINUTE_MS;
}

/**
 * A period from the moments inside it. Only normal values enter while there are any; the mark follows from theirs by the notes to
 * HJ 212-2017 C.16–C.18. Water concentrations are weighted by flow (HJ 212-2017 D), directions and levels have means of their own.
 */
export function measureOver(device: SimDevice, start: number, lengthMs: number): PeriodMeasured {
  const count = Math.max(1, Math.round(lengthMs / stepOf(device, lengthMs)));
  const moments = Array.from({ length: count }, (_, i) =>
    measureAt(device, start + ((i + 0.5) * lengthMs) / count),
  );
  const flowCode = FLOW[device.kind] ?? null;
  const out: PeriodMeasured = { values: {}, flags: {}, min: {}, max: {}, carried: {} };
  for (const code of Object.keys(moments[0]!.values)) {
    const normal = moments.filter((one) => one.flags[code] === undefined);
    const used = normal.length > 0 ? normal : moments;
    const series = used.map((one) => one.values[code]!);
    const flows = flowCode ? used.map((one) => one.values[flowCode] ?? 0) : null;
    out.values[code] = meanOf(device, code, series, flows);
    out.min[code] = series.reduce((a, b) => Math.min(a, b));
    out.max[code] = series.reduce((a, b) => Math.max(a, b));
    if (flows) out.carried[code] = plain(series.map((value, i) => value * flows[i]!));
    const mark = markOf(
      device,
      moments.map((one) => one.flags[code] ?? 'N'),
    );
    if (mark !== 'N') out.flags[code] = mark;
  }
  return out;
}

const plain = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function meanOf(
  device: SimDevice,
  code: string,
  series: readonly number[],
  flows: readonly number[] | null,
): number {
  if (code === 'a01008') return directionMean(series) ?? plain(series);
  if (code === 'Leq') return energyMean(series) ?? plain(series);
  if (code === 'LMx') return Math.max(...series);
  if (code === 'LMn') return Math.min(...series);
  if (device.kind !== 'outlet-water' || NOT_CARRIED.has(code) || !flows) return plain(series);
  const volume = flows.reduce((a, b) => a + b, 0);
  return volume > 0 ? series.reduce((sum, value, i) => sum + value * flows[i]!, 0) / volume : plain(series);
}

function markOf(device: SimDevice, marks: readonly string[]): string {
  // All the same: nothing to weigh up. A source that stood still all hour stays F.
  if (marks.every((mark) => mark === marks[0])) return marks[0]!;
  if (device.kind === 'outlet-gas') return rollUpFlag(marks, 'flue-gas')!;
  if (device.kind === 'outlet-water') return rollUpFlag(marks, 'wastewater')!;
  const normal = marks.filter((mark) => mark === 'N').length;
  return normal >= 0.75 * marks.length ? 'N' : rollUpFlag(marks, 'wastewater')!;
}
