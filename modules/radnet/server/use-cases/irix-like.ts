import { beijingDate, beijingIso, HOUR_MS } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { type IrixMeasurement, writeIrixLike } from '@tarim/science';
import { standingOf } from '../domain/sample.ts';
import { publishedSamples, type SampleRow, type StepRow, stepsOf } from '../sql/samples.ts';
import type { Given } from './export-hours.ts';

/**
 * A period as an IRIX-like report: hourly dose rates as they were measured (nobody reviewed them, no uncertainty is known of them), and
 * published samples of the days, which three persons reviewed, with their expanded uncertainty.
 * @param samplesOf unit whose samples go with it; null: none
 */
export async function irixLike(
  ctx: Context,
  points: readonly RegisteredPoint[],
  good: readonly Given[],
  { from, to, samplesOf }: { readonly from: number; readonly to: number; readonly samplesOf: string | null },
): Promise<string> {
  const samples =
    samplesOf === null
      ? []
      : await publishedSamples(ctx.db, samplesOf, beijingDate(from), beijingDate(to - 1));
  const steps = Map.groupBy(
    await stepsOf(
      ctx.db,
      samples.map(({ id }) => id),
    ),
    ({ sampleId }) => sampleId,
  );
  const there = new Set(good.map(({ point }) => point.id));
  const now = beijingIso(ctx.clock.now());
  return writeIrixLike({
    identification: {
      reportId: `tarim/gamma/${beijingIso(from)}/${beijingIso(to)}`,
      organisation: 'Tarim',
      country: 'CN',
      createdAt: now,
      simulated: good.some(({ point }) => point.simulated) || samples.some(({ simulated }) => simulated),
      language: 'zh-CN',
    },
    locations: [
      ...points
        .filter(({ id }) => there.has(id))
        .map(({ code, name, lon, lat }) => ({ id: code, name, lon, lat })),
      ...samples.map(({ number, place, lon, lat }) => ({ id: number, name: place, lon, lat })),
    ],
    measurements: [
      ...good.map(({ point, row }) => ({
        locationId: point.code,
        quantity: 'air-absorbed-dose-rate',
        nuclide: 'T-GAMMA',
        begin: beijingIso(row.time),
        end: beijingIso(row.time + HOUR_MS),
        value: row.value,
        unit: 'nGy/h',
        uncertainty: null,
        detectionLimit: null,
        validated: false,
      })),
      ...samples.flatMap((sample) => measurementsOf(sample, steps.get(sample.id) ?? [])),
    ],
  });
}

function measurementsOf(sample: SampleRow, steps: readonly StepRow[]): IrixMeasurement[] {
  const day = steps.findLast(({ act }) => act.act === 'collect')?.act.on ?? sample.plannedOn;
  const at = `${day}T00:00:00+08:00`;
  const results = standingOf(steps, sample.plannedOn).measured?.results ?? [];
  return results.map(({ indicator, value, detectionLimit, uncertainty, unit }) => ({
    locationId: sample.number,
    quantity: sample.medium,
    nuclide: indicator,
    begin: at,
    end: at,
    value,
    unit,
    uncertainty,
    detectionLimit,
    validated: true,
  }));
}
