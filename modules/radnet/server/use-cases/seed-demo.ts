import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { plusDays } from '@tarim/science';
import type { Medium, SampleAct, SampleResult } from '../../contract.ts';
import { sampleRows } from '../sql/samples.ts';
import { actOnSample, planSample } from './samples.ts';
import { seedDemoSpectra } from './seed-spectrum.ts';

const person = (n: number, name: string): Actor => ({
  userId: `00000000-0000-7000-8000-0000000000f${n}`,
  name,
  posts: [{ role: 'administrator', unitPath: '/' }],
});
const SAMPLER = person(1, '模拟采样员');
const ANALYST = person(2, '模拟分析员');
const REVIEWERS = [person(3, '模拟室主任'), person(4, '模拟质控员'), person(5, '模拟授权签字人')] as const;

interface Plan {
  readonly medium: Medium;
  readonly place: string;
  readonly results: readonly SampleResult[];
  /** How many of the steps are taken. */
  readonly steps: number;
}
const measured = (
  indicator: string,
  value: number,
  uncertainty: number,
  unit: SampleResult['unit'],
): SampleResult => ({ indicator, value, below: false, detectionLimit: null, uncertainty, unit });
const below = (indicator: string, detectionLimit: number, unit: SampleResult['unit']): SampleResult => ({
  indicator,
  value: null,
  below: true,
  detectionLimit,
  uncertainty: null,
  unit,
});
const PLANS: readonly Plan[] = [
  {
    medium: 'surface-water',
    place: '河流断面（模拟）',
    results: [
      measured('总α', 0.06, 0.01, 'Bq/L'),
      measured('总β', 0.11, 0.02, 'Bq/L'),
      below('Cs-137', 0.4, 'mBq/L'),
    ],
    steps: 6,
  },
  {
    medium: 'soil',
    place: '原野土壤（模拟）',
    results: [measured('Ra-226', 28, 3, 'Bq/kg'), below('Cs-137', 0.6, 'Bq/kg')],
    steps: 6,
  },
  {
    medium: 'drinking-water',
    place: '水源地（模拟）',
    results: [measured('总α', 0.03, 0.01, 'Bq/L')],
    steps: 3,
  },
  { medium: 'aerosol', place: '自动站滤膜（模拟）', results: [below('I-131', 20, 'µBq/m³')], steps: 1 },
  { medium: 'groundwater', place: '监测井（模拟）', results: [measured('U', 4.2, 0.5, 'µg/L')], steps: 0 },
];

/** Samples of the simulated region, each somewhere else on its way; once. */
export async function seedDemoRadnet(ctx: Context): Promise<void> {
  if ((await sampleRows(ctx.db, { limit: 1 })).length > 0) return;
  await seedDemoSpectra(ctx);
  const stations = (await listPoints(ctx.db, { kind: 'radiation' })).filter(({ simulated }) => simulated);
  const from = plusDays(beijingDate(ctx.clock.now()), -30);
  for (const [i, { medium, place, results, steps }] of PLANS.entries()) {
    const at = stations[i];
    if (!at) return;
    const { id } = await planSample(
      ctx,
      SAMPLER,
      {
        unitPath: at.unitPath,
        medium,
        place,
        lon: at.lon,
        lat: at.lat,
        indicators: results.map(({ indicator }) => indicator),
        plannedOn: from,
      },
      true,
    );
    for (const [by, act] of way(from, i, results).slice(0, steps)) await actOnSample(ctx, by, id, act);
  }
}

function way(from: string, i: number, results: readonly SampleResult[]): [Actor, SampleAct][] {
  const review = (n: 0 | 1 | 2): [Actor, SampleAct] => [
    REVIEWERS[n],
    { act: 'review', on: plusDays(from, 13 + n), pass: true, opinion: '数据完整，同意（模拟）' },
  ];
  return [
    [
      SAMPLER,
      {
        act: 'collect',
        on: plusDays(from, 1),
        collector: SAMPLER.name,
        barcode: `SIM-FS-${i + 1}`,
        amount: '—',
        note: '模拟',
      },
    ],
    [
      ANALYST,
      {
        act: 'measure',
        on: plusDays(from, 10),
        laboratory: '模拟实验室',
        method: '模拟方法',
        instrument: '模拟仪器',
        results: [...results],
      },
    ],
    review(0),
    review(1),
    review(2),
    [REVIEWERS[2], { act: 'publish', on: plusDays(from, 20) }],
  ];
}
