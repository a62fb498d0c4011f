import {
  boxesMeet,
  boxOf,
  createGeosPool,
  type Geometry,
  type GeosPool,
  geometryMeetsBox,
  sideOf,
  writeWkb,
} from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { ogcErrors } from '../errors.ts';
import type { Truth } from '../sql/compile-filter.ts';
import type { SpatialTest } from '../sql/spatial.ts';

/** Worker threads start with the first filter that needs them. */
let pool: GeosPool | undefined;
const geos = (): GeosPool => {
  pool ??= createGeosPool(2);
  return pool;
};

/** A fixed shape that crosses itself has no inside: what it relates to would be chance. @throws TarimError OGC_FILTER_TYPE */
export async function checkShapes(tests: readonly SpatialTest[]): Promise<void> {
  for (const { to, boxes, at } of tests) {
    if (boxes || to.type === 'Point' || to.type === 'MultiPoint') continue;
    const { valid, reason = '' } = await geos().validity(to);
    if (!valid)
      throw new TarimError(ogcErrors.filterType, { at, reason: `the geometry is not valid (${reason})` });
  }
}

/** What one test says of each geometry: exact, null where there is none. */
export async function decide(test: SpatialTest, geometries: readonly (Geometry | null)[]): Promise<Truth[]> {
  const truths: Truth[] = geometries.map((one) => (one ? quick(test, one) : null));
  const left = geometries.flatMap((one, i) => (one && truths[i] === null ? [i] : []));
  if (left.length === 0) return truths;
  const answers = await relate(
    test,
    left.map((i) => geometries[i]!),
  );
  left.forEach((i, k) => {
    truths[i] = answers[k]!;
  });
  return truths;
}

/** What needs no GEOS; null: it does. */
function quick({ relation, to, box, boxes }: SpatialTest, geometry: Geometry): Truth {
  if (geometry.type === 'Point') {
    const [x, y] = geometry.coordinates as [number, number];
    if (to.type === 'Polygon' || to.type === 'MultiPolygon') {
      const side = sideOf(to, x, y);
      if (relation === 'intersects') return side !== 'outside';
      if (relation === 'disjoint') return side === 'outside';
      if (relation === 'within') return side === 'inside';
      if (relation === 'touches') return side === 'boundary';
      return false;
    }
  }
  if (!boxesMeet(boxOf(geometry), box)) return relation === 'disjoint';
  if (!boxes || (relation !== 'intersects' && relation !== 'disjoint')) return null;
  return boxes.some((one) => geometryMeetsBox(geometry, one)) === (relation === 'intersects');
}

async function relate({ relation, to }: SpatialTest, geometries: readonly Geometry[]): Promise<Truth[]> {
  const wkbs = geometries.map(writeWkb);
  try {
    return [...(await geos().relate(wkbs, relation, to))];
  } catch {
    // One stored shape that GEOS cannot work with must not take the page with it: of it nothing is known.
    return Promise.all(
      wkbs.map((wkb) =>
        geos()
          .relate([wkb], relation, to)
          .then(([holds]) => holds ?? null)
          .catch(() => null),
      ),
    );
  }
}
