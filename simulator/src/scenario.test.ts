import { readFileSync } from 'node:fs';
import { decodeFrame, encodeRecord } from '@tarim/hj212';
import { TarimError } from '@tarim/kernel';
import { describe, expect, test } from 'vitest';
import { demoRegistry } from './demo-registry.ts';
import { ODDITIES } from './device/oddities.ts';
import { expandScenario } from './expand.ts';
import { itemsOf, reportAt } from './report.ts';
import { loadScenario, SIM_KINDS, scenarioNames } from './scenario.ts';
import { TAMPER_KINDS } from './tamper/kinds.ts';

const share = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1;
const count = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const EVENTS = ['dust', 'inversion', 'storm', 'exceedance', 'stopped', 'mark'];

/** Everything that is not as a scenario has to be, in words; written apart from the code that reads scenarios. */
function faultsOf(scenario: ReturnType<typeof loadScenario>): string[] {
  const faults: string[] = [];
  const check = (ok: boolean, what: string) => {
    if (!ok) faults.push(what);
  };
  check(Number.isInteger(scenario.seed), 'seed');
  check(scenario.titleZh.includes('模拟'), 'the title says that it is simulated');
  check(scenario.notes.join('').includes('模拟'), 'the notes say that it is simulated');
  check(scenario.places.length > 0, 'places');
  for (const place of scenario.places) {
    check(/^65\d{4}$/.test(place.code), `code ${place.code}`);
    check(
      /^(\/650000\/(65\d{4}\/){1,2}|\/BT\/BT\d\d\/659\d{3}\/)$/.test(place.unitPath),
      `path ${place.unitPath}`,
    );
    check(place.unitPath.endsWith(`/${place.code}/`), `path of ${place.code}`);
    // The region's own extent.
    check(place.lon > 73 && place.lon < 97 && place.lat > 34 && place.lat < 50, `position of ${place.code}`);
    check(['south', 'basin', 'north'].includes(place.zone), `zone of ${place.code}`);
    check(place.weight > 0, `weight of ${place.code}`);
  }
  check(new Set(scenario.places.map((one) => one.code)).size === scenario.places.length, 'a place twice');
  check(Object.keys(scenario.counts).sort().join() === [...SIM_KINDS].sort().join(), 'kinds');
  check(Object.values(scenario.counts).every(count), 'counts');
  const editions = Object.values(scenario.editions);
  check(
    editions.every(share) && Math.abs(editions.reduce((a, b) => a + b, 0) - 1) < 1e-9,
    'editions make one',
  );
  check(Object.values(scenario.faults).every(share), 'faults');
  check(Object.values(scenario.exceedances).every(share), 'exceedances');
  check(
    scenario.events.every((one) => EVENTS.includes(one.kind)),
    'events',
  );
  for (const [oddity, many] of Object.entries(scenario.oddities))
    check((ODDITIES as readonly string[]).includes(oddity) && count(many), `oddity ${oddity}`);
  check(count(scenario.longRecords), 'longRecords');
  check(count(scenario.transports.http) && count(scenario.transports.mqtt), 'transports');
  for (const hole of scenario.holes) {
    check(hole.index < scenario.counts[hole.kind], 'hole of a device');
    check(hole.fromHoursAgo > hole.toHoursAgo, 'hole from–to');
  }
  for (const { point, label, limits, plans } of scenario.tamper) {
    check(/^SIM-OUTLET-(GAS|WATER)-\d{3}$/.test(point), `tampered ${point}`);
    check(label.includes('模拟'), 'the label says that it is simulated');
    check(Object.keys(limits).length > 0 && plans.length > 0, 'tampering with something');
    for (const plan of plans) check((TAMPER_KINDS as readonly string[]).includes(plan.kind), plan.kind);
  }
  check(Object.values(scenario.backfill).every(count), 'backfill');
  for (const one of scenario.longPast)
    check(one.index < scenario.counts[one.kind] && count(one.days), 'long past of a device');
  return faults;
}

