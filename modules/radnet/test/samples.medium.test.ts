import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { SampleAct } from '../contract.ts';
import {
  actOnSample,
  getSample,
  listOpenSamples,
  listSamples,
  planSample,
} from '../server/use-cases/samples.ts';
import { seedDemoRadnet } from '../server/use-cases/seed-demo.ts';
import { house, person, URUMQI } from './world.ts';

const PLAN = {
  unitPath: URUMQI,
  medium: 'groundwater',
  place: '监测井',
  lon: 87.6,
  lat: 43.8,
  indicators: ['U', 'Ra-226'],
  plannedOn: '2026-11-02',
} as const;
const plan = { ...PLAN, indicators: [...PLAN.indicators] };
const [sampler, analyst, first, second, third] = Array.from({ length: 5 }, () =>
  person('monitoring-station', URUMQI),
) as [ReturnType<typeof person>, ...ReturnType<typeof person>[]];
const MEASURE: SampleAct = {
  act: 'measure',
  on: '2026-11-10',
  laboratory: '实验室',
  method: '方法',
  instrument: '仪器',
  results: [
    { indicator: 'U', value: 1.8, below: false, detectionLimit: 0.04, uncertainty: 0.2, unit: 'µg/L' },
    { indicator: 'Ra-226', value: null, below: true, detectionLimit: 3, uncertainty: null, unit: 'mBq/L' },
  ],
};
const review = (on: string): SampleAct => ({ act: 'review', on, pass: true, opinion: '同意' });
const refused = (code: string) => expect.objectContaining({ code });

test('a sample is planned, taken, measured, reviewed by three persons and published', async () => {
  const ctx = await house();
  await expect(planSample(ctx, person('duty-officer', '/650000/'), plan)).rejects.toThrow(
    refused('FORBIDDEN'),
  );
  const { id, number, acts } = await planSample(ctx, sampler, plan);
  expect([number, acts]).toEqual(['FS-650100-2026-001', ['collect', 'cancel']]);
  await actOnSample(ctx, sampler, id, {
    act: 'collect',
    on: '2026-11-03',
    collector: '甲',
    barcode: 'B1',
    amount: '20 L',
    note: '',
  });
  await actOnSample(ctx, analyst!, id, MEASURE);
  await expect(actOnSample(ctx, analyst!, id, review('2026-11-11'))).rejects.toThrow(
    refused('RADNET_SAMPLE_REVIEWER_SAME'),
  );
  await actOnSample(ctx, first!, id, review('2026-11-11'));
  await expect(actOnSample(ctx, first!, id, review('2026-11-12'))).rejects.toThrow(
    refused('RADNET_SAMPLE_REVIEWER_SAME'),
  );
  await actOnSample(ctx, second!, id, review('2026-11-12'));
  await expect(actOnSample(ctx, third!, id, { act: 'publish', on: '2026-11-12' })).rejects.toThrow(
    refused('RADNET_SAMPLE_STATE_UNFIT'),
  );
  expect((await listOpenSamples(ctx)).samples).toEqual([]);
  await actOnSample(ctx, third!, id, review('2026-11-13'));
  expect(await actOnSample(ctx, third!, id, { act: 'publish', on: '2026-11-14' })).toMatchObject({
    state: 'published',
    acts: [],
  });
  expect((await listOpenSamples(ctx)).samples).toMatchObject([
    {
      number,
      collectedOn: '2026-11-03',
      publishedOn: '2026-11-14',
      results: [
        { indicator: 'U', value: 1.8, uncertainty: 0.2 },
        { indicator: 'Ra-226', value: null, below: true, detectionLimit: 3 },
      ],
    },
  ]);
  const detail = await getSample(ctx, sampler, id);
  expect(detail.steps.map(({ act, by }) => [act.act, by])).toEqual([
    ['collect', sampler.name],
    ['measure', analyst!.name],
    ['review', first!.name],
    ['review', second!.name],
    ['review', third!.name],
    ['publish', third!.name],
  ]);
  // What was done is only ever added to.
  await expect(sql`update radnet.sample_step set by_name = 'x'`.execute(ctx.db)).rejects.toThrow(
    /only ever added/,
  );
});

test('numbers of a unit and year run on; the programme is told as recalled; somebody else’s unit writes nothing', async () => {
  const ctx = await house();
  const numbers = [];
  for (const plannedOn of ['2026-11-02', '2026-11-02', '2027-01-05'])
    numbers.push((await planSample(ctx, sampler, { ...plan, plannedOn })).number);
  expect(numbers).toEqual(['FS-650100-2026-001', 'FS-650100-2026-002', 'FS-650100-2027-001']);
  const { samples, programme } = await listSamples(ctx, { year: 2026 });
  expect(samples.map(({ number }) => number)).toEqual(['FS-650100-2026-002', 'FS-650100-2026-001']);
  expect(new Set(programme.map(({ confidence }) => confidence))).toEqual(new Set(['memory']));
  const other = person('monitoring-station', '/650000/650200/');
  await expect(
    actOnSample(ctx, other, samples[0]!.id, { act: 'cancel', on: '2026-11-05', reason: 'x' }),
  ).rejects.toThrow(refused('FORBIDDEN'));
  await expect(
    planSample(ctx, person('administrator', '/'), { ...plan, unitPath: '/650000/650900/' }),
  ).rejects.toThrow(refused('RADNET_UNIT_UNKNOWN'));
});

test('simulated samples say so, and are sown once', async () => {
  const ctx = await house();
  await seedDemoRadnet(ctx);
  const sown = (await listSamples(ctx, {})).samples;
  // Two stations: two published samples.
  expect(sown.map(({ state, simulated }) => [state, simulated])).toEqual([
    ['published', true],
    ['published', true],
  ]);
  await seedDemoRadnet(ctx);
  expect((await listSamples(ctx, {})).samples).toHaveLength(2);
  expect((await listOpenSamples(ctx)).samples.every(({ simulated }) => simulated)).toBe(true);
});
