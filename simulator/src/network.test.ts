import { encodeRecord } from '@tarim/hj212';
import { MINUTE_MS } from '@tarim/kernel';
import { afterEach, describe, expect, test } from 'vitest';
import type { JsonRecord } from './device/json-station.ts';
import { expandScenario, type SimDevice } from './expand.ts';
import { type Network, type NetworkOptions, startNetwork } from './network.ts';
import { itemsOf, reportAt } from './report.ts';
import { loadScenario, type Scenario } from './scenario.ts';
import { type TinyPlatform, tinyPlatform, until } from './test-platform.fixture.ts';

const none = {
  air: 0,
  'surface-water': 0,
  'outlet-gas': 0,
  'outlet-water': 0,
  groundwater: 0,
  noise: 0,
  radiation: 0,
};
const base = loadScenario('test');
const only = (edition: '2005' | '2017' | '2025', counts: Partial<Scenario['counts']>): Scenario => ({
  ...base,
  counts: { ...none, ...counts },
  editions: { '2005': 0, '2017': 0, '2025': 0, [edition]: 1 },
  unregistered: [],
  longRecords: 0,
});
/** A whole minute in the middle of a day, when nothing is calibrated by chance only. */
const START = Date.parse('2026-05-20T15:00:30+08:00');

let network: Network | null = null;
let platform: TinyPlatform | null = null;
afterEach(async () => {
  network?.stop();
  await platform?.close();
  network = platform = null;
});

/** A network whose clock the test moves by hand. */
async function start(scenario: Scenario, options: Partial<NetworkOptions> = {}) {
  const keys = new Map(expandScenario(scenario).map((one) => [one.mn, one.sm4Key]));
  platform = await tinyPlatform({ key: (mn) => keys.get(mn) ?? null });
  let now = START;
  network = startNetwork({
    scenario,
    host: '127.0.0.1',
    port: platform.port,
    clock: () => now,
    ...options,
  });
  const device = network.devices[0]!;
  const p = platform;
  await until('the line is up', () => p.lines() === network!.devices.length);
  return {
    device,
    platform: p,
    network,
    pass: (ms: number) => {
      now += ms;
    },
  };
}
const minutesFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => first + i * MINUTE_MS);
/** What arrived whole, by DataTime: the packets of a record joined. */
function recordsOf(platform: TinyPlatform, cn: string): Map<number, unknown[]> {
  const records = new Map<number, unknown[]>();
  for (const frame of platform.of(cn))
    records.set(frame.dataTime!, [...(records.get(frame.dataTime!) ?? []), ...frame.items]);
  return records;
}
const shownBy = (device: SimDevice, time: number) => itemsOf(device, reportAt('2051', time, 1));

describe('store and forward', () => {
  test.each(['2005', '2017', '2025'] as const)(
    '%s: what was measured without a line arrives once each, when the line is back',
    async (edition) => {
      const { device, platform, network, pass } = await start(only(edition, { 'outlet-gas': 1 }));
      network.device(device.mn)!.cutLine();
      await until('the line is down', () => platform.lines() === 0);
      const before = platform.of('2051').length;
      for (let minute = 0; minute < 20; minute++) {
        pass(MINUTE_MS);
        await until('a minute is kept', () => network.backlog() >= minute + 1);
      }
      expect(platform.of('2051').length).toBe(before);
      network.device(device.mn)!.restore();
      await until('all is sent', () => network.backlog() === 0 && recordsOf(platform, '2051').size >= 20);
      const records = recordsOf(platform, '2051');
      const first = Math.min(...records.keys());
      expect([...records.keys()].sort()).toEqual(minutesFrom(first, records.size));
      // The same items as the world has them: no item missing, none twice.
      for (const [time, items] of records) expect(items).toEqual(shownBy(device, time));
      const marked = platform.of('2051').map((frame) => frame.rf);
      expect(new Set(marked)).toEqual(new Set(edition === '2025' ? [1] : [null]));
    },
  );

  test('the newest record is sent first', async () => {
    const { device, platform, network, pass } = await start(only('2017', { noise: 1 }), { window: 1 });
    network.device(device.mn)!.cutLine();
    pass(31 * MINUTE_MS);
    await until('records are kept', () => network.backlog() >= 5);
    network.device(device.mn)!.restore();
    await until('all is sent', () => network.backlog() === 0);
    const times = platform.of('2051').map((frame) => frame.dataTime!);
    expect(times.length).toBeGreaterThanOrEqual(5);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });
});

