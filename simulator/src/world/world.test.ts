import { HOUR_MS } from '@tarim/kernel';
import { describe, expect, test } from 'vitest';
import { expandScenario, type SimDevice } from '../expand.ts';
import { itemsOf, reportAt } from '../report.ts';
import { loadScenario } from '../scenario.ts';
import { measureAt } from './measure.ts';
import { measureOver } from './period.ts';

const scenario = loadScenario('xinjiang-demo');
const devices = expandScenario(scenario);
const of = (kind: SimDevice['kind']) => devices.filter((one) => one.kind === kind && one.registered);
const beijing = (text: string) => Date.parse(`${text}+08:00`);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
/** Mean of one factor over stations, days and hours of the day (Beijing). */
function meanOf(
  stations: readonly SimDevice[],
  code: string,
  month: string,
  hours: readonly number[],
): number {
  return mean(
    stations.flatMap((one) =>
      Array.from({ length: 28 }, (_, day) =>
        hours.map(
          (hour) =>
            measureAt(one, beijing(`${month}-${String(day + 1).padStart(2, '0')}T00:00:00`) + hour * HOUR_MS)
              .values[code]!,
        ),
      ).flat(),
    ),
  );
}
type Attrs = Record<string, number>;
const attrsOf = (device: SimDevice, cn: '2011' | '2051' | '2061' | '2031', time: number, minutes = 1) =>
  new Map(itemsOf(device, reportAt(cn, time, minutes)).map((item) => [item.code, item.attrs as Attrs]));

describe('the same seed tells the same story', () => {
  test('a second expansion has the same devices, another seed has others', () => {
    expect(expandScenario(scenario)).toEqual(devices);
    const other = expandScenario({ ...scenario, seed: scenario.seed + 1 });
    expect(other.map((one) => one.mn)).not.toEqual(devices.map((one) => one.mn));
  });
  test('any moment can be asked for, in any order', () => {
    const again = expandScenario(scenario);
    const times = [5, 1, 900, 2].map((hours) => beijing('2026-02-01T00:00:00') + hours * HOUR_MS);
    for (const index of [0, 80, 140, 260, 350, 380]) {
      const forward = times.map((time) => JSON.stringify(itemsOf(devices[index]!, reportAt('2061', time))));
      const backward = times
        .toReversed()
        .map((time) => JSON.stringify(itemsOf(again[index]!, reportAt('2061', time))));
      expect(backward.toReversed()).toEqual(forward);
      expect(new Set(forward).size).toBe(times.length);
    }
  });
  test('every device has a number of its own, and says that it is simulated', () => {
    expect(new Set(devices.map((one) => one.mn)).size).toBe(devices.length);
    expect(devices.filter((one) => !one.pointName.includes('模拟'))).toEqual([]);
  });
});

describe('days and seasons', () => {
  const air = of('air').slice(0, 12);
  test('summer ozone: the afternoon is well above the night', () => {
    expect(meanOf(air, 'a05024', '2026-07', [16, 17])).toBeGreaterThan(
      1.5 * meanOf(air, 'a05024', '2026-07', [3, 4]),
    );
  });
  test('fine dust of the basin: winter is far above summer', () => {
    const basin = of('air').filter((one) => one.place.zone === 'basin');
    expect(basin.length).toBeGreaterThan(3);
    expect(meanOf(basin, 'a34004', '2026-01', [4, 12, 20])).toBeGreaterThan(
      2 * meanOf(basin, 'a34004', '2026-07', [4, 12, 20]),
    );
  });
  test('PM2.5 is part of PM10 at every moment', () => {
    for (const station of air)
      for (let hour = 0; hour < 24 * 40; hour += 7) {
        const { values } = measureAt(station, beijing('2026-03-01T00:00:00') + hour * HOUR_MS);
        expect(values.a34002!).toBeGreaterThan(values.a34004!);
      }
  });
  test('dust comes to the south in spring and not to the north', () => {
    const peak = (zone: string) =>
      Math.max(
        ...of('air')
          .filter((one) => one.place.zone === zone)
          .flatMap((one) =>
            Array.from(
              { length: 240 },
              (_, i) => measureAt(one, beijing('2026-04-01T00:00:00') + i * 3 * HOUR_MS).values.a34002!,
            ),
          ),
      );
    expect(peak('south')).toBeGreaterThan(500);
    expect(peak('north')).toBeLessThan(400);
  });
  test('a storm raises PM10 where it blows, while it blows', () => {
    const units = ['/650000/653200/'];
    const from = beijing('2026-07-02T08:00:00');
    const stormy = expandScenario({
      ...scenario,
      events: [{ kind: 'storm', units, from, hours: 12, peak: 2_000 }],
    }).filter((one) => one.kind === 'air');
    const calm = expandScenario({ ...scenario, events: [] });
    const gain = (one: SimDevice, time: number) =>
      measureAt(one, time).values.a34002! -
      measureAt(calm.find((other) => other.mn === one.mn)!, time).values.a34002!;
    const inside = stormy.filter((one) => one.place.unitPath.startsWith(units[0]!));
    const outside = stormy.filter((one) => !one.place.unitPath.startsWith(units[0]!));
    expect(inside.length).toBeGreaterThan(0);
    for (const one of inside) {
      expect(gain(one, from + 4 * HOUR_MS)).toBeGreaterThan(800);
      expect(gain(one, from - HOUR_MS)).toBe(0);
      expect(gain(one, from + 12 * HOUR_MS)).toBe(0);
    }
    expect(outside.map((one) => gain(one, from + 4 * HOUR_MS)).every((each) => each === 0)).toBe(true);
  });
});

