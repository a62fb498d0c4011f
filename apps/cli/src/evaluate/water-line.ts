import type { Problem } from '@tarim/kernel';
import type { WaterValues } from '@tarim/science';
import { isObject, lineProblem } from './evaluate-command.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';
import { parseTime } from './time.ts';

type Line = Readonly<Record<string, unknown>>;

/** `time` of a line as epoch ms; null when it has none; NaN, which is told by the evaluation, when it is no time. */
export function timeOf({ time }: Line): number | null {
  if (time === undefined || time === null) return null;
  return (typeof time === 'string' ? parseTime(time) : null) ?? Number.NaN;
}

/** `values` or `samples`; what each value is worth is told by the evaluation. */
export function valuesOf({ values, samples }: Line): {
  read: { values?: WaterValues; samples?: WaterValues[] };
  problems: Problem[];
} {
  const problems: Problem[] = [];
  if (values !== undefined && !isObject(values)) problems.push(lineProblem(P.values, 'values'));
  if (samples !== undefined && !isListOfObjects(samples)) problems.push(lineProblem(P.samples, 'samples'));
  if (problems.length > 0) return { read: {}, problems };
  return {
    read: {
      ...(values === undefined ? {} : { values: values as WaterValues }),
      ...(samples === undefined ? {} : { samples: samples as WaterValues[] }),
    },
    problems,
  };
}

/** A list of objects under a name; absent: none. */
export function listProblem(input: Line, name: string): Problem[] {
  const given = input[name];
  return given === undefined || isListOfObjects(given) ? [] : [lineProblem(P.list, name, { name })];
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject);
}
