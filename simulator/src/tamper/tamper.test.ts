import { describe, expect, test } from 'vitest';
import { Tampering } from '../device/tampering.ts';
import { expandScenario, type SimDevice } from '../expand.ts';
import { itemsOf, reportAt } from '../report.ts';
import { loadScenario } from '../scenario.ts';
import { measureAt } from '../world/measure.ts';
import { actsAt, type OutletTamper, type TamperPlan } from './kinds.ts';
import { fateOf } from './records.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Beijing midnight. */
const START = Date.parse('2026-03-01T00:00:00+08:00');
const demo = loadScenario('xinjiang-demo');
const POINT = 'SIM-OUTLET-GAS-048';
const LIMITS = { a21026: 50, a21002: 100 };

/** The demo's outlet with plans of one's own. */
function device(plans: readonly TamperPlan[], excess: Record<string, number> = { a21026: 3.2 }): SimDevice {
  const tamper: OutletTamper[] = [{ point: POINT, label: '模拟', limits: LIMITS, excess, plans }];
  return expandScenario({ ...demo, tamper }).find((one) => one.pointCode === POINT)!;
}
const bare = device([]);
const moments = Array.from({ length: 300 }, (_, i) => START + i * 17 * 60_000);
/** Converted by hand: coal, reference oxygen 6 %. */
const converted = (of: SimDevice, at: number, code: string) => {
  const { values } = measureAt(of, at);
  return (values[code]! * 15) / (21 - values.a19001!);
};

describe('what instruments show instead', () => {
  test('capped: nothing above the limit, what was below is as it was', () => {
    const capped = device([{ kind: 'cap', codes: ['a21026'] }]);
    const above = moments.filter((at) => converted(bare, at, 'a21026') > 50);
    expect(above.length).toBeGreaterThan(30);
    for (const at of moments) {
      const shown = converted(capped, at, 'a21026');
      if (above.includes(at)) {
        expect(shown).toBeGreaterThanOrEqual(0.955 * 50 - 1e-9);
        expect(shown).toBeLessThan(0.995 * 50 + 1e-9);
      } else expect(shown).toBe(converted(bare, at, 'a21026'));
    }
  });
  test('slope, dilution, rounding, marks, false stops: by the figures of the plan', () => {
    const at = moments.find((one) => converted(bare, one, 'a21026') > 50)!;
    const truth = measureAt(bare, at).values;
    const shown = (plan: TamperPlan) => measureAt(device([plan]), at);
    expect(shown({ kind: 'slope', codes: ['a21026'], slope: 0.6 }).values.a21026).toBeCloseTo(
      0.6 * truth.a21026!,
      10,
    );
    const mixed = shown({ kind: 'dilution', share: 0.3 }).values;
    expect(mixed.a21026).toBeCloseTo(0.7 * truth.a21026!, 10);
    expect(mixed.a19001).toBeCloseTo(truth.a19001! + 0.3 * (20.9 - truth.a19001!), 10);
    expect(shown({ kind: 'rounding', codes: ['a21026'], unit: 5 }).values.a21026! % 5).toBe(0);
    expect(shown({ kind: 'marks' }).flags).toMatchObject({ a21026: 'M' });
    expect(shown({ kind: 'marks' }).flags.a21002).toBeUndefined();
    expect(shown({ kind: 'false-stop' }).flags).toMatchObject({ a21026: 'F', a21002: 'F' });
  });
  test('a copied day is that of three days before; a constant is one figure; a twin shows its fellow’s', () => {
    const copied = device([{ kind: 'copied-days', codes: ['a21002'], daysBack: 3 }]);
    const still = device([{ kind: 'constant', codes: ['a21002'], everyDays: 2, hours: 30 }]);
    for (const at of moments.slice(0, 20)) {
      const before = measureAt(bare, at - 3 * DAY).values.a21002;
      expect(measureAt(copied, at).values.a21002).toBe(before);
    }
    const inside = moments.filter((at) => actsAt({ everyDays: 2, hours: 30 }, at));
    const spells = new Map(
      inside.map((at) => [actsAt({ everyDays: 2, hours: 30 }, at)!.since, new Set<number>()]),
    );
    for (const at of inside)
      spells.get(actsAt({ everyDays: 2, hours: 30 }, at)!.since)!.add(measureAt(still, at).values.a21002!);
    expect([...spells.values()].every((figures) => figures.size === 1)).toBe(true);
    // Both burn coal: with its fellow's seed it shows its fellow's figures, but on days when the fellow stands still otherwise.
    const twin = device([{ kind: 'twin', codes: ['a21002'], of: 'SIM-OUTLET-GAS-050' }]);
    const other = expandScenario(demo).find((one) => one.pointCode === 'SIM-OUTLET-GAS-050')!;
    const same = moments.filter((at) => {
      const shown = measureAt(twin, at).values.a21002;
      return shown === measureAt(other, at).values.a21002;
    });
    expect(same.length).toBeGreaterThan(250);
  });
  test('times: from, to, and hours of every so many days from Beijing midnight', () => {
    expect(actsAt({ from: START }, START - 1)).toBeNull();
    expect(actsAt({ from: '2026-03-01T00:00:00+08:00', to: START + HOUR }, START + HOUR)).toBeNull();
    expect(actsAt({ from: START }, START)).toEqual({ since: START });
    const days = Array.from(
      { length: 6 },
      (_, i) => actsAt({ everyDays: 3, hours: 24 }, START + i * DAY) !== null,
    );
    expect(days.filter(Boolean)).toHaveLength(2);
  });
});

