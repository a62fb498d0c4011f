import { workCalendar } from '@tarim/science';
import { describe, expect, test } from 'vitest';
import type { ApplicationAct, PermitContent } from '../../contract.ts';
import { refusalOf, reviewClock, stateAfter, termOf } from './application.ts';
import { longestTo, renewed, standingOf } from './permit.ts';
import { renewalDue, renewalOf, stateOf } from './renewal.ts';
import { dutiesOf, quotasOf } from './reports.ts';

const noon = (on: string) => Date.parse(`${on}T12:00:00+08:00`);
const CONTENT: PermitContent = {
  class: 'key',
  validFrom: '2022-01-01',
  validTo: '2026-12-31',
  outlets: [
    {
      no: 'DA001',
      name: '锅炉烟囱',
      kind: 'gas',
      factors: [
        { factor: '二氧化硫', limit: 35, unit: 'mg/m³', yearly: 60, method: 'auto', frequency: '' },
        { factor: '氨', limit: 8, unit: 'mg/m³', yearly: null, method: 'manual', frequency: '每季一次' },
      ],
    },
    {
      no: 'DA002',
      name: '备用',
      kind: 'gas',
      factors: [{ factor: '二氧化硫', limit: 35, unit: 'mg/m³', yearly: 40, method: 'auto', frequency: '' }],
    },
  ],
  conditions: '',
  reports: { annualBy: '01-31', quarterlyBy: 15 },
};

describe('renewal must be asked for sixty days before the end, counted by hand', () => {
  test('31 December: 31 days of December and 29 of November back, 1 November', () => {
    expect(renewalDue('2026-12-31')).toBe('2026-11-01');
  });
  test.each([
    // Asked on the last day: sixty days before, although it is a Sunday.
    ['2026-11-01', '2026-11-02', { daysBefore: 60, late: false, light: 'done' }],
    // A day later: fifty-nine days before, overdue.
    ['2026-11-02', '2026-11-02', { daysBefore: 59, late: true, light: 'red' }],
    [null, '2026-09-30', { daysBefore: null, late: false, light: 'green' }],
    // Thirty days before the last day to ask.
    [null, '2026-10-03', { daysBefore: null, late: false, light: 'yellow' }],
    [null, '2026-11-02', { daysBefore: null, late: true, light: 'red' }],
  ])('asked %s, looked at on %s', (asked, on, expected) => {
    expect(renewalOf('2026-12-31', asked, noon(on))).toMatchObject({
      due: '2026-11-01',
      confidence: 'official-text',
      ...expected,
    });
  });
  test('a permit holds to the end of its last day', () => {
    expect(stateOf('valid', '2026-12-31', '2026-12-31')).toBe('valid');
    expect(stateOf('valid', '2026-12-31', '2027-01-01')).toBe('expired');
    expect(stateOf('revoked', '2026-12-31', '2027-01-01')).toBe('revoked');
  });
});

test('five years, less a day; what is renewed follows on what ended', () => {
  expect(longestTo('2022-01-01')).toBe('2026-12-31');
  expect(longestTo('2024-02-29')).toBe('2029-02-27');
  expect(renewed(CONTENT)).toMatchObject({ validFrom: '2027-01-01', validTo: '2031-12-31', class: 'key' });
});

test('a permit folded: changes keep the day of renewal, a renewal moves it, an end ends it', () => {
  const issue = { act: 'issue', on: '2022-01-01', note: '', content: CONTENT } as const;
  const change = {
    act: 'change',
    on: '2023-05-01',
    note: '',
    content: { ...CONTENT, conditions: '新' },
  } as const;
  const renew = { act: 'renew', on: '2026-12-01', note: '', content: renewed(CONTENT) } as const;
  expect(standingOf([issue, change])).toMatchObject({
    renewedOn: '2022-01-01',
    content: { conditions: '新' },
  });
  expect(standingOf([issue, renew])).toMatchObject({ renewedOn: '2026-12-01', state: 'valid' });
  expect(standingOf([issue, { act: 'revoke', on: '2024-01-01', note: '', content: null }]).state).toBe(
    'revoked',
  );
  expect(() => standingOf([])).toThrow();
});

