import { describe, expect, test } from 'vitest';
import type { DispatchOrder } from '../../contract.ts';
import {
  type Cause,
  competentUnit,
  fits,
  groupKey,
  noticeNumber,
  type Rule,
  ruleFor,
  superiorOf,
} from './dispatch.ts';

const MATCH = {
  sources: [],
  causes: [],
  severities: [],
  pointKinds: [],
  codes: [],
  controlLevels: [],
  units: [],
  minRatio: null,
};
const ORDER: DispatchOrder = {
  dispatch: true,
  regionLevel: 'base',
  corpsLevel: 'middle',
  role: 'enforcement-officer',
  verification: 'on-site',
  deadlines: {
    info: { length: 10, unit: 'workday' },
    warning: { length: 5, unit: 'workday' },
    critical: { length: 3, unit: 'workday' },
  },
  receiveHours: 24,
  warnHours: 24,
  groupBy: 'enterprise',
  requirement: '核实',
};
const CAUSE: Cause = {
  source: 'alarm',
  cause: 'exceedance',
  severity: 'critical',
  pointKind: 'outlet-gas',
  controlLevel: null,
  code: 'a21026',
  ratio: 2.4,
  hours: null,
  unitPath: '/650000/650100/650102/',
};

describe('the competent body', () => {
  test('an object of the region is the county’s, one of the Corps the division’s', () => {
    expect(competentUnit('/650000/650100/650102/', ORDER)).toBe('/650000/650100/650102/');
    expect(competentUnit('/BT/BT08/659001/', ORDER)).toBe('/BT/BT08/');
  });
  test('a level above: the prefecture, the Corps itself', () => {
    const higher = { regionLevel: 'middle', corpsLevel: 'top' } as const;
    expect(competentUnit('/650000/650100/650102/', higher)).toBe('/650000/650100/');
    expect(competentUnit('/BT/BT08/659001/', higher)).toBe('/BT/');
  });
  test('an object that stands higher than the level is its own unit’s', () => {
    expect(competentUnit('/650000/650100/', ORDER)).toBe('/650000/650100/');
    expect(competentUnit('/', ORDER)).toBe('/');
  });
  test('the superior stays in the hierarchy', () => {
    expect(superiorOf('/BT/BT08/')).toBe('/BT/');
    expect(superiorOf('/650000/650100/650102/')).toBe('/650000/650100/');
    expect(superiorOf('/650000/')).toBeNull();
  });
});

describe('which rule', () => {
  const rule = (id: number, sort: number, match: object, enabled = true): Rule => ({
    id,
    sort,
    enabled,
    match: { ...MATCH, ...match },
    order: ORDER,
  });
  test('an empty condition asks for nothing; a given one for one of its words', () => {
    expect(fits(MATCH, CAUSE)).toBe(true);
    expect(fits({ ...MATCH, causes: ['offline', 'exceedance'] }, CAUSE)).toBe(true);
    expect(fits({ ...MATCH, causes: ['offline'] }, CAUSE)).toBe(false);
    expect(fits({ ...MATCH, controlLevels: ['国控'] }, CAUSE)).toBe(false);
    expect(fits({ ...MATCH, units: ['/BT/'] }, CAUSE)).toBe(false);
    expect(fits({ ...MATCH, minRatio: 2.4 }, CAUSE)).toBe(true);
    expect(fits({ ...MATCH, minRatio: 2.5 }, CAUSE)).toBe(false);
    expect(fits({ ...MATCH, minRatio: 1 }, { ...CAUSE, ratio: null })).toBe(false);
    expect(fits({ ...MATCH, minHours: 6 }, { ...CAUSE, hours: 6 })).toBe(true);
    expect(fits({ ...MATCH, minHours: 6 }, { ...CAUSE, hours: 5 })).toBe(false);
    expect(fits({ ...MATCH, minHours: 0 }, CAUSE)).toBe(false);
  });
  test('the first in order that is enabled and fits', () => {
    const rules = [
      rule(1, 20, {}),
      rule(2, 10, { severities: ['critical'] }),
      rule(3, 5, { severities: ['critical'] }, false),
    ];
    expect(ruleFor(rules, CAUSE)?.id).toBe(2);
    expect(ruleFor(rules, { ...CAUSE, severity: 'info' })?.id).toBe(1);
    expect(ruleFor([rules[1]!], { ...CAUSE, severity: 'info' })).toBeNull();
  });
});

test('alarms of one cause of one enterprise are one task, of points without one each its own', () => {
  const of = { source: 'alarm', cause: 'exceedance', pointId: 7, enterpriseId: 3 } as const;
  expect(groupKey('enterprise', of)).toBe(groupKey('enterprise', { ...of, pointId: 8 }));
  expect(groupKey('point', of)).not.toBe(groupKey('point', { ...of, pointId: 8 }));
  expect(groupKey('enterprise', { ...of, enterpriseId: null })).not.toBe(
    groupKey('enterprise', { ...of, enterpriseId: null, pointId: 8 }),
  );
  // A signal of the same name is another thing than an alarm.
  expect(groupKey('point', { ...of, source: 'signal' })).not.toBe(groupKey('point', of));
});

test('numbers as documents of bodies carry them', () => {
  expect(noticeNumber('乌环督', 2026, 12)).toBe('乌环督〔2026〕12号');
});
