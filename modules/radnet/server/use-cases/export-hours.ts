import { beijingIso, HOUR_MS } from '@tarim/kernel';
import { type Context, rowsToCsv } from '@tarim/platform';
import { listPoints, type RegisteredPoint } from '@tarim/registry/queries';
import { writeEurdep } from '@tarim/science';
import type { ExchangeFormat } from '../../contract.ts';
import { type JudgementRow, judgementsBetween } from '../sql/judgements.ts';
import { irixLike } from './irix-like.ts';
import { spanOf } from './stations.ts';

export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly name: string;
}

interface Query {
  readonly from: string;
  readonly to: string;
  readonly unit?: string | undefined;
  readonly station?: number | undefined;
}

/** An hour that is given away: its value stands, its instrument was not at fault. */
export interface Given {
  readonly point: RegisteredPoint;
  readonly row: JudgementRow;
}

const HEAD = [
  '站点编码 code',
  '站点 station',
  '级别 level',
  '经度 lon',
  '纬度 lat',
  '小时 hour',
  '剂量率 dose rate (nGy/h)',
  '雨量 rain (mm)',
  '状态 state',
  '审核 review',
  '数据 data',
];
const UNREVIEWED = '未经审核 not reviewed';

/**
 * Hours of gamma stations [from, to) for others. Values that the instrument is at fault for are left out of EURDEP and GeoJSON and stand
 * in the CSV with their state. Nothing is reviewed, and every form says so; what is simulated says that, too.
 * @throws TarimError RADNET_PERIOD_INVALID
 */
export async function exportHours(ctx: Context, format: ExchangeFormat, query: Query): Promise<MadeFile> {
  const { from, to } = spanOf(ctx.clock.now(), query);
  const points = (
    await listPoints(ctx.db, {
      kind: 'radiation',
      ...(query.unit === undefined ? {} : { unitPathPrefix: query.unit }),
    })
  ).filter(({ id }) => query.station === undefined || id === query.station);
  const byId = new Map(points.map((one) => [one.id, one]));
  const rows = await judgementsBetween(ctx.db, [...byId.keys()], from, to);
  const all = rows.map((row): Given => ({ point: byId.get(row.pointId)!, row }));
  const good = all.filter(({ row }) => row.value !== null && !row.state.startsWith('fault'));
  const name = `gamma-${beijingIso(from).slice(0, 10)}`;
  switch (format) {
    case 'irix-like': {
      const only = query.station === undefined ? (query.unit ?? '/') : null;
      return {
        bytes: Buffer.from(await irixLike(ctx, points, good, { from, to, samplesOf: only }), 'utf8'),
        mime: 'application/xml; charset=utf-8',
        name: `${name}.xml`,
      };
    }
    case 'csv':
      return { bytes: csv(all), mime: 'text/csv; charset=utf-8', name: `${name}.csv` };
    case 'geojson':
      return { bytes: geoJson(good), mime: 'application/geo+json', name: `${name}.geojson` };
    case 'eurdep':
      return {
        bytes: Buffer.from(eurdep(points, good, ctx.clock.now()), 'utf8'),
        mime: 'text/plain; charset=utf-8',
        name: `${name}.eur`,
      };
  }
}

function csv(all: readonly Given[]): Uint8Array {
  return rowsToCsv([
    HEAD,
    ...all.map(({ point, row }) => [
      point.code,
      point.name,
      point.controlLevel,
      point.lon,
      point.lat,
      new Date(row.time),
      row.value,
      row.rain,
      row.state,
      UNREVIEWED,
      point.simulated ? '模拟 simulated' : '',
    ]),
  ]);
}

function geoJson(good: readonly Given[]): Uint8Array {
  const features = good.map(({ point, row }) => ({
    type: 'Feature',
    geometry:
      point.lon === null || point.lat === null
        ? null
        : { type: 'Point', coordinates: [point.lon, point.lat] },
    properties: {
      code: point.code,
      name: point.name,
      level: point.controlLevel,
      begin: beijingIso(row.time),
      end: beijingIso(row.time + HOUR_MS),
      value: row.value,
      unit: 'nGy/h',
      rain_mm: row.rain,
      validated: false,
      simulated: point.simulated,
    },
  }));
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }), 'utf8');
}

const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;

/** Air absorbed dose rate as it was measured: no factor to ambient dose equivalent is applied. */
function eurdep(points: readonly RegisteredPoint[], good: readonly Given[], now: number): string {
  const there = new Set(good.map(({ point }) => point.id));
  const simulated = good.some(({ point }) => point.simulated);
  return writeEurdep({
    header: {
      ORIGINATOR: simulated ? 'Tarim SIMULATED DATA' : 'Tarim',
      COUNTRY_CODE: 'CN',
      SENT: utc(now),
    },
    localities: points
      .filter(({ id }) => there.has(id))
      .map(({ code, name, lon, lat }) => ({ code, name, lon, lat, heightAboveSea: null })),
    measurements: good.map(({ point, row }) => ({
      localityCode: point.code,
      nuclide: 'T-GAMMA',
      sampleType: 'A5',
      begin: utc(row.time),
      end: utc(row.time + HOUR_MS),
      value: row.value,
      unit: 'NGY/H',
      validated: 'N',
    })),
  });
}