describe('scenarios', () => {
  test.each(scenarioNames())('%s is whole and has only members that are known', (name) => {
    const own = JSON.parse(readFileSync(new URL(`../scenarios/${name}.json`, import.meta.url), 'utf8'));
    const known = Object.keys(loadScenario('xinjiang-demo'));
    expect(Object.keys(own).filter((key) => key !== 'extends' && !known.includes(key))).toEqual([]);
    expect(Object.keys(loadScenario(name)).sort()).toEqual(known.sort());
    expect(faultsOf(loadScenario(name))).toEqual([]);
  });
  test('what the check is worth: a broken scenario is found out', () => {
    const broken = { ...loadScenario('test'), editions: { '2005': 0.5, '2017': 0.7, '2025': 0 } };
    expect(faultsOf(broken)).toEqual(['editions make one']);
  });
  test.each(['nowhere', '../package', '', 'a/b'])(
    '%j is no scenario: a coded error that names those there are',
    (name) => {
      let caught: unknown;
      try {
        loadScenario(name);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(TarimError);
      expect((caught as TarimError).code).toBe('SIMULATOR_SCENARIO_UNKNOWN');
      expect((caught as TarimError).message).toContain('xinjiang-demo');
    },
  );
  test('a device without a password is registered without one: its frames would be refused otherwise', () => {
    const scenario = loadScenario('xinjiang-demo');
    const silent = expandScenario(scenario).filter((one) => one.oddity === 'empty-pw');
    expect(silent).toHaveLength(1);
    const { devices } = demoRegistry(scenario);
    const without = devices.filter((one) => one.password === null);
    expect(without.map((one) => one.mn)).toEqual(silent.map((one) => one.mn));
  });
  test('gateway-outage has two hundred devices behind one gateway that goes out, and the registry knows it', () => {
    const scenario = loadScenario('gateway-outage');
    const behind = expandScenario(scenario).filter((one) => one.gateway !== null);
    expect(behind).toHaveLength(200);
    expect(new Set(behind.map((one) => one.gateway!.name)).size).toBe(1);
    expect(behind[0]!.gateway!.outage).toEqual({ afterMinutes: 3, minutes: 15 });
    const { devices } = demoRegistry(scenario);
    expect(devices.filter((one) => one.gateway !== null && one.gateway !== undefined)).toHaveLength(200);
  });
  test.each(['xinjiang-demo', 'test', 'chaos'])('%s has a stack whose records are always split', (name) => {
    const long = expandScenario(loadScenario(name)).filter((one) => one.longRecords);
    expect(long.length).toBeGreaterThan(0);
    for (const device of long) {
      const { edition, st, mn, password: pw } = device;
      // Registered, and nothing of its own to hide what it is there for.
      expect([device.registered, device.hole, device.oddity, device.kind]).toEqual([
        true,
        null,
        null,
        'outlet-gas',
      ]);
      for (const cn of ['2011', '2051', '2061', '2031'] as const)
        for (let day = 0; day < 8; day++) {
          const time = Date.UTC(2026, 0, 1) + day * 45 * 86_400_000 + day * 5 * 3_600_000;
          const items = itemsOf(device, reportAt(cn, time, 1));
          const qn = '20260101080000000';
          const frames = encodeRecord({ edition, qn, st, cn, pw, mn, answer: true, dataTime: time, items });
          expect(frames.length).toBeGreaterThan(1);
          const first = decodeFrame(frames[0]!);
          expect([first.crcOk, first.pnum, first.pno]).toEqual([true, frames.length, 1]);
        }
    }
  });
  test('the demo has six devices that send over HTTPS and four over MQTT, none with a role of its own', () => {
    const devices = expandScenario(loadScenario('xinjiang-demo'));
    const of = (transport: string) => devices.filter((one) => one.transport === transport);
    expect([of('http').length, of('mqtt').length]).toEqual([6, 4]);
    const json = [...of('http'), ...of('mqtt')];
    expect(new Set(json.map((one) => one.kind))).toEqual(new Set(['surface-water', 'groundwater']));
    // These play a part on the line of HJ 212, which JSON devices do not have.
    expect(json.filter((one) => one.hole || one.oddity || !one.registered || one.outages)).toEqual([]);
  });
});
