import {
  eachPosition,
  type Geometry,
  type GeosPool,
  mapPositions,
  type Position,
  parseWkb,
  polygonalPart,
  writeWkb,
} from '@tarim/geo';
import { type Problem, TarimError } from '@tarim/kernel';
import type { Conversion } from './crs.ts';
import { formatErrors, told } from './errors.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { GeometryKind, Row, Value } from './table.ts';

export interface Refining {
  readonly conversion: Conversion;
  /** Repairs polygons that cross themselves; without it they pass as they are. */
  readonly pool?: Pick<GeosPool, 'validity' | 'makeValid'>;
  readonly limits?: Limits;
}

/** A row with its geometry checked, converted and repaired; what cannot be stands in `problems`. */
export type Refine = (
  id: Row['id'],
  properties: Record<string, Value>,
  geometry: Geometry | null,
  before?: readonly Problem[],
) => Promise<Row>;

/** Room for rounding at the edges of the world. */
const SLACK = 1e-9;

export function refiner({ conversion, pool, limits = LIMITS }: Refining): Refine {
  return async (id, properties, geometry, before = []) => {
    if (!geometry)
      return { id, properties, geometry: null, ...(before.length > 0 ? { problems: before } : {}) };
    try {
      const { value, notes } = await refined(geometry, conversion, limits, pool);
      const problems = [...before, ...notes];
      return {
        id,
        properties,
        geometry: value && writeWkb(value),
        ...(problems.length > 0 ? { problems } : {}),
      };
    } catch (error) {
      if (!(error instanceof TarimError)) throw error;
      return { id, properties, geometry: null, problems: [...before, told(error.definition, error.params)] };
    }
  };
}

async function refined(
  geometry: Geometry,
  conversion: Conversion,
  limits: Limits,
  pool: Refining['pool'],
): Promise<{ value: Geometry | null; notes: Problem[] }> {
  checkCount(geometry, limits);
  const notes: Problem[] = [];
  let value = conversion.convert ? mapPositions(geometry, finite(conversion.convert)) : geometry;
  let [west, east] = [Infinity, -Infinity];
  eachPosition(value, ([lon, lat]) => {
    if (!(Math.abs(lat!) <= 90 + SLACK) || !(lon! >= -180 - SLACK && lon! <= 360 + SLACK))
      throw new TarimError(formatErrors.coordinate, { value: `${lon}, ${lat}` });
    west = Math.min(west, lon!);
    east = Math.max(east, lon!);
  });
  if (west === Infinity) return { value: null, notes };
  if (east > 180 + SLACK) {
    if (west < 180) throw new TarimError(formatErrors.antimeridian);
    value = mapPositions(value, ([lon, lat]) => [lon! - 360, lat!]);
    notes.push(told(formatErrors.shifted));
  }
  if (east - west > 180 && jumps(value)) throw new TarimError(formatErrors.antimeridian);
  value = mapPositions(value, ([lon, lat]) => [clamp(lon!, 180), clamp(lat!, 90)]);
  if (pool && (value.type === 'Polygon' || value.type === 'MultiPolygon')) {
    const validity = await pool.validity(value);
    if (!validity.valid) {
      // Lines and points that a repair leaves beside the polygons are its waste.
      const repaired = polygonalPart(await pool.makeValid(value));
      if (!repaired) throw new TarimError(formatErrors.geometry, { reason: validity.reason ?? '' });
      notes.push(told(formatErrors.repaired, { reason: validity.reason ?? '' }));
      value = repaired;
    }
  }
  return { value, notes };
}

const clamp = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value));

const finite =
  (convert: (position: Position) => Position) =>
  (position: Position): Position => {
    if (!Number.isFinite(position[0]) || !Number.isFinite(position[1]))
      throw new TarimError(formatErrors.coordinate, { value: position.join(', ') });
    return convert(position);
  };

function checkCount(geometry: Geometry, { maxPositions }: Limits): void {
  let count = 0;
  eachPosition(geometry, () => {
    if (++count > maxPositions)
      throw new TarimError(formatErrors.tooLarge, {
        what: 'positions',
        size: `> ${maxPositions}`,
        limit: maxPositions,
      });
  });
}

/** Does a line or ring step across more than half the world? */
function jumps(geometry: Geometry): boolean {
  const line = (positions: Position[]) =>
    positions.some(([lon], i) => i > 0 && Math.abs(lon! - positions[i - 1]![0]!) > 180);
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates);
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.some(line);
    case 'MultiPolygon':
      return geometry.coordinates.flat().some(line);
    case 'GeometryCollection':
      return geometry.geometries.some(jumps);
    default:
      return false;
  }
}

/** @throws TarimError FORMATS_GEOMETRY */
export function untrustedWkb(bytes: Uint8Array): Geometry {
  const { value, problems } = parseWkb(bytes);
  if (!value) throw new TarimError(formatErrors.geometry, { reason: problems[0]?.message ?? '' });
  return value;
}

/** What kinds of geometry came by. */
export class Kinds {
  #seen = new Set<GeometryKind>();

  add(type: string | undefined): void {
    if (!type) return;
    const plain = type.replace(/^Multi/, '');
    this.#seen.add(plain === 'Point' || plain === 'LineString' || plain === 'Polygon' ? plain : 'Mixed');
  }

  get kind(): GeometryKind | null {
    return this.#seen.size === 0 ? null : this.#seen.size === 1 ? [...this.#seen][0]! : 'Mixed';
  }
}
