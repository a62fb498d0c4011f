import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayAmounts, hourAmounts, totalOf } from './amounts.ts';
import { activeSeqs, dayKey, fold } from './fold.ts';
import { ratesOf } from './rates.ts';
import type { BaseCell, BaseSeries, Operation, OperationDetail, SubstituteValue } from './series.ts';

const FROM = Date.parse('2026-10-01T00:00:00+08:00');
const at = (hour: number) => FROM + hour * HOUR_MS;
const good = (total: number, mean = total * 10): BaseCell => ({ mean, total, state: 'valid', why: null });

function base(cells: Readonly<Record<string, readonly BaseCell[]>>): BaseSeries {
  return { from: FROM, hours: Object.values(cells)[0]!.length, codes: Object.keys(cells), cells };
}
const series = () =>
  base({ SO2: [1, 2, 3, 4].map((kg) => good(kg)), O2: [1, 1, 1, 1].map((kg) => good(kg)) });

const operation = (
  seq: number,
  [from, to]: readonly [number, number],
  detail: OperationDetail,
  codes: readonly string[] = ['SO2'],
): Operation => ({ seq, codes, from: at(from), to: at(to), detail });
const invalidate: OperationDetail = { kind: 'invalidate', situation: 'invalid' };
const value = (hour: number, kg: number | null): SubstituteValue => ({
  time: at(hour),
  code: 'SO2',
  kg,
  alpha: 95,
  origin: null,
  problem: kg === null ? 'SUBSTITUTION_NO_RULE' : null,
});
const substitute = (...values: SubstituteValue[]): OperationDetail => ({
  kind: 'substitute',
  rule: 'test@1',
  period: 'hour',
  values,
});
const kgOf = (operations: readonly Operation[], seq?: number) => {
  const folded = fold(series(), operations, seq);
  const { measured, substituted, total, unresolved } = totalOf(
    'SO2',
    hourAmounts(folded, 'SO2'),
    FROM,
    at(4),
  );
  return [measured, substituted, total, unresolved];
};

describe('a fold over untouched records', () => {
  const all = [
    operation(1, [1, 3], invalidate),
    operation(2, [1, 3], substitute(value(1, 7), value(2, null))),
    operation(3, [3, 4], { kind: 'correct', mean: 20, total: null }),
    operation(4, [1, 3], { kind: 'restore', seq: 2 }),
    operation(5, [1, 3], { kind: 'restore', seq: 4 }),
  ];
  test('replays to any step: 1+2+3+4 kg', () => {
    expect(kgOf(all, 0)).toEqual([10, 0, 10, 0]);
    expect(kgOf(all, 1)).toEqual([5, 0, 5, 2]);
    // 7 kg stand in for the second hour, nothing for the third.
    expect(kgOf(all, 2)).toEqual([5, 7, 12, 1]);
    // 40 mg/m³ were 4 kg, 20 mg/m³ are 2.
    expect(kgOf(all, 3)).toEqual([3, 7, 10, 1]);
    expect(kgOf(all, 4)).toEqual([3, 0, 3, 2]);
    // What took it back is taken back.
    expect(kgOf(all, 5)).toEqual([3, 7, 10, 1]);
  });
  test('only the factors that are named; none named: all', () => {
    const one = fold(series(), [operation(1, [0, 1], invalidate)]);
    expect(one.cells.SO2![0]).toMatchObject({
      state: 'invalid',
      origin: 'none',
      seq: 1,
      why: 'REVIEW',
      mean: 10,
    });
    expect(one.cells.O2![0]).toMatchObject({ state: 'valid', origin: 'measured', seq: null });
    const both = fold(series(), [operation(1, [0, 1], invalidate, [])]);
    expect(both.cells.O2![0]!.state).toBe('invalid');
  });
  test('marks: stopped owes nothing, start-up leaves the data, a passed check is remembered', () => {
    const mark = (effect: 'stopped' | 'exempt' | 'check-passed'): OperationDetail => ({
      kind: 'mark',
      markId: 1,
      mark: 'm',
      effect,
      table: 't',
    });
    const folded = fold(series(), [
      operation(1, [0, 2], mark('stopped'), []),
      operation(2, [2, 3], mark('exempt'), []),
      operation(3, [3, 4], mark('check-passed'), []),
    ]);
    expect(folded.cells.SO2!.map((one) => one.state)).toEqual(['stopped', 'stopped', 'valid', 'valid']);
    expect(folded.passed).toEqual([at(3)]);
    expect(ratesOf(folded, 'SO2', null)).toMatchObject({ hours: 4, due: 2, capture: 100 });
  });
  test('what is valid or stopped is not substituted; a later invalidation asks anew', () => {
    expect(kgOf([operation(1, [0, 1], substitute(value(0, 9)))])).toEqual([10, 0, 10, 0]);
    const again = [
      operation(1, [0, 1], invalidate),
      operation(2, [0, 1], substitute(value(0, 9))),
      operation(3, [0, 1], { kind: 'invalidate', situation: 'out-of-control' }),
    ];
    expect(kgOf(again, 2)).toEqual([9, 9, 18, 0]);
    expect(kgOf(again)).toEqual([9, 0, 9, 1]);
  });
  test('the records are not touched, and operations outside them do no harm', () => {
    const records = series();
    const before = JSON.stringify(records);
    fold(records, [operation(1, [-5, 99], invalidate, []), operation(2, [0, 1], substitute(value(77, 1)))]);
    expect(JSON.stringify(records)).toBe(before);
  });
});

