import type { TamperKind } from '@tarim/simulator';
import { TRIED, type Tried } from './signals-detect.ts';
import type { SignalsAnswer } from './signals-worker.ts';

/** What each signal is after; any other kind it finds is luck. */
export const TARGETS: Readonly<Record<Tried, readonly TamperKind[]>> = {
  'constant-value': ['constant'],
  capping: ['cap'],
  'copied-days': ['copied-days'],
  'twin-outlets': ['twin'],
  'oxygen-dilution': ['dilution'],
  'joint-shift': ['slope', 'dilution', 'twin'],
  'marks-on-exceedances': ['marks'],
  'stopped-but-emitting': ['false-stop'],
  'parameter-mismatch': ['slope'],
  'missing-at-high': ['drop-high'],
  'edited-after-arrival': ['revision'],
  'back-filled': ['back-fill'],
  'last-digit': ['rounding'],
  'first-digit': [],
};

/** Null (cannot be told) raises nothing: as a platform would have it, it ranks with no strength at all. */
const strengthOf = (answer: SignalsAnswer, code: Tried): number => answer.strengths[code] ?? 0;

export interface Split {
  readonly honest: readonly SignalsAnswer[];
  readonly tampered: readonly SignalsAnswer[];
}

/** Honest ones whose neighbour shows their figures are left out: of a pair of twins nobody can tell who copies. */
export function split(answers: readonly SignalsAnswer[]): Split {
  const copied = new Set(answers.filter((one) => one.kinds.includes('twin')).map((one) => one.index ^ 1));
  return {
    honest: answers.filter((one) => one.kinds.length === 0 && !copied.has(one.index)),
    tampered: answers.filter((one) => one.kinds.length > 0),
  };
}

/** Strength that at most this share of the honest exceeds (an order statistic; raised only when strictly above). */
export function thresholdFor(honest: readonly SignalsAnswer[], code: Tried, rate: number): number {
  const sorted = honest.map((one) => strengthOf(one, code)).sort((a, b) => a - b);
  return sorted[sorted.length - 1 - Math.floor(rate * sorted.length)]!;
}

/** Area under the curve: chance that a falsified one is stronger than an honest one, ties half (Mann & Whitney 1947). */
export function aucOf(
  positive: readonly SignalsAnswer[],
  negative: readonly SignalsAnswer[],
  code: Tried,
): number {
  let wins = 0;
  for (const a of positive)
    for (const b of negative) {
      const [x, y] = [strengthOf(a, code), strengthOf(b, code)];
      wins += x > y ? 1 : x === y ? 0.5 : 0;
    }
  return wins / (positive.length * negative.length);
}

export interface AtThreshold {
  readonly threshold: number;
  readonly falseAlarms: number;
  readonly precision: number | null;
  readonly recall: number | null;
}
export interface Row {
  readonly code: Tried;
  readonly targets: readonly TamperKind[];
  readonly positives: number;
  readonly auc: number | null;
  readonly at: readonly AtThreshold[];
  /** Look-alike that raises most of the false alarms at the wider threshold. */
  readonly fooledBy: string;
}

export const RATES = [0.05, 0.01] as const;

/** Thresholds of one set, figures of another. */
export function evaluate(tuning: Split, judged: Split): Row[] {
  return TRIED.map((code): Row => {
    const targets = TARGETS[code];
    const positive = judged.tampered.filter((one) => one.kinds.some((kind) => targets.includes(kind)));
    const at = RATES.map((rate): AtThreshold => {
      const threshold = thresholdFor(tuning.honest, code, rate);
      const raised = (list: readonly SignalsAnswer[]) =>
        list.filter((one) => strengthOf(one, code) > threshold).length;
      const [hits, alarms] = [raised(positive), raised(judged.honest)];
      return {
        threshold,
        falseAlarms: alarms / judged.honest.length,
        precision: hits + alarms > 0 ? hits / (hits + alarms) : null,
        recall: positive.length > 0 ? hits / positive.length : null,
      };
    });
    const fooled = judged.honest.filter((one) => strengthOf(one, code) > at[0]!.threshold);
    const [worst] = [...Map.groupBy(fooled, (one) => one.lookAlike)].sort(
      (a, b) => b[1].length - a[1].length,
    );
    return {
      code,
      targets,
      positives: positive.length,
      auc: positive.length > 0 ? aucOf(positive, judged.honest, code) : null,
      at,
      fooledBy: worst ? `${worst[0]} (${worst[1].length}/${fooled.length})` : '—',
    };
  });
}

/** Outlets with any signal above its threshold: what an office that reads them all would get. */
export function together(tuning: Split, judged: Split, rate: number) {
  const codes = TRIED.filter((code) => TARGETS[code].length > 0);
  const thresholds = new Map(codes.map((code) => [code, thresholdFor(tuning.honest, code, rate)]));
  const raised = (one: SignalsAnswer) => codes.some((code) => strengthOf(one, code) > thresholds.get(code)!);
  const hits = judged.tampered.filter(raised).length;
  const alarms = judged.honest.filter(raised).length;
  return {
    recall: hits / judged.tampered.length,
    falseAlarms: alarms / judged.honest.length,
    precision: hits / Math.max(1, hits + alarms),
  };
}

/** Quantiles of the honest ones, for base rates. */
export function calibration(tuning: Split, source: string) {
  const shares = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995];
  return TRIED.map((code) => ({
    code,
    honest: Object.fromEntries(
      // Upwards, so that what is told is never too rare.
      shares.map((share) => [
        share,
        Math.ceil(thresholdFor(tuning.honest, code, 1 - share + 1e-12) * 1e4) / 1e4,
      ]),
    ),
    outlets: tuning.honest.length,
    source,
    confidence: 'ours',
  }));
}
