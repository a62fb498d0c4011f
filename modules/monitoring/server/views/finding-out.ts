import { fillMessage, type Problem } from '@tarim/kernel';
import { type Finding, TREND_PROBLEMS, WATER_PROBLEMS } from '@tarim/science';
import type { FindingOut } from '../../contract.ts';
import { monitoredItem } from '../domain/items.ts';

export type Tongue = 'zh' | 'en';

const DEFINITIONS = new Map(
  [...Object.values(WATER_PROBLEMS), ...Object.values(TREND_PROBLEMS)].map((one) => [one.code, one]),
);

/** A problem is told in English with its figures in place: read them back and tell it in Chinese. */
function inChinese({ code, message }: Problem): string {
  const definition = DEFINITIONS.get(code);
  if (!definition) return message;
  const names: string[] = [];
  const pattern = definition.en
    .split(/\{(\w+)\}/)
    .map((part, i) => {
      if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part);
      return '(.*?)';
    })
    .join('');
  const found = new RegExp(`^${pattern}$`, 's').exec(message);
  if (!found) return message;
  return fillMessage(definition.zh, Object.fromEntries(names.map((name, i) => [name, found[i + 1]!])));
}

/** Most of what one drawer shows: a set of many sections repeats the same word for each. */
const MOST_PROBLEMS = 40;

/** A finding as a page shows it: items by their printed names, problems in the reader's language, each once. */
export function findingOut(finding: Finding, pointKind: string, tongue: Tongue): FindingOut {
  const named = (item: string) => monitoredItem(pointKind, item)?.item ?? item;
  const problems = new Map(
    finding.problems.map((one) => {
      const message = tongue === 'zh' ? inChinese(one) : one.message;
      return [`${one.code}${message}`, { code: one.code, message }];
    }),
  );
  return {
    rules: finding.rules.map((one) => ({ ...one })),
    used: Object.fromEntries(Object.entries(finding.used).map(([item, value]) => [named(item), value])),
    missing: finding.missing.map(named),
    steps: finding.steps.map((one) => ({ ...one, of: named(one.of) })),
    problems: [...problems.values()].slice(0, MOST_PROBLEMS),
  };
}
