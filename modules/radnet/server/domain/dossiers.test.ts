import { expect, test } from 'vitest';
import type { LegacyAct, NormAct, Screening } from '../../contract.ts';
import { controlLimits, judgeDays, type SampledDay } from './excursion.ts';
import { legacyRefusal, legacyStanding } from './legacy.ts';
import { missingYears, type NormStep, normRefusal, normStanding } from './norm.ts';

const TODAY = '2026-11-20';
const screen = (on: string): NormAct => ({ act: 'screen', on, laboratory: 'x', materials: [] as never });
const result = (on: string, above: boolean | null): Screening => ({
  on,
  index: above ? 3.2 : 0.8,
  nuclide: 'U-238',
  above,
  rule: 'x',
});
const screened = (on: string, above: boolean | null): NormStep => ({
  act: screen(on),
  result: result(on, above),
});
const done = (...acts: NormAct[]): NormStep[] => acts.map((act) => ({ act, result: null }));
const announce: NormAct = { act: 'announce', on: '2024-03-01', until: '2024-03-08', where: 'x' };
const list: NormAct = { act: 'list', on: '2024-03-09', document: 'x' };
const report = (year: number, on = '2026-01-20'): NormAct => ({ act: 'report', on, year, summary: 'x' });
const propose: NormAct = { act: 'propose-removal', on: '2026-02-01', ground: 'below', note: 'x' };
const why = (steps: NormStep[], act: NormAct) => normRefusal(steps, act, TODAY)?.why ?? null;

test('a unit above 1 Bq/g is announced, listed after the announcement is over, and taken off by a decision', () => {
  const steps = [screened('2024-02-01', true)];
  expect(normStanding(steps).state).toBe('above');
  expect(why(steps, list)).toBe('dossierState');
  expect(why(steps, { ...announce, until: '2024-03-01' })).toBe('normPeriod');
  steps.push(...done(announce));
  expect(why(steps, { ...list, on: '2024-03-08' })).toBe('normPeriod');
  expect(why(steps, list)).toBeNull();
  steps.push(...done(list));
  expect(normStanding(steps)).toMatchObject({ state: 'listed', listedOn: '2024-03-09' });
  // Below since the listing, by a screening, and not by word.
  expect(why(steps, propose)).toBe('normScreening');
  expect(why(steps, { ...propose, ground: 'stopped' })).toBeNull();
  steps.push(screened('2026-01-15', false));
  expect(normStanding(steps).state).toBe('listed');
  expect(why(steps, propose)).toBeNull();
  steps.push(...done(propose, { act: 'remove', on: '2026-03-01', document: 'x' }));
  expect(normStanding(steps)).toMatchObject({ state: 'removed', listedOn: null });
});

test('a screening that cannot be told, or is not above, lists nobody; one that is announced may turn out below', () => {
  expect(normStanding([screened('2024-02-01', null)]).state).toBe('unclear');
  expect(why([screened('2024-02-01', false)], announce)).toBe('dossierState');
  const announced = [screened('2024-02-01', true), ...done(announce), screened('2024-03-05', false)];
  expect(normStanding(announced).state).toBe('below');
});

test('years on the list without a report are missing once they are over; each is reported once', () => {
  const steps = [screened('2024-02-01', true), ...done(announce, list)];
  expect(missingYears(normStanding(steps), TODAY)).toEqual([2024, 2025]);
  expect(why(steps, report(2023))).toBe('normYear');
  expect(why(steps, report(2025))).toBeNull();
  steps.push(...done(report(2025)));
  expect(missingYears(normStanding(steps), TODAY)).toEqual([2024]);
  expect(why(steps, report(2025))).toBe('normYear');
  expect(missingYears(normStanding(steps), '2024-12-31')).toEqual([]);
});

test('disclosure keeps the last day of each kind', () => {
  const tell = (on: string, what: 'plan' | 'results'): NormAct => ({ act: 'disclose', on, what, where: 'x' });
  const steps = [
    screened('2024-02-01', true),
    ...done(
      announce,
      list,
      tell('2024-04-01', 'plan'),
      tell('2024-07-01', 'results'),
      tell('2024-10-01', 'results'),
    ),
  ];
  expect(normStanding(steps).disclosed).toEqual({ plan: '2024-04-01', results: '2024-10-01', annual: null });
});