describe('answers that do not come', () => {
  /** A stack whose next two minutes do not fit into one frame each. */
  function talkative(): Scenario {
    const minutes = [START - 30_000, START + 30_000];
    for (let seed = 1; ; seed++) {
      const scenario = { ...only('2017', { 'outlet-gas': 1 }), seed };
      const device = expandScenario(scenario)[0]!;
      const head = { edition: device.edition, qn: '20260520150000000', st: device.st, pw: device.password };
      const packets = minutes.map((time) => {
        const items = itemsOf(device, reportAt('2051', time, 1));
        return encodeRecord({ ...head, cn: '2051', mn: device.mn, answer: true, dataTime: time, items })
          .length;
      });
      if (packets.every((count) => count === 2)) return scenario;
    }
  }

  test('a packet without answer is sent again, its neighbours are not', async () => {
    const { platform, network, pass } = await start(talkative());
    const seen = new Set<string>();
    // The second packet of every record is not answered the first time.
    platform.answerIf((frame) => {
      if (frame.pno !== 2 || seen.has(frame.qn!)) return true;
      seen.add(frame.qn!);
      return false;
    });
    pass(2 * MINUTE_MS);
    await until('a split record came', () => seen.size > 0 && network.backlog() === seen.size);
    pass(11_000);
    await until('it is settled', () => network.backlog() === 0);
    const byQn = Map.groupBy(platform.of('2051'), (frame) => frame.qn!);
    for (const [, frames] of byQn) expect(frames.length).toBe(frames[0]!.pno === 2 ? 2 : 1);
    expect(network.counters.resent).toBe(seen.size);
    // A resend repeats its bytes.
    const texts = platform.raw.filter((_, i) => platform.frames[i]!.pno === 2).map(String);
    expect(new Set(texts).size * 2).toBe(texts.length);
  });
});

test('speed: an hour of the world passes in seconds of the wall', async () => {
  const { platform } = await start(only('2017', { 'outlet-gas': 1 }), {
    speed: 600,
    clock: Date.now,
  });
  await until('ten minutes of records', () => recordsOf(platform, '2051').size >= 10, 5_000);
  const times = [...recordsOf(platform, '2051').keys()].sort();
  expect(times).toEqual(minutesFrom(times[0]!, times.length));
});

test('since: what was measured while the network was off is sent, no minute is missing', async () => {
  const since = START - 95 * MINUTE_MS;
  const { device, platform, network } = await start(only('2017', { 'outlet-gas': 1 }), { since });
  await until('all is sent', () => network.backlog() === 0 && platform.of('2051').length >= 94);
  const minutes = recordsOf(platform, '2051');
  const first = Math.ceil(since / MINUTE_MS) * MINUTE_MS;
  expect([...minutes.keys()].sort()).toEqual(minutesFrom(first, 94));
  expect([...recordsOf(platform, '2061').keys()].sort()).toEqual(
    ['2026-05-20T13:00:00+08:00', '2026-05-20T14:00:00+08:00'].map((text) => Date.parse(text)),
  );
  expect(minutes.get(first)).toEqual(shownBy(device, first));
});

test('the same seed and clock write the same bytes', async () => {
  const bytes: string[] = [];
  for (let round = 0; round < 2; round++) {
    const run = await start(only('2017', { air: 1 }), { since: START - 60 * MINUTE_MS });
    await until('all is sent', () => run.network.backlog() === 0 && run.platform.of('2051').length >= 11);
    bytes.push(run.platform.raw.map(String).sort().join(''));
    run.network.stop();
    await run.platform.close();
    platform = network = null;
  }
  expect(bytes[0]!.length).toBeGreaterThan(1_000);
  expect(bytes[1]).toBe(bytes[0]);
});

describe('JSON senders', () => {
  test('keep what was not taken and send it again; nothing is lost or doubled', async () => {
    const taken: JsonRecord[] = [];
    let refusals = 3;
    const scenario = { ...only('2005', { 'surface-water': 2 }), transports: { http: 1, mqtt: 0 } };
    const keys = new Map<string, string>();
    platform = await tinyPlatform();
    network = startNetwork({
      scenario,
      host: '127.0.0.1',
      port: platform.port,
      since: START - 6 * 60 * MINUTE_MS,
      clock: (
        (began) => () =>
          START + (Date.now() - began) * 3
      )(Date.now()),
      http: {
        send: async (records) => {
          if (refusals-- > 0) throw new Error('not now');
          for (const record of records) {
            taken.push(record);
            keys.set(`${record.cn} ${record.dataTime}`, record.mn);
          }
        },
      },
    });
    const json = network.devices.find((one) => one.transport === 'http')!;
    await until('all is taken', () => taken.filter((one) => one.cn === '2061').length >= 6, 15_000);
    expect(keys.size).toBe(taken.length);
    expect(new Set(taken.map((one) => one.mn))).toEqual(new Set([json.mn]));
    // It does not speak HJ 212 as well.
    expect(platform.frames.filter((frame) => frame.mn === json.mn)).toEqual([]);
    expect(taken.every((one) => one.dataTime.endsWith('+08:00'))).toBe(true);
    // JSON names no edition: its codes are those of 2017.
    const codes = taken.flatMap((one) => one.items.map((item) => item.code));
    expect(codes.filter((code) => !/^w\d{5}$/.test(code))).toEqual([]);
  }, 20_000);
});