/** Reference oxygen of the emission standards: GB 13223-2011 coal 6, GB 4915-2013 kiln 10, GB 13271-2014 gas 3.5, GB 18485-2014 11. */
const REFERENCE: Readonly<Record<string, number>> = {
  'coal-power': 6,
  cement: 10,
  'gas-boiler': 3.5,
  'waste-incineration': 11,
};

describe('stacks', () => {
  const time = beijing('2026-05-20T15:00:00');
  const running = of('outlet-gas').filter(
    (one) => one.edition !== '2005' && attrsOf(one, '2061', time).get('a19001')!.Avg! < 17,
  );
  test.each(['2011', '2051', '2061', '2031'] as const)(
    '%s: the converted value follows from the value and the oxygen of the same record',
    (cn) => {
      const seen = new Set<string>();
      for (const device of running) {
        const attrs = attrsOf(device, cn, cn === '2031' ? beijing('2026-05-20T00:00:00') : time);
        const name = cn === '2011' ? 'Rtd' : 'Avg';
        const o2 = attrs.get('a19001')![name]!;
        for (const code of ['a34013', 'a21026', 'a21002']) {
          const { [name]: value, [`Zs${name}`]: converted } = attrs.get(code)!;
          const expected = (value! * (21 - REFERENCE[device.process!]!)) / (21 - o2);
          // Both are rounded to print: two decimals, SO2 one; oxygen two.
          expect(Math.abs(converted! - expected)).toBeLessThan(0.2 + 0.002 * expected);
          seen.add(device.process!);
        }
      }
      expect([...seen].sort()).toEqual(Object.keys(REFERENCE).sort());
    },
  );
  test('flow is volume, concentration × flow is what was emitted', () => {
    let checked = 0;
    for (const device of running) {
      const attrs = attrsOf(device, '2051', time);
      const volume = attrs.get('a00000')!.Cou!;
      expect(volume).toBeCloseTo(attrs.get('a00000')!.Avg! * 60, -1);
      // mg/m³ × m³ = mg
      const kg = (attrs.get('a21002')!.Avg! * volume) / 1e6;
      if (String(attrs.get('a21002')!.Flag) !== 'N') continue;
      expect(Math.abs(attrs.get('a21002')!.Cou! - kg)).toBeLessThan(0.002 + 0.01 * kg);
      checked++;
    }
    expect(checked).toBeGreaterThan(40);
  });
  test('oxygen that was set by a slope is the oxygen that converts', () => {
    const device = running.find((one) => one.process === 'coal-power')!;
    const items = itemsOf(device, reportAt('2061', time), (code) =>
      code === 'a19001' ? { slope: 2, intercept: 0 } : null,
    );
    const at = (code: string) => items.find((item) => item.code === code)!.attrs as Attrs;
    const expected = (at('a21002').Avg! * (21 - 6)) / (21 - at('a19001').Avg!);
    expect(Math.abs(at('a21002').ZsAvg! - expected)).toBeLessThan(0.01 * expected);
  });
});

describe('wastewater', () => {
  test('mean concentration × volume = amount, and the amounts of the minutes make that of the hour', () => {
    const time = beijing('2026-05-20T15:00:00');
    let checked = 0;
    for (const device of of('outlet-water').filter((one) => one.edition !== '2005')) {
      const hour = attrsOf(device, '2061', time);
      const volume = hour.get('w00000')!.Cou!;
      expect(Math.abs(volume - hour.get('w00000')!.Avg! * 3.6)).toBeLessThan(0.02 + 1e-3 * volume);
      for (const code of ['w01018', 'w21003', 'w21001']) {
        if (String(hour.get(code)!.Flag) !== 'N' || measureOver(device, time, HOUR_MS).flags[code]) continue;
        // mg/L = g/m³
        const kg = (hour.get(code)!.Avg! * volume) / 1_000;
        expect(Math.abs(hour.get(code)!.Cou! - kg)).toBeLessThan(0.002 + 0.006 * kg);
        const minutes = Array.from(
          { length: 6 },
          (_, i) => attrsOf(device, '2051', time + i * 600_000, 10).get(code)!.Cou!,
        ).reduce((a, b) => a + b, 0);
        expect(Math.abs(hour.get(code)!.Cou! - minutes)).toBeLessThan(0.004 + 0.002 * minutes);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(50);
  });
});
