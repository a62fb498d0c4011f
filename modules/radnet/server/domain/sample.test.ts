import { expect, test } from 'vitest';
import type { SampleAct, SampleResult } from '../../contract.ts';
import { actsOf, type Person, refusalOf, type SampleStep, standingOf } from './sample.ts';

const person = (n: number): Person => ({ userId: String(n), name: `人员${n}` });
const SAMPLE = { plannedOn: '2026-11-02', indicators: ['U', 'Ra-226'] };
const TODAY = '2026-11-20';
const result = (more: Partial<SampleResult>): SampleResult => ({
  indicator: 'U',
  value: 1.8,
  below: false,
  detectionLimit: 0.04,
  uncertainty: 0.2,
  unit: 'µg/L',
  ...more,
});
const below = { value: null, below: true, detectionLimit: 3, uncertainty: null, unit: 'mBq/L' } as const;
const RA = result({ indicator: 'Ra-226', ...below });
const collect: SampleAct = {
  act: 'collect',
  on: '2026-11-03',
  collector: 'x',
  barcode: 'B1',
  amount: '20 L',
  note: '',
};
const measure = (results: SampleResult[]): SampleAct => ({
  act: 'measure',
  on: '2026-11-10',
  laboratory: 'x',
  method: 'x',
  instrument: 'x',
  results,
});
const review = (pass: boolean): SampleAct => ({ act: 'review', on: '2026-11-12', pass, opinion: 'x' });
const publish: SampleAct = { act: 'publish', on: '2026-11-15' };
const good = measure([result({}), RA]);
const by = (n: number, ...acts: SampleAct[]): SampleStep[] => acts.map((act) => ({ act, by: person(n) }));
const why = (steps: SampleStep[], act: SampleAct, n = 1) =>
  refusalOf(SAMPLE, steps, act, person(n), TODAY)?.why ?? null;

test('a sample goes from the plan to publication through three reviews by three persons', () => {
  const steps: SampleStep[] = [];
  const states: string[] = [];
  const take = (act: SampleAct, n: number) => {
    expect(why(steps, act, n)).toBeNull();
    steps.push({ act, by: person(n) });
    states.push(standingOf(steps, SAMPLE.plannedOn).state);
  };
  take(collect, 1);
  take(good, 2);
  take(review(true), 3);
  take(review(true), 4);
  take(review(true), 5);
  take(publish, 5);
  expect(states).toEqual(['collected', 'review-1', 'review-2', 'review-3', 'reviewed', 'published']);
  expect(actsOf(standingOf(steps, SAMPLE.plannedOn), person(1))).toEqual([]);
});

test('nobody reviews what he measured, or twice; a review that sends back begins everything anew', () => {
  const measured = [...by(1, collect), ...by(2, good)];
  expect(why(measured, review(true), 2)).toBe('sampleReviewer');
  const once = [...measured, ...by(3, review(true))];
  expect(why(once, review(true), 3)).toBe('sampleReviewer');
  expect(actsOf(standingOf(once, ''), person(3))).toEqual([]);
  expect(actsOf(standingOf(once, ''), person(4))).toEqual(['review']);
  const back = [...once, ...by(4, review(false))];
  expect(standingOf(back, '')).toMatchObject({ state: 'collected', measured: null, reviewers: [] });
  // Measured by another, whoever measured first may review.
  expect(
    why([...back, ...by(5, { ...good, on: '2026-11-13' })], { ...review(true), on: '2026-11-14' }, 2),
  ).toBeNull();
});

test('below the detection limit is a state of its own, never zero', () => {
  const of = (one: Partial<SampleResult>) => why(by(1, collect), measure([result(one), RA]), 2);
  expect(of({})).toBeNull();
  expect(of({ ...below, unit: 'µg/L' })).toBeNull();
  expect(of({ value: 0 })).toBe('sampleResult');
  expect(of({ value: 0, below: true })).toBe('sampleResult');
  expect(of({ ...below, detectionLimit: null })).toBe('sampleResult');
  // A value below its own limit is no value.
  expect(of({ value: 0.03 })).toBe('sampleResult');
  expect(of({ value: 0.04 })).toBeNull();
  expect(of({ value: null })).toBe('sampleResult');
});

test('every planned indicator has one result, and there are no others', () => {
  const of = (results: SampleResult[]) =>
    refusalOf(SAMPLE, by(1, collect), measure(results), person(2), TODAY);
  expect(of([result({})])).toEqual({ why: 'sampleIndicators', params: { missing: 'Ra-226' } });
  expect(of([result({}), RA, result({ indicator: 'Th' })])).toMatchObject({ params: { missing: 'Th' } });
  expect(of([result({}), result({}), RA])).toMatchObject({ params: { missing: 'U' } });
});

test('steps keep their order and their days', () => {
  expect(why([], good)).toBe('sampleState');
  expect(why(by(1, collect), publish)).toBe('sampleState');
  expect(why(by(1, collect), { ...good, on: '2026-11-02' }, 2)).toBe('sampleDay');
  expect(why([], { ...collect, on: '2026-11-21' })).toBe('sampleDay');
  expect(why([...by(1, collect), ...by(2, good)], { act: 'cancel', on: TODAY, reason: 'x' })).toBe(
    'sampleState',
  );
});