describe('what becomes of records', () => {
  const hours = Array.from({ length: 72 }, (_, i) => reportAt('2061', START + i * HOUR));
  const high = hours.filter((hour) => {
    const item = itemsOf(bare, hour).find((one) => one.code === 'a21026')!;
    return Number(item.attrs.ZsAvg) > 50.5;
  });
  test('high hours are dropped, held until nine the next morning, or corrected after two hours', () => {
    expect(high.length).toBeGreaterThan(5);
    for (const hour of high) {
      expect(fateOf(device([{ kind: 'drop-high' }]), hour)).toEqual({ what: 'dropped' });
      const day = Math.floor((hour.time - START) / DAY) + 1;
      expect(fateOf(device([{ kind: 'back-fill' }]), hour)).toEqual({
        what: 'later',
        at: START + day * DAY + 9 * HOUR,
      });
      expect(fateOf(device([{ kind: 'revision' }]), hour)).toEqual({
        what: 'corrected',
        at: hour.time + 3 * HOUR,
      });
    }
    expect(fateOf(bare, high[0]!)).toEqual({ what: 'sent' });
    expect(fateOf(device([{ kind: 'drop-high' }]), reportAt('2031', START))).toEqual({ what: 'sent' });
  });
  test('a corrected record comes twice: as it was, then within the limit', () => {
    const revised = device([{ kind: 'revision' }]);
    const tampering = new Tampering(revised);
    const hour = high[0]!;
    const so2 = (report: typeof hour) =>
      Number(itemsOf(revised, report).find((one) => one.code === 'a21026')!.attrs.ZsAvg);
    expect(tampering.keeps(hour, hour.time + HOUR)).toBe(true);
    expect(so2(hour)).toBeGreaterThan(50);
    expect(tampering.released(hour.time + 3 * HOUR - 1)).toEqual([]);
    const [again] = tampering.released(hour.time + 3 * HOUR);
    expect(so2(again!)).toBeLessThanOrEqual(50);
  });
  test('a slope is told when it changes, and at the start when it is not 1', () => {
    const tampering = new Tampering(device([{ kind: 'slope', codes: ['a21002'], slope: 0.7, from: START }]));
    expect(tampering.slopesToTell(START - HOUR)).toEqual([]);
    expect(tampering.slopesToTell(START)).toEqual([{ code: 'a21002', slope: 0.7 }]);
    expect(tampering.slopesToTell(START + HOUR)).toEqual([]);
  });
});

test('one outlet of the demo is tampered, and says so', () => {
  const tampered = expandScenario(demo).filter((one) => one.tamper);
  expect(tampered.map((one) => [one.pointCode, one.registered, one.transport, one.edition])).toEqual([
    [POINT, true, 'tcp', '2017'],
  ]);
  expect(demo.notes.join('')).toContain(POINT);
});