test('a legacy point is surveyed, planned, treated, accepted and looked after, in this order', () => {
  const acts: LegacyAct[] = [
    { act: 'survey', on: '2026-03-01', gamma: 900, radon: 1.2, note: 'x' },
    { act: 'plan', on: '2026-04-01', document: 'x', note: 'x' },
    { act: 'treat', on: '2026-08-01', note: 'x' },
    { act: 'accept', on: '2026-09-01', document: 'x', landUse: '不得建房', nextLook: '2026-11-01' },
    { act: 'look', on: '2026-11-02', gamma: 140, note: 'x', nextLook: '2027-11-01' },
  ];
  const states = acts.map((act, i) => {
    expect(legacyRefusal(acts.slice(0, i), act, TODAY)).toBeNull();
    return legacyStanding(acts.slice(0, i + 1)).state;
  });
  expect(states).toEqual(['surveyed', 'planned', 'treated', 'accepted', 'care']);
  expect(legacyStanding(acts)).toMatchObject({ gamma: 140, landUse: '不得建房', nextLook: '2027-11-01' });
  expect(legacyRefusal([], acts[1]!, TODAY)?.why).toBe('dossierState');
  expect(legacyRefusal(acts.slice(0, 1), { ...acts[1]!, on: '2026-02-01' } as LegacyAct, TODAY)?.why).toBe(
    'dossierDay',
  );
  expect(
    legacyRefusal(acts.slice(0, 4), { ...acts[4]!, nextLook: '2026-11-02' } as LegacyAct, TODAY)?.why,
  ).toBe('dossierDay');
});

const day = (on: string, baseline: boolean, U: number, SO4?: number): SampledDay => ({
  on,
  baseline,
  values: [
    { indicator: 'U', value: U },
    ...(SO4 === undefined ? [] : [{ indicator: 'SO4' as const, value: SO4 }]),
  ],
});
/** U: mean 0.02, s = √((4 · 0.002²) / 3); SO4: mean 100, s = √((4 · 10²) / 3). */
const BASE = [
  day('2025-01-01', true, 0.018, 90),
  day('2025-02-01', true, 0.022, 110),
  day('2025-03-01', true, 0.018, 90),
  day('2025-04-01', true, 0.022, 110),
];

test('upper control limits are mean + 5 s of at least four samplings', () => {
  const [u, so4] = controlLimits(BASE);
  expect(u).toMatchObject({ indicator: 'U', n: 4 });
  expect(u!.mean).toBeCloseTo(0.02, 12);
  expect(u!.limit).toBeCloseTo(0.02 + 5 * Math.sqrt((4 * 0.002 ** 2) / 3), 12);
  expect(so4!.limit).toBeCloseTo(100 + 5 * Math.sqrt(400 / 3), 9);
  expect(controlLimits(BASE.slice(1))).toEqual([]);
});

test('two above, or one by a fifth, is sampled again, and is an excursion when it is so again', () => {
  // Limits 0.0315 and 157.7; a fifth above: 0.0379 and 189.3.
  const states = (...days: SampledDay[]) =>
    judgeDays([...BASE, ...days])
      .slice(4)
      .map(({ state }) => state);
  expect(states(day('2026-01-01', false, 0.033, 120))).toEqual(['normal']);
  expect(states(day('2026-01-01', false, 0.033, 160))).toEqual(['suspected']);
  expect(states(day('2026-01-01', false, 0.038, 100))).toEqual(['suspected']);
  expect(
    states(
      day('2026-01-01', false, 0.038, 100),
      day('2026-01-15', false, 0.033, 160),
      day('2026-02-01', false, 0.02, 100),
      day('2026-03-01', false, 0.04, 100),
    ),
  ).toEqual(['suspected', 'excursion', 'normal', 'suspected']);
  expect(judgeDays([day('2026-01-01', false, 9)])[0]).toMatchObject({ state: 'no-baseline', above: [] });
});
