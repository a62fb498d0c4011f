import { fillMessage, type Problem } from '@tarim/kernel';
import { AIR_PERIOD_PROBLEMS, SAND_DUST_PROBLEMS } from '@tarim/science';
import type { Words } from '../use-cases/language.ts';

const DEFINITIONS = new Map(
  [...Object.values(AIR_PERIOD_PROBLEMS), ...Object.values(SAND_DUST_PROBLEMS)].map((one) => [one.code, one]),
);
const STATISTICS: Readonly<Record<string, string>> = { mean: '平均值' };

/** What the computation says against its input, in the reader's language: it tells by code and English words, with its figures. */
export function problemIn(problem: Problem, language: Words): Problem {
  const definition = DEFINITIONS.get(problem.code);
  if (language === 'en' || !definition) return { ...problem };
  const names: string[] = [];
  const pattern = definition.en
    .split(/\{(\w+)\}/)
    .map((part, i) => {
      if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part);
      return '(.*?)';
    })
    .join('');
  const found = new RegExp(`^${pattern}$`, 's').exec(problem.message);
  if (!found) return { ...problem };
  const params = Object.fromEntries(
    names.map((name, i) => [name, STATISTICS[found[i + 1]!] ?? found[i + 1]!]),
  );
  return { ...problem, message: fillMessage(definition.zh, params) };
}
