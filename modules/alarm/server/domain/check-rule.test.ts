import { expect, it } from 'vitest';
import type { RuleBody, Term } from '../../contract.ts';
import { defectOf } from './check-rule.ts';

const rule = (basis: RuleBody['basis'], term: Term, more: Partial<RuleBody> = {}): RuleBody => ({
  scope: {},
  basis,
  condition: { join: 'all', parts: [term] },
  severity: 'warning',
  pendingFor: 0,
  recoverFor: 0,
  ...more,
});
const above: Term = { type: 'threshold', code: 'a21002', op: 'above', value: 100, unit: null };

it('asks each stream only what it can tell', () => {
  expect(defectOf(rule('hour', above))).toBeNull();
  expect(defectOf(rule('aqi', above))).toEqual({ what: 'unfit', n: 1, type: 'threshold' });
  expect(defectOf(rule('hour', { type: 'flag', flags: ['D'] }))).toMatchObject({ what: 'unfit' });
  expect(defectOf(rule('day', { type: 'aqi', level: 4 }))).toMatchObject({ what: 'unfit' });
});

it('lets a figure be left only where it is easier', () => {
  expect(defectOf(rule('hour', { ...above, clear: 101 } as Term))).toEqual({ what: 'clear', n: 1 });
  expect(defectOf(rule('hour', { ...above, op: 'below', clear: 99 } as Term))).toEqual({
    what: 'clear',
    n: 1,
  });
  expect(defectOf(rule('hour', { ...above, op: 'below', clear: 110 } as Term))).toBeNull();
});

it('escalates step after step', () => {
  const steps = (...minutes: number[]) =>
    rule('hour', above, {
      escalation: minutes.map((afterMinutes) => ({ afterMinutes, severity: 'critical' as const })),
    });
  expect(defectOf(steps(30, 60))).toBeNull();
  expect(defectOf(steps(60, 60))).toEqual({ what: 'steps' });
});
