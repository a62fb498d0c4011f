import type { ErrorDefinition, ErrorParams, Problem } from '@tarim/kernel';
import { signalBaseRate } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { roundHalfEven } from '../rounding.ts';
import { clamp01 } from './math/series.ts';

/** Signals of falsification (弄虚作假线索). Each is a lead for a person, never a verdict. */
export const SIGNAL_CODES = [
  'constant-value',
  'capping',
  'copied-days',
  'twin-outlets',
  'oxygen-dilution',
  'joint-shift',
  'marks-on-exceedances',
  'stopped-but-emitting',
  'parameter-mismatch',
  'impossible-relation',
  'missing-at-high',
  'edited-after-arrival',
  'back-filled',
  'last-digit',
  'first-digit',
  'two-places-at-once',
  'duplicate-samples',
  'identical-parallels',
] as const;
export type SignalCode = (typeof SIGNAL_CODES)[number];

/** Innocent explanations that an inspector has to rule out; the words in two languages are the caller's (`signal.innocent.<code>`). */
export const INNOCENT_CODES = [
  'plant-stopped',
  'steady-process',
  'below-detection',
  'coarse-resolution',
  'controlled-to-limit',
  'range-too-small',
  'shared-duct',
  'same-load',
  'air-leak',
  'start-up',
  'load-change',
  'fuel-change',
  'treatment-changed',
  'instrument-replaced',
  'planned-maintenance',
  'overload-fault',
  'power-cut',
  'network-outage',
  'flow-meter-fault',
  'natural-draught',
  'filing-out-of-date',
  'unit-mistake',
  'different-instruments',
  'correction-of-error',
  'batch-recalculation',
  'batch-analysis',
  'times-noted-roughly',
  'name-shared',
  'homogeneous-sample',
  'few-data',
] as const;
export type InnocentCode = (typeof INNOCENT_CODES)[number];

export interface SignalWindow {
  /** Epoch ms; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface Signal {
  readonly code: SignalCode;
  /** 0 (nothing of the kind) … 1 (as strong as it can be); null when it cannot be told, and `problems` says why. A scale of its own for each code. */
  readonly strength: number | null;
  /**
   * Share of honest synthetic outlets that show at least this strength, from the evaluation with labelled data (`bench/signals.ts`);
   * null where there is none. Of a real network it tells nothing yet: it is the order of false alarms to expect.
   */
  readonly baseRate: number | null;
  readonly window: SignalWindow | null;
  /** What went in: numbers of data, limits, parameters. */
  readonly inputs: Readonly<Record<string, number>>;
  readonly figures: Readonly<Record<string, number | string | null>>;
  readonly innocent: readonly InnocentCode[];
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

interface Told {
  readonly strength: number;
  readonly window: SignalWindow | null;
  readonly inputs: Signal['inputs'];
  readonly figures: Signal['figures'];
  readonly innocent: readonly InnocentCode[];
  readonly steps: readonly Step[];
}

/** A signal that could be worked out. */
export function signalOf(code: SignalCode, told: Told): Signal {
  const strength = clamp01(told.strength);
  return { code, ...told, strength, baseRate: signalBaseRate(code, strength), problems: [] };
}

/** A signal that could not. */
export function noSignal(
  code: SignalCode,
  window: SignalWindow | null,
  inputs: Signal['inputs'],
  why: ErrorDefinition,
  params: ErrorParams = {},
): Signal {
  return {
    code,
    strength: null,
    baseRate: null,
    window,
    inputs,
    figures: {},
    innocent: [],
    steps: [],
    // With what it quotes: it is kept, and told in another language later.
    problems: [{ ...problem(why, params), params }],
  };
}

/** Window of a regular series. */
export const windowOf = (of: {
  readonly start: number;
  readonly step: number;
  readonly values: { readonly length: number };
}): SignalWindow => ({ from: of.start, to: of.start + of.step * of.values.length });

/** A figure for a step, short enough to read. */
export const show = (x: number, decimals = 4): number | string =>
  Number.isFinite(x)
    ? x !== 0 && Math.abs(x) < 10 ** -decimals
      ? x.toExponential(1)
      : roundHalfEven(x, decimals)!
    : '—';

export const stepOf = (of: string, rule: string, formula: string, result: number | string | null): Step => ({
  of,
  rule,
  formula,
  result: typeof result === 'number' ? show(result) : result,
});
