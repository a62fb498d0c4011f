import { Compile } from 'typebox/compile';
import { expect, it } from 'vitest';
import { RuleBody } from '../../contract.ts';
import { defectOf } from '../domain/check-rule.ts';
import { FACTORY_RULES } from './factory-rules.ts';

it('the delivered rules are rules that people could write, and say how sure they are', () => {
  const schema = Compile(RuleBody);
  for (const rule of FACTORY_RULES) {
    expect([rule.key, [...schema.Errors(rule.body)]]).toEqual([rule.key, []]);
    expect([rule.key, defectOf(rule.body)]).toEqual([rule.key, null]);
    expect(['practice', 'memory']).toContain(rule.confidence);
    expect(rule.source).not.toBe('');
  }
  expect(new Set(FACTORY_RULES.map((rule) => rule.key)).size).toBe(FACTORY_RULES.length);
});