test('taking back everything gives the records again', () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
      const done = spans.map(([from, length], index) =>
        operation(index + 1, [from, from + length], invalidate),
      );
      const undone = done.map((one, index) =>
        operation(done.length + index + 1, [0, 4], { kind: 'restore', seq: one.seq }),
      );
      expect(fold(series(), [...done, ...undone]).cells).toEqual(fold(series(), []).cells);
      expect(activeSeqs([...done, ...undone]).size).toBe(undone.length);
    }),
  );
});

describe('daily loads of wastewater', () => {
  const day = (valid: number, rest: BaseCell['state'], kg = 0.1): BaseCell[] =>
    Array.from({ length: 24 }, (_, hour) =>
      hour < valid ? good(kg) : { mean: null, total: null, state: rest, why: 'x' },
    );
  const cod = base({
    w01018: [
      ...day(24, 'missing'),
      ...day(18, 'missing'),
      ...day(17, 'missing'),
      ...day(9, 'stopped'),
      ...day(0, 'stopped'),
    ],
  });
  test('18 of 24 hours make a day, 17 do not; what stopped owes nothing', () => {
    expect(dayAmounts(fold(cod, []), 'w01018', 75).map(({ state, kg }) => [state, kg])).toEqual([
      ['valid', 2.4],
      ['valid', 1.8],
      ['missing', null],
      ['valid', 0.9],
      ['stopped', null],
    ]);
  });
  test('a load stands in until the day changes', () => {
    const load: SubstituteValue = { ...value(48, 3), code: 'w01018' };
    const stand: Operation = {
      seq: 1,
      codes: ['w01018'],
      from: at(48),
      to: at(72),
      detail: { kind: 'substitute', rule: 't', period: 'day', values: [load] },
    };
    const folded = fold(cod, [stand]);
    expect(folded.days.get(dayKey('w01018', at(48)))?.value.kg).toBe(3);
    const amounts = dayAmounts(folded, 'w01018', 75);
    expect(totalOf('w01018', amounts, FROM, FROM + 5 * DAY_MS)).toMatchObject({
      measured: 5.1,
      substituted: 3,
      total: 8.1,
      unresolved: 0,
      stopped: 1,
    });
    const later = { ...operation(2, [50, 51], invalidate), codes: ['w01018'] };
    expect(fold(cod, [stand, later]).days.size).toBe(0);
  });
  test('a day that is not over is left out', () => {
    const running = base({ w01018: day(24, 'missing').slice(0, 20) });
    expect(dayAmounts(fold(running, []), 'w01018', 75)).toEqual([]);
  });
});
