import type { RuleBody, Term } from '../../../contract.ts';
import { compileRule, type RuleVersion } from './compile.ts';
import type { EngineChange, Observation, PointFacts } from './types.ts';

/** For tests: a point that reports NOx and O₂ of a stack, with an hourly limit of 100 mg/m³. */
export const NOON = Date.parse('2026-11-24T12:00:00+08:00');
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const FACTS: PointFacts = {
  pointId: 7,
  units: { a21002: 'mg/m3', a21026: 'mg/m3', a34013: 'ug/m3' },
  limits: [
    {
      code: 'a21002',
      basis: 'hour',
      measure: 'actual',
      upper: 100,
      unit: 'mg/m3',
      from: '2020-01-01',
      to: null,
    },
  ],
  intervals: { realtime: 60_000, minute: 600_000, hour: HOUR },
};
const SLOTS = ['a21002.Avg', 'a21026.Avg', 'a34013.Avg'];

export function ruleOf(
  terms: readonly Term[],
  more: Partial<RuleBody> = {},
  version: Partial<RuleVersion> = {},
) {
  const body: RuleBody = {
    scope: {},
    basis: 'hour',
    condition: { join: 'all', parts: [...terms] },
    severity: 'warning',
    pendingFor: 0,
    recoverFor: 0,
    ...more,
  };
  return compileRule({ id: 1, body, from: 0, to: null, ...version }, FACTS);
}

export function at(
  when: number,
  nox: number | null,
  more: { so2?: number | null; dust?: number | null; flags?: (string | null)[] | null } = {},
): Observation {
  const { so2 = null, dust = null, flags = null } = more;
  return {
    at: when,
    time: when - HOUR,
    slots: SLOTS,
    values: [nox, so2, dust],
    flags,
    lsn: null,
    revision: 0,
  };
}

/** Minutes after noon and what happened. */
export const told = (changes: readonly EngineChange[]) =>
  changes.map((one) => `${(one.at - NOON) / MINUTE} ${one.why}>${one.to}`);
