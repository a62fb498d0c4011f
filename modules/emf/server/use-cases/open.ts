import { beijingIso } from '@tarim/kernel';
import { type Context, rowsToCsv } from '@tarim/platform';
import type { OpenFacility } from '../../contract.ts';
import { rounded } from '../domain/privacy.ts';
import { type FacilityRow, facilityRows } from '../sql/facilities.ts';
import { type MeasurementRecord, newestOf } from '../sql/measurements.ts';
import { photosOf } from '../sql/photos.ts';

export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly name: string;
}

/** What the public sees: facilities in use that are public, each with its newest checked measurement; nothing unchecked. */
export async function openFacilities(ctx: Context): Promise<{ facilities: OpenFacility[] }> {
  const rows = await facilityRows(ctx.db, { publicOnly: true, state: 'in-use' });
  const newest = await newestOf(
    ctx.db,
    rows.map(({ id }) => id),
    true,
  );
  const byFacility = new Map(newest.map((one) => [one.facilityId, one]));
  const photos = Map.groupBy(
    await photosOf(
      ctx.db,
      newest.filter(({ kind }) => kind !== 'complaint').map(({ id }) => id),
    ),
    ({ measurementId }) => measurementId,
  );
  return {
    facilities: rows.map((row) => {
      const measured = byFacility.get(row.id) ?? null;
      const shown = measured && row.publicPlace !== 'none' ? (photos.get(measured.id) ?? []) : [];
      return openOf(
        row,
        measured,
        shown.map(({ id }) => id),
      );
    }),
  };
}

function openOf(row: FacilityRow, measured: MeasurementRecord | null, photos: number[]): OpenFacility {
  const { lon, lat, publicPlace } = row;
  const hidden = publicPlace === 'none' || lon === null || lat === null;
  const shown = (degrees: number) => (publicPlace === 'rounded' ? rounded(degrees) : degrees);
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    unitPath: row.unitPath,
    owner: row.owner,
    lon: hidden ? null : shown(lon),
    lat: hidden ? null : shown(lat),
    rounded: !hidden && publicPlace === 'rounded',
    azimuth: row.azimuth,
    beam: row.beam,
    newest: measured && {
      at: beijingIso(measured.measuredAt.getTime()),
      kind: measured.kind,
      // Where a complaint was measured is where somebody lives.
      place: measured.kind === 'complaint' ? '' : measured.input.place,
      measuredBy: measured.input.measuredBy,
      method: measured.input.method,
      verdict: measured.verdict,
      percent: measured.percent,
      upperBound: measured.judgement.upperBound,
      photos,
    },
    simulated: row.simulated,
  };
}

const HEAD = [
  '编码 code',
  '名称 name',
  '类型 kind',
  '单位 owner',
  '经度 lon',
  '纬度 lat',
  '位置取整 rounded',
  '方位角 azimuth',
  '监测日期 measured',
  '监测类别 by',
  '方法 method',
  '判定 verdict',
  '占限值 % of the limit',
  '上限 upper bound',
  '数据 data',
];

/** The public list as a file. */
export async function openFile(ctx: Context, format: 'csv' | 'geojson'): Promise<MadeFile> {
  const { facilities } = await openFacilities(ctx);
  const name = `electromagnetic.${format}`;
  if (format === 'geojson')
    return { bytes: Buffer.from(geoJson(facilities), 'utf8'), mime: 'application/geo+json', name };
  const rows = facilities.map((one) => [
    one.code,
    one.name,
    one.kind,
    one.owner,
    one.lon,
    one.lat,
    one.rounded,
    one.azimuth,
    one.newest?.at.slice(0, 10) ?? null,
    one.newest?.kind ?? null,
    one.newest?.method ?? null,
    one.newest?.verdict ?? null,
    one.newest?.percent ?? null,
    one.newest?.upperBound ?? null,
    one.simulated ? '模拟 simulated' : '',
  ]);
  return { bytes: rowsToCsv([HEAD, ...rows]), mime: 'text/csv; charset=utf-8', name };
}

function geoJson(facilities: readonly OpenFacility[]): string {
  const features = facilities.map(({ lon, lat, newest, ...rest }) => ({
    type: 'Feature',
    geometry: lon === null || lat === null ? null : { type: 'Point', coordinates: [lon, lat] },
    properties: {
      ...rest,
      ...(newest ? { ...newest, photos: newest.photos.length, percent_of_limit: newest.percent } : {}),
    },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}
