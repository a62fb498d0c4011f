import { expect, it } from 'vitest';
import type { RuleBody } from '../contract.ts';
import zh from '../i18n/zh-CN.json' with { type: 'json' };
import { ruleSentence } from './rule-sentence.ts';

const t = ((key: string, values: Record<string, unknown> = {}) =>
  (zh as Record<string, string>)[key]!.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]))) as never;
const names: Record<string, string> = { a21026: '二氧化硫', a21002: '氮氧化物' };

it('says a rule in one sentence that people can read', () => {
  const body: RuleBody = {
    scope: {},
    basis: 'hour',
    condition: {
      join: 'all',
      parts: [
        { type: 'limit', code: 'a21026', measure: 'converted', op: 'above', ratio: 0.9, clear: 0.8 },
        {
          join: 'any',
          terms: [
            { type: 'threshold', code: 'a21002', op: 'above', value: 100, unit: 'mg/m3', holdMinutes: 120 },
            { type: 'absent', minutes: 240 },
          ],
        },
      ],
    },
    severity: 'warning',
    pendingFor: 3600,
    recoverFor: 0,
    groupBy: 'enterprise',
    schedule: { season: { from: '10-15', to: '04-15' } },
  };
  expect(ruleSentence(t, body, (code) => names[code] ?? code)).toBe(
    '每年 10-15 至 04-15，按小时值，二氧化硫（折算值）高于限值的 90%（降到 80% 以下解除） 且 （氮氧化物高于 100 mg/m3满 2 小时 或 4 小时没有数据），持续 1 小时，报“一般”，同一企业合并为一条',
  );
});
