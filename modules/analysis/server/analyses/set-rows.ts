import { type Areal, boxOf, type Geometry, type Position, readWkb } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Dataset, type DatasetRow, fieldSql, type Sight, sightOf, streamDataset } from '@tarim/platform';
import { sql } from 'kysely';
import type { RowsChosen } from '../../contract.ts';
import { analysisErrors } from '../errors.ts';
import type { Bench } from './analysis.ts';

export interface PlacedRow {
  readonly id: string;
  readonly label: string | null;
  readonly properties: DatasetRow['properties'];
  readonly geometry: Geometry;
  /** Of areas and lines the middle of their box. */
  readonly lon: number;
  readonly lat: number;
}

/** Rows of a chosen set, whatever the analysis: more would be a job for another machine. */
const LIMIT = 50_000;

/** @throws TarimError ANALYSIS_SET_UNKNOWN, ANALYSIS_NO_PLACES */
export function chosenSet({ ctx, actor }: Bench, id: string): { set: Dataset; sight: Sight } {
  const set = ctx.datasets.get(id);
  const sight = set && sightOf(ctx, { actor, key: null }, set);
  if (!set || !sight) throw new TarimError(analysisErrors.setUnknown, { set: id });
  if (!set.relation.geometry) throw new TarimError(analysisErrors.noPlaces, { set: id });
  return { set, sight };
}

/** @throws TarimError ANALYSIS_FIELD_UNKNOWN, ANALYSIS_TOO_MANY_ROWS and those of `chosenSet` */
export async function placedRows(bench: Bench, chosen: RowsChosen, limit = LIMIT): Promise<PlacedRow[]> {
  const { set, sight } = chosenSet(bench, chosen.set);
  bench.used(set.id);
  let where: ReturnType<typeof sql> | undefined;
  if (chosen.field !== undefined) {
    const field = requireField(set, sight, chosen.field);
    where = sql`(${field})::text = ${chosen.value ?? ''}`;
  }
  const rows: PlacedRow[] = [];
  for await (const batch of streamDataset(bench.ctx.db, set, sight, { where })) {
    for (const row of batch) {
      const placed = placeOf(set, row);
      if (placed) rows.push(placed);
    }
    if (rows.length > limit) throw new TarimError(analysisErrors.tooManyRows, { set: set.id, limit });
  }
  return rows;
}

/** @throws TarimError ANALYSIS_FIELD_UNKNOWN */
export function requireField(set: Dataset, sight: Sight, name: string) {
  const field = fieldSql(set, sight, name);
  if (!field) throw new TarimError(analysisErrors.fieldUnknown, { set: set.id, field: name });
  return field;
}

function placeOf(set: Dataset, row: DatasetRow): PlacedRow | null {
  const labelField = set.look?.labelField;
  const label = labelField ? row.properties[labelField] : null;
  const told = {
    id: String(row.id),
    label: label === null || label === undefined ? null : String(label),
    properties: row.properties,
  };
  if (row.wkb) {
    const geometry = readWkb(row.wkb);
    const [west, south, east, north] = boxOf(geometry);
    return { ...told, geometry, lon: (west + east) / 2, lat: (south + north) / 2 };
  }
  const { lon, lat } = row;
  if (typeof lon !== 'number' || typeof lat !== 'number') return null;
  const coordinates: Position = [lon, lat];
  return { ...told, geometry: { type: 'Point', coordinates }, lon, lat };
}

/** Areas only. @throws TarimError ANALYSIS_NOT_AREAS */
export async function arealRows(
  bench: Bench,
  chosen: RowsChosen,
): Promise<(PlacedRow & { geometry: Areal })[]> {
  const rows = await placedRows(bench, chosen, 20_000);
  const areas = rows.filter(
    (one): one is PlacedRow & { geometry: Areal } =>
      one.geometry.type === 'Polygon' || one.geometry.type === 'MultiPolygon',
  );
  if (areas.length === 0) throw new TarimError(analysisErrors.notAreas, { set: chosen.set });
  return areas;
}

/** Whether any of the rows says of itself that it is simulated. */
export const anySimulated = (rows: readonly PlacedRow[]): boolean =>
  rows.some((one) => one.properties.simulated === true || one.properties.demo === true);
