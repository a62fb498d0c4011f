import { destination, type Polygon } from '@tarim/geo';
import { DAY_MS, TarimError } from '@tarim/kernel';
import { pointsByIds } from '@tarim/registry/queries';
import { compassOf, evaluateWindSource, type WindSector } from '@tarim/science';
import { rollupSeries } from '@tarim/telemetry/queries';
import { analysisErrors } from '../errors.ts';
import type { Analysis } from './analysis.ts';
import { quantileClasses } from './classes.ts';
import { validMean } from './station-values.ts';

/** HJ 212 codes: 风速 and 风向. */
const SPEED = 'a01007';
const DIRECTION = 'a01008';
const LONGEST_DAYS = 366;

/** 风向溯源: from which winds high values come at a station (CPF, and by speed: CBPF). */
export const windSource: Analysis<'wind-source'> = async (bench, input) => {
  const [from, to] = [Date.parse(input.from), Date.parse(input.to)];
  if (!(from < to) || to - from > LONGEST_DAYS * DAY_MS)
    throw new TarimError(analysisErrors.period, { days: LONGEST_DAYS });
  const [point] = await pointsByIds(bench.ctx.db, [input.pointId]);
  if (!point || point.lon === null || point.lat === null)
    throw new TarimError(analysisErrors.pointUnknown, { id: input.pointId });
  bench.used('monitoring-points');
  const rows = await rollupSeries(bench.ctx.db, { pointIds: [point.id], period: 'hour', from, to });
  if (rows.length === 0) throw new TarimError(analysisErrors.noValues);
  const result = evaluateWindSource({
    cases: rows.map((row) => ({
      direction: validMean(row, DIRECTION),
      speed: validMean(row, SPEED),
      value: validMean(row, input.code),
    })),
    sectors: input.sectors ?? 16,
    percentile: input.percentile ?? 75,
  });
  const width = 360 / (input.sectors ?? 16);
  const centre = [point.lon, point.lat] as [number, number];
  const features = result.sectors.flatMap((one) =>
    one.probability === null
      ? []
      : [
          {
            geometry: wedge(centre, one.direction, width, (input.reachKm ?? 20) * 1000, one.probability),
            label: compassOf(one.direction),
            value: one.probability,
            properties: sectorFacts(one),
          },
        ],
  );
  return {
    features: [
      ...features,
      {
        geometry: { type: 'Point', coordinates: centre },
        label: point.name,
        value: null,
        properties: { station: true },
      },
    ],
    style: quantileClasses(
      features.map((one) => one.value),
      null,
    ),
    figures: [
      { key: 'station', value: point.name },
      { key: 'cases', value: result.n },
      { key: 'calms', value: result.calms.cases },
      { key: 'threshold', value: result.threshold },
      { key: 'share', value: result.share },
      {
        key: 'leads',
        value: result.sectors
          .filter((one) => one.lead)
          .map((one) => compassOf(one.direction))
          .join(' '),
      },
    ],
    charts: [
      {
        key: 'cpf',
        x: { key: 'direction', unit: '°' },
        y: { key: 'probability' },
        series: [
          {
            key: 'cpf',
            kind: 'rose',
            points: result.sectors.map((one): [number, number] => [one.direction, one.probability ?? 0]),
          },
        ],
      },
    ],
    steps: result.steps,
    problems: result.problems,
    simulated: point.simulated,
  };
};

/** A sector on the map, as long as its probability is high. */
function wedge(
  centre: [number, number],
  direction: number,
  width: number,
  reach: number,
  share: number,
): Polygon {
  const length = reach * Math.max(0.05, share);
  const rim = Array.from({ length: 13 }, (_, i) =>
    destination(centre, direction - width / 2 + (width * i) / 12, length),
  );
  return { type: 'Polygon', coordinates: [[centre, ...rim, centre]] };
}

const sectorFacts = (one: WindSector) => ({
  direction: one.direction,
  cases: one.cases,
  above: one.above,
  mean: one.mean,
  lower: one.lower,
  upper: one.upper,
  lead: one.lead ?? false,
});
