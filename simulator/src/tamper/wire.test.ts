import { expect, test } from 'vitest';
import { startNetwork } from '../network.ts';
import { loadScenario } from '../scenario.ts';
import { tinyPlatform } from '../test-platform.fixture.ts';
import { actsAt, type OutletTamper } from './kinds.ts';

const base = loadScenario('test');
/** The gas boiler of the small network, made to emit thrice as much and to hide it. */
const TAMPERED: OutletTamper = {
  point: 'SIM-OUTLET-GAS-002',
  label: '模拟',
  limits: { a21026: 8, a21002: 100 },
  excess: { a21026: 3, a21002: 3 },
  plans: [
    { kind: 'cap', codes: ['a21026'] },
    { kind: 'slope', codes: ['a21002'], slope: 0.7, everyDays: 3, hours: 40 },
    { kind: 'marks', codes: ['a21002'] },
  ],
};
const slope = TAMPERED.plans[1]!;
const HOUR = 3_600_000;
/** A Beijing midnight at which the slope is set down, an hour before. */
const START = (() => {
  const first = Date.parse('2026-05-20T00:00:00+08:00');
  for (let day = first; ; day += 24 * HOUR)
    if (actsAt(slope, day) && !actsAt(slope, day - 1)) return day - HOUR;
})();

test('on the wire: SO2 never above its limit, the slope told by 3020 when it is set, exceedances of NOx marked', async () => {
  const platform = await tinyPlatform();
  const network = startNetwork({
    scenario: {
      ...base,
      counts: {
        air: 0,
        'surface-water': 0,
        'outlet-gas': 2,
        'outlet-water': 0,
        groundwater: 0,
        noise: 0,
        radiation: 0,
      },
      longRecords: 0,
      unregistered: [],
      tamper: [TAMPERED],
    },
    host: '127.0.0.1',
    port: platform.port,
    start: START,
    speed: 4_000,
    seconds: 1.35,
  });
  await network.ended;
  await network.finish();
  const { mn } = network.devices.find((one) => one.pointCode === TAMPERED.point)!;
  const own = platform.frames.filter((frame) => frame.mn === mn);
  const told = own.filter((frame) => frame.cn === '3020');
  // Set down three days before, back after forty hours, and down again an hour after the start.
  expect(
    told.map((frame) => [frame.fields.PolId, frame.items[0]?.code, String(frame.items[0]?.attrs.Info)]),
  ).toEqual([
    ['a21002', 'i13008', '0.7'],
    ['a21002', 'i13008', '1'],
    ['a21002', 'i13008', '0.7'],
  ]);
  expect(told.map((frame) => Math.round((frame.dataTime! - START) / HOUR))).toEqual([-71, -31, 1]);
  const minutes = own.filter((frame) => frame.cn === '2051');
  expect(minutes.length).toBeGreaterThan(60);
  const figure = (frame: (typeof own)[number], code: string) =>
    frame.items.find((one) => one.code === code)!.attrs;
  expect(Math.max(...minutes.map((frame) => Number(figure(frame, 'a21026').ZsAvg)))).toBeLessThanOrEqual(8);
  for (const frame of minutes) {
    const nox = figure(frame, 'a21002');
    if (Number(nox.ZsAvg) > 100.5) expect(nox.Flag).not.toBe('N');
  }
  await platform.close();
}, 60_000);
