import { evaluateNoise } from '@tarim/science';
import type { JudgedValue } from './judge-task.ts';

export interface Kept {
  readonly n: number;
  readonly meets: number;
}

/** A visit to a place of a functional zone (声环境功能区). */
export interface NoiseVisit {
  readonly zone: string;
  readonly values: readonly JudgedValue[];
}

export const levelOf = (values: readonly JudgedValue[], item: 'Ld' | 'Ln') =>
  values.find((one) => one.item === item)?.value ?? null;

/** Compliance by day and by night, each measurement for itself (昼间、夜间点次达标率; GB 3096-2008). */
export function noiseRates(visits: readonly NoiseVisit[]): { day: Kept; night: Kept } {
  const judged = visits.flatMap(
    ({ zone, values }) => evaluateNoise({ zone, Ld: levelOf(values, 'Ld'), Ln: levelOf(values, 'Ln') }).items,
  );
  const kept = (item: string): Kept => {
    const of = judged.filter((one) => one.item === item && one.verdict !== 'not-judged');
    return { n: of.length, meets: of.filter((one) => one.verdict === 'meets').length };
  };
  return { day: kept('Ld'), night: kept('Ln') };
}