describe('applications', () => {
  const accept: ApplicationAct = { act: 'accept', on: '2026-11-02', note: '' };
  const check: ApplicationAct = { act: 'check-site', on: '2026-11-05', note: '现场' };
  const clock = (kind: 'new' | 'renew' | 'change', of: 'key' | 'simplified', acts: ApplicationAct[]) =>
    reviewClock({ kind, class: of }, acts, noon('2026-11-10'), workCalendar());

  test('working days from Monday 2 November 2026, which has no days off but weekends', () => {
    expect(clock('new', 'key', [])).toBeNull();
    // 10: Monday 16; 20: Monday 30; 30: Monday 14 December.
    expect(clock('change', 'key', [accept])?.due).toBe('2026-11-16');
    expect(clock('renew', 'key', [accept])?.due).toBe('2026-11-30');
    expect(clock('new', 'simplified', [accept])).toMatchObject({
      due: '2026-11-30',
      confidence: 'unverified',
    });
    expect(clock('new', 'key', [accept])?.due).toBe('2026-12-14');
    expect(termOf('new', 'key', true)).toBe('permit-review-key-site');
    expect(clock('new', 'key', [accept, check])?.key).toBe('permit-review-key-site');
  });

  test('order and days', () => {
    const asked = { kind: 'new', submittedOn: '2026-11-01' } as const;
    const grant: ApplicationAct = { act: 'grant', on: '2026-11-20', number: '', issuer: '', note: '' };
    const refused = (acts: ApplicationAct[], act: ApplicationAct, kind: 'new' | 'renew' = 'new') =>
      refusalOf({ ...asked, kind }, acts, act, '2026-11-30')?.why ?? null;
    expect(refused([], grant)).toBe('stateUnfit');
    expect(refused([], { ...accept, on: '2026-10-31' })).toBe('dayOrder');
    expect(refused([], { ...accept, on: '2026-12-01' })).toBe('dayFuture');
    expect(refused([accept], grant)).toBe('numberMissing');
    expect(refused([accept], grant, 'renew')).toBeNull();
    expect(stateAfter([accept, check, grant])).toBe('granted');
    expect(refused([accept, grant], { act: 'refuse', on: '2026-11-21', reason: 'x' })).toBe('stateUnfit');
  });
});

describe('execution reports', () => {
  const duties = (on: string, since = '2026-05-10', submitted: Parameters<typeof dutiesOf>[2] = []) =>
    dutiesOf(CONTENT, since, submitted, noon(on), on).map(
      ({ period, due, light }) => `${period} ${due} ${light}`,
    );

  test('quarters in which the permit held, by the fifteenth; the annual one stands for the fourth', () => {
    expect(duties('2026-11-28')).toEqual([
      '2026Q2 2026-07-15 red',
      '2026Q3 2026-10-15 red',
      '2026 2027-01-31 green',
    ]);
    const q2 = { period: '2026Q2', submittedOn: '2026-07-15', amounts: [] };
    const q3 = { period: '2026Q3', submittedOn: '2026-10-16', amounts: [] };
    // On its day it is in time; a day later it is late for good.
    expect(duties('2026-11-28', '2026-05-10', [q2, q3]).slice(0, 2)).toEqual([
      '2026Q2 2026-07-15 done',
      '2026Q3 2026-10-15 red',
    ]);
  });

  test('nothing is due for what came after the permit’s end', () => {
    expect(duties('2027-06-01', '2026-10-01')).toEqual(['2026 2027-01-31 red']);
  });

  test('reported amounts against those permitted, of all outlets together', () => {
    const year = (tonnes: number) => [
      { period: '2025', submittedOn: '2026-01-20', amounts: [{ factor: '二氧化硫', tonnes }] },
    ];
    // 60 + 40 tonnes are permitted.
    expect(quotasOf(CONTENT, year(79))).toMatchObject([{ yearly: 100, use: 0.79, light: 'green' }]);
    expect(quotasOf(CONTENT, year(80))[0]!.light).toBe('yellow');
    expect(quotasOf(CONTENT, year(100))[0]!.light).toBe('yellow');
    expect(quotasOf(CONTENT, year(101))[0]!.light).toBe('red');
    expect(
      quotasOf(CONTENT, [
        { period: '2026Q2', submittedOn: 'x', amounts: [{ factor: '二氧化硫', tonnes: 9 }] },
      ]),
    ).toEqual([]);
  });
});
