import { identicalParallels, type Parallel, type SampleResults } from '@tarim/science';

/** A result as laboratories report it. */
export interface Reported {
  readonly taskId: number;
  readonly taskCode: string;
  readonly item: string;
  readonly kind: 'sample' | 'parallel';
  readonly value: number | null;
}

/** Samples that are compared pair by pair: beyond this the pairs are too many for one run. */
const MOST_SAMPLES = 300;

/** Results by sample, newest first. */
export function samplesOf(results: readonly Reported[]): SampleResults[] {
  const samples = new Map<number, { id: string; results: Record<string, number | null> }>();
  for (const { taskId, taskCode, item, kind, value } of results) {
    if (kind !== 'sample') continue;
    const sample = samples.get(taskId) ?? { id: taskCode, results: {} };
    sample.results[item] = value;
    samples.set(taskId, sample);
  }
  return [...samples.values()].slice(0, MOST_SAMPLES);
}

/** Decimals that a reported figure needs. */
function decimalsOf(value: number): number {
  const text = String(value);
  if (/e-/.test(text)) return Number(text.split('e-')[1]);
  return text.split('.')[1]?.length ?? 0;
}

/** Each sample with its parallel, where both were found; the last figure that is reported is told by the longer of the two. */
export function parallelsOf(results: readonly Reported[]): Parallel[] {
  const pairs: Parallel[] = [];
  for (const of of Map.groupBy(results, (one) => `${one.taskId}/${one.item}`).values()) {
    const first = of.find((one) => one.kind === 'sample')?.value ?? null;
    const second = of.find((one) => one.kind === 'parallel')?.value ?? null;
    if (first === null || second === null) continue;
    pairs.push({ first, second, resolution: 10 ** -Math.max(decimalsOf(first), decimalsOf(second)) });
  }
  return pairs;
}

export const parallelSignal = (results: readonly Reported[]) =>
  identicalParallels({ pairs: parallelsOf(results) });

/** The longest path that all of these lie under: whose competence covers the work. */
export function commonUnit(paths: readonly string[]): string {
  let common: string[] | null = null;
  for (const path of paths) {
    const parts = path.split('/').filter(Boolean);
    if (common === null) common = parts;
    const differs = common.findIndex((part, depth) => part !== parts[depth]);
    if (differs >= 0) common = common.slice(0, differs);
  }
  return common && common.length > 0 ? `/${common.join('/')}/` : '/';
}
