import {
  type Areal,
  area,
  boxesMeet,
  boxOf,
  type GeosPool,
  parseAreal,
  polygonalPart,
  polygonsOf,
} from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { classOf } from '../domain/judge.ts';
import { zoningErrors } from '../errors.ts';
import { putUnit, readUnits, type UnitRow } from '../sql/units.ts';
import { editDraft, versionOf } from './versions.ts';

/** Longitude and latitude on a datum that agrees with CGCS2000 to a decimetre; GeoJSON without a `crs` is that. */
const LON_LAT = /(CRS84|EPSG:{1,2}4326|EPSG:{1,2}4490)$/i;
/** Overlaps below this are slivers of drawing, km². */
const SLIVER_KM2 = 1e-4;

interface Problem {
  readonly feature: number;
  readonly code: string;
  readonly message: string;
}

/**
 * Units from a GeoJSON file (管控单元导入) into a draft: all or nothing. Properties `code`, `name`, `county`, `area`; what else
 * is text stays as an attribute. Rings that cross themselves are repaired and told; overlaps and enclosed gaps of the
 * whole draft, as it would be, are listed and do not refuse it.
 * @throws TarimError ZONING_FILE_UNREADABLE, ZONING_CRS_REFUSED, ZONING_NOT_DRAFT
 */
export async function importUnits(
  ctx: Context,
  geos: GeosPool,
  actor: Actor,
  id: number,
  bytes: Uint8Array,
  commit: boolean,
) {
  await versionOf(ctx.db, id);
  const features = featuresOf(bytes);
  const problems: Problem[] = [];
  const repaired: string[] = [];
  const units = new Map<string, UnitRow>();
  for (const [feature, one] of features.entries()) {
    const properties = (one as { properties?: Record<string, unknown> } | null)?.properties ?? {};
    const text = (key: string) => (typeof properties[key] === 'string' ? properties[key].trim() : '');
    const code = text('code');
    const unitClass = classOf(code);
    const wrong = (kind: string, message: string) => problems.push({ feature, code: kind, message });
    if (!unitClass) {
      wrong('ZONING_CODE', `单元编码“${code}”应为 ZH＋6 位县代码＋类别 1–3＋4 位序号`);
      continue;
    }
    if (units.has(code)) {
      wrong('ZONING_CODE_TWICE', `单元编码 ${code} 重复`);
      continue;
    }
    if (!text('name')) {
      wrong('ZONING_NAME', `${code} 没有名称`);
      continue;
    }
    const { value, problems: shapes } = parseAreal(one);
    if (!value) {
      wrong(shapes[0]?.code ?? 'GEOJSON_SHAPE', `${code}：${shapes[0]?.message ?? ''}`);
      continue;
    }
    const geometry = await usable(geos, value);
    if (!geometry) {
      wrong('ZONING_SHAPE', `${code} 的图形无法修复`);
      continue;
    }
    if (geometry !== value) repaired.push(code);
    const own = new Set(['code', 'name', 'county', 'area']);
    units.set(code, {
      code,
      name: text('name').slice(0, 200),
      class: unitClass,
      county: text('county') || code.slice(2, 8),
      area: text('area') || null,
      areaKm2: area(geometry) / 1e6,
      attributes: Object.fromEntries(
        Object.entries(properties).flatMap(([key, value]) =>
          !own.has(key) && typeof value === 'string' ? [[key.slice(0, 60), value.slice(0, 500)]] : [],
        ),
      ),
      geometry,
    });
  }
  const kept = (await readUnits(ctx.db, id)).filter((one) => !units.has(one.code));
  const { overlaps, gapsKm2 } = await coverage(geos, [...kept, ...units.values()]);
  const committed = commit && problems.length === 0;
  if (committed)
    await editDraft(ctx, actor, id, 'zoning.units.imported', async (tx) => {
      for (const unit of units.values()) await putUnit(tx, id, unit);
    });
  return { committed, units: units.size, problems, repaired, overlaps, gapsKm2 };
}

/** The same object when it was valid, a repaired one when it was not, null when nothing is left of it. */
export async function usable(geos: GeosPool, geometry: Areal): Promise<Areal | null> {
  if ((await geos.validity(geometry)).valid) return geometry;
  return polygonalPart(await geos.makeValid(geometry));
}

function featuresOf(bytes: Uint8Array): unknown[] {
  let file: unknown;
  try {
    file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new TarimError(zoningErrors.fileUnreadable);
  }
  const { type, features, crs } = (file ?? {}) as {
    type?: unknown;
    features?: unknown;
    crs?: { properties?: { name?: unknown } } | null;
  };
  if (type !== 'FeatureCollection' || !Array.isArray(features) || features.length === 0)
    throw new TarimError(zoningErrors.fileUnreadable);
  const name = crs ? String(crs.properties?.name ?? '?') : null;
  if (name !== null && !LON_LAT.test(name))
    throw new TarimError(zoningErrors.crsRefused, { crs: name.slice(0, 80) });
  return features;
}

async function coverage(geos: GeosPool, units: readonly UnitRow[]) {
  const boxes = units.map((one) => boxOf(one.geometry));
  const overlaps: { a: string; b: string; areaKm2: number }[] = [];
  for (const [at, a] of units.entries())
    for (let other = at + 1; other < units.length; other++) {
      const b = units[other]!;
      if (!boxesMeet(boxes[at]!, boxes[other]!)) continue;
      const shared = polygonalPart(await geos.intersection(a.geometry, b.geometry));
      const areaKm2 = shared ? area(shared) / 1e6 : 0;
      if (areaKm2 > SLIVER_KM2) overlaps.push({ a: a.code, b: b.code, areaKm2 });
    }
  const union = polygonalPart(await geos.union(units.map((one) => one.geometry)));
  const holes = union ? polygonsOf(union).flatMap((rings) => rings.slice(1)) : [];
  const gapsKm2 = holes
    .map((ring) => Math.abs(area({ type: 'Polygon', coordinates: [ring.toReversed()] })) / 1e6)
    .filter((km2) => km2 > SLIVER_KM2);
  return { overlaps, gapsKm2 };
}
