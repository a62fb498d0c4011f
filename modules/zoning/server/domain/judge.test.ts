import { describe, expect, it, test } from 'vitest';
import { classOf, judge, nextStep, type Rule } from './judge.ts';

const rule = (id: number, more: Partial<Rule>): Rule => ({
  id,
  level: 'region',
  target: null,
  dimension: 'layout',
  text: `规则 ${id}`,
  industries: [],
  effect: 'condition',
  parameter: null,
  max: null,
  ...more,
});
const UNIT = 'ZH65010210001';
const here = [{ code: UNIT, area: '乌昌石片区' }];
const project = (industry: string | null, parameters: Record<string, number> = {}) => ({
  industry,
  parameters,
});

describe('the strictest rule decides', () => {
  const rules = [
    rule(1, {}),
    rule(2, { level: 'area', target: '乌昌石片区', effect: 'limit', parameter: 'waterUse', max: 100 }),
    rule(3, { level: 'unit', target: UNIT, industries: ['25'], effect: 'ban' }),
    rule(4, { level: 'unit', target: 'ZH65010210002', effect: 'ban' }),
  ];
  it.each([
    ['C2511', { waterUse: 1 }, 'forbidden', 3],
    ['C1311', { waterUse: 101 }, 'forbidden', 2],
    ['C1311', { waterUse: 100 }, 'restricted', 2],
    ['C1311', {}, 'manual', 2],
    [null, { waterUse: 1 }, 'manual', 3],
  ] as const)('%s %j: %s by rule %i', (industry, parameters, verdict, decisive) => {
    const said = judge(rules, here, project(industry, parameters), 0);
    expect([said.verdict, said.decisive?.id]).toEqual([verdict, decisive]);
  });
  it('collects from region over area to unit, only what holds here', () => {
    const { findings } = judge(rules.toReversed(), here, project('2511', { waterUse: 1 }), 0);
    expect(findings.map((one) => one.rule.id)).toEqual([1, 2, 3]);
  });
});

test('a site outside the units is for a person, never allowed', () => {
  expect(judge([], [], project('2511'), 1)).toMatchObject({ verdict: 'manual', decisive: null });
  expect(judge([], here, project('2511'), 0)).toMatchObject({ verdict: 'allowed', decisive: null });
});

test('a text without a machine condition is read by a person', () => {
  expect(judge([rule(1, { effect: null })], here, project('2511'), 0).verdict).toBe('manual');
});

test('the ninth letter of a code is its class', () => {
  expect(['ZH65010210001', 'ZH65010220001', 'ZH65010230001'].map(classOf)).toEqual([
    'priority',
    'key',
    'general',
  ]);
  expect(['ZH65010240001', 'ZH6501021001', 'zh65010210001', 'XZH65010210001'].map(classOf)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('steps follow one another and end with publication', () => {
  expect(nextStep('draft')).toBe('assessed');
  expect(nextStep('filed')).toBe('published');
  expect(nextStep('published')).toBeNull();
});
