import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { describe, expect, test } from 'vitest';
import { expandScenario } from './expand.ts';
import { type NetworkOptions, startNetwork } from './network.ts';
import { loadScenario, type Scenario } from './scenario.ts';
import { tinyPlatform } from './test-platform.fixture.ts';

const START = Date.parse('2026-05-20T14:45:00+08:00');

/** Everything that can make a run differ: broken, doubled and split frames, lines that fail, odd habits, three editions. */
const ROUGH: Scenario = {
  ...loadScenario('chaos'),
  counts: {
    air: 3,
    'surface-water': 1,
    'outlet-gas': 5,
    'outlet-water': 3,
    groundwater: 1,
    noise: 2,
    radiation: 0,
  },
  oddities: { 'lower-crc': 1, 'modbus-crc': 1 },
};

/** Runs a network to its end and gives the bytes of its lines. */
async function run(scenario: Scenario, options: Partial<NetworkOptions> = {}) {
  const keys = new Map(expandScenario(scenario).map((one) => [one.mn, one.sm4Key]));
  const platform = await tinyPlatform({ key: (mn) => keys.get(mn) ?? null });
  const json: string[] = [];
  const network = startNetwork({
    scenario,
    host: '127.0.0.1',
    port: platform.port,
    start: START,
    speed: 1_600,
    seconds: 0.8,
    http: {
      send: async (records) => {
        json.push(JSON.stringify(records));
      },
    },
    ...options,
  });
  await network.ended;
  await network.finish();
  const result = {
    platform,
    network,
    counters: { ...network.counters },
    // Lines come in the order of their connections, which is not the devices'.
    bytes: platform.streams().toSorted(),
    json: json.toSorted(),
  };
  await platform.close();
  return result;
}

describe('the same seed and start', () => {
  test('write the same bytes on every line, at any speed', async () => {
    const first = await run(ROUGH);
    const again = await run(ROUGH);
    const slower = await run(ROUGH, { speed: 800, seconds: 1.6 });
    expect(again.bytes).toEqual(first.bytes);
    expect(slower.bytes).toEqual(first.bytes);
    expect(again.counters).toEqual(first.counters);
    expect(again.json).toEqual(first.json);
    expect(slower.json).toEqual(first.json);
    expect(first.json.length).toBeGreaterThan(2);
    // The run met what is hard: twenty minutes with frames that had to be sent again.
    expect(first.counters.broken).toBeGreaterThan(5);
    expect(first.counters.resent).toBeGreaterThan(5);
    expect(first.bytes.join('').length).toBeGreaterThan(150_000);
    const of = (cn: string) => first.platform.of(cn);
    expect(of('2051').some((frame) => frame.pnum! > 1)).toBe(true);
    // An hour ended meanwhile.
    expect(of('2061').map((frame) => frame.dataTime)).toContain(START - 45 * MINUTE_MS);
  }, 60_000);

  test('another seed or start writes others', async () => {
    const small = { ...ROUGH, counts: { ...ROUGH.counts, 'outlet-gas': 1, 'outlet-water': 0 } };
    const first = await run(small, { seconds: 0.2 });
    const others = [
      await run({ ...small, seed: 8 }, { seconds: 0.2 }),
      await run(small, { seconds: 0.2, start: START + HOUR_MS }),
    ];
    for (const other of others) expect(other.bytes).not.toEqual(first.bytes);
  }, 30_000);
});

test('the world waits for a platform that is slow to answer, and goes on without one that does not', async () => {
  const scenario: Scenario = {
    ...loadScenario('test'),
    counts: {
      air: 0,
      'surface-water': 0,
      'outlet-gas': 1,
      'outlet-water': 0,
      groundwater: 0,
      noise: 0,
      radiation: 0,
    },
    unregistered: [],
  };
  const platform = await tinyPlatform();
  platform.answerIf(() => false);
  const network = startNetwork({
    scenario,
    host: '127.0.0.1',
    port: platform.port,
    start: START,
    speed: 100,
    seconds: 0.05,
  });
  await network.ended;
  expect(network.counters.answered).toBe(0);
  expect(platform.frames.length).toBeGreaterThan(0);
  await network.finish();
  await platform.close();
}, 20_000);
