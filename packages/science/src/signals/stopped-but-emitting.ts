import { clamp01, medianOf, type RegularSeries } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf, windowOf } from './types.ts';

export interface StoppedInput extends Omit<RegularSeries, 'values'> {
  /** Whether the period is marked as stopped (停运). */
  readonly stopped: ArrayLike<boolean | number>;
  /** Each may be missing; at least one is needed. */
  readonly flow?: ArrayLike<number>;
  readonly temperature?: ArrayLike<number>;
  readonly power?: ArrayLike<number>;
  readonly oxygen?: ArrayLike<number>;
  /** For the reverse: a plant that runs and shows nothing. */
  readonly concentration?: ArrayLike<number>;
}

export const STOPPED_DEFAULTS = {
  share: 0.3,
  oxygen: 19,
  cold: 30,
  zero: 1e-6,
  full: 12,
  fewest: 3,
} as const;

/**
 * Marked as stopped but emitting (标停未停), and the reverse (running, and nothing emitted). Flow and power above 0.3 of their median while running, gas warmer
 * than halfway between 30 ℃ and that median, oxygen below 19 % speak for running; the majority of the witnesses that are there
 * decides an hour. Source: published practice (four algorithms in 现代信息科技 2026(04)); thresholds ours.
 *
 * Strength: share of the stopped hours that the witnesses deny, or of the running hours with a concentration of zero, × hours of them over 12. Minimum:
 * three such hours at least are stopped, or running.
 */
export function stoppedButEmitting(input: StoppedInput): Signal {
  const { stopped, start, step, concentration } = input;
  const window = windowOf({ start, step, values: stopped });
  const witnesses = witnessesOf(input);
  let stops = 0;
  let denied = 0;
  let running = 0;
  let nothing = 0;
  for (let i = 0; i < stopped.length; i++) {
    let yes = 0;
    let heard = 0;
    for (const witness of witnesses) {
      const says = witness(i);
      if (says === null) continue;
      heard++;
      if (says) yes++;
    }
    if (heard === 0) continue;
    const runs = yes * 2 > heard;
    if (stopped[i]) {
      stops++;
      if (runs) denied++;
    } else if (runs && concentration && Number.isFinite(concentration[i]!)) {
      running++;
      if (concentration[i]! <= STOPPED_DEFAULTS.zero) nothing++;
    }
  }
  const inputs = { hours: stopped.length, witnesses: witnesses.length, stops, running };
  const { fewest, full } = STOPPED_DEFAULTS;
  if (witnesses.length === 0 || (stops < fewest && running < fewest))
    return noSignal('stopped-but-emitting', window, inputs, P.noCases);
  const one = stops >= fewest ? (denied / stops) * clamp01(denied / full) : 0;
  // Of many running hours a few zeros are a purge; a tenth is as strong as it gets.
  const other = running >= fewest ? clamp01((10 * nothing) / running) * clamp01(nothing / full) : 0;
  return signalOf('stopped-but-emitting', {
    strength: Math.max(one, other),
    window,
    inputs,
    figures: {
      stops,
      denied,
      running,
      nothing,
      kind: one >= other ? 'stopped-but-emitting' : 'running-but-zero',
    },
    innocent: ['natural-draught', 'start-up', 'flow-meter-fault', 'shared-duct', 'below-detection'],
    steps: [
      stepOf('标停未停', 'Tarim', `${denied}/${stops}·min(1, ${denied}/${full})`, one),
      stepOf('运行零值', 'Tarim', `min(1, 10·${nothing}/${running})·min(1, ${nothing}/${full})`, other),
    ],
  });
}

type Witness = (i: number) => boolean | null;

function witnessesOf(input: StoppedInput): Witness[] {
  const { stopped } = input;
  const { share, oxygen, cold } = STOPPED_DEFAULTS;
  const usual = (values: ArrayLike<number>) =>
    medianOf(Float64Array.from(values, (value, i) => (stopped[i] ? Number.NaN : value)));
  const above = (values: ArrayLike<number>, least: number): Witness => {
    return (i) => (Number.isFinite(values[i]!) ? values[i]! > least : null);
  };
  const found: Witness[] = [];
  for (const values of [input.flow, input.power]) {
    const middle = values ? usual(values) : Number.NaN;
    if (values && middle > 0) found.push(above(values, share * middle));
  }
  if (input.temperature) {
    const middle = usual(input.temperature);
    // Cold gas tells nothing: a stack at 35 ℃ stands still at 25.
    if (middle > cold + 20) found.push(above(input.temperature, (cold + middle) / 2));
  }
  const o2 = input.oxygen;
  if (o2) found.push((i) => (Number.isFinite(o2[i]!) ? o2[i]! < oxygen : null));
  return found;
}
