import { boxOf } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Context, fieldSql, type Reader, readDataset, streamDataset } from '@tarim/platform';
import { sql } from 'kysely';
import { type Hit, type Identified, MOST_DATA_ROWS } from '../../contract.ts';
import { onemapErrors } from '../errors.ts';
import { geometryOf, hits, labelOf, type Shown, shownSets } from './layers.ts';

/** Around a click, in pixels of a tile of 512. */
const REACH_PX = 8;
const TILE_PX = 512;
const MOST_IDENTIFIED = 20;
const MOST_HITS = 8;

/** All rows of a set as GeoJSON. @throws TarimError ONEMAP_LAYER_TOO_LARGE */
export async function geojson(ctx: Context, { set, sight }: Shown): Promise<{ text: string; rows: number }> {
  const fields = set.fields.filter((one) => one.type !== 'json').map((one) => one.name);
  const features: string[] = [];
  for await (const batch of streamDataset(ctx.db, set, sight, { fields })) {
    for (const row of batch) {
      const geometry = geometryOf(row);
      if (!geometry) continue;
      const properties = { ...row.properties, id: row.id };
      features.push(JSON.stringify({ type: 'Feature', id: row.id, geometry, properties }));
    }
    if (features.length > MOST_DATA_ROWS)
      throw new TarimError(onemapErrors.layerTooLarge, { id: set.id, most: MOST_DATA_ROWS });
  }
  return {
    text: `{"type":"FeatureCollection","features":[${features.join(',')}]}`,
    rows: features.length,
  };
}

/** Rows whose name or code contains the words, over all sets that the reader sees; the letters of a pattern are letters. */
export async function searchFeatures(ctx: Context, reader: Reader, words: string): Promise<Hit[]> {
  const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const found = await Promise.all(
    shownSets(ctx, reader).map(async ({ set, sight }) => {
      const names = [...new Set([set.look?.labelField, 'name', 'title', 'code'])].flatMap((name) => {
        const field = name === undefined ? null : fieldSql(set, sight, name);
        return field ? [sql`${field}::text ilike ${like}`] : [];
      });
      if (names.length === 0) return [];
      const rows = await readDataset(ctx.db, set, sight, {
        where: sql.join(names, sql` or `),
        limit: MOST_HITS,
      });
      return rows.flatMap((row) => {
        const geometry = geometryOf(row);
        if (!geometry) return [];
        const [west, south, east, north] = boxOf(geometry);
        return [
          {
            layer: set.id,
            id: row.id,
            label: labelOf(set, row),
            lon: (west + east) / 2,
            lat: (south + north) / 2,
          },
        ];
      });
    }),
  );
  return found.flat();
}

export interface Place {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
  readonly layers: readonly string[];
}

/** What of the chosen layers lies at a place, layer by layer. */
export async function identifyAt(
  ctx: Context,
  reader: Reader,
  { lon, lat, zoom, layers }: Place,
): Promise<Identified[]> {
  const reach = (REACH_PX * 360) / (TILE_PX * 2 ** zoom);
  const box = [lon - reach, lat - reach, lon + reach, lat + reach] as const;
  const found = await Promise.all(
    shownSets(ctx, reader)
      .filter(({ set }) => layers.includes(set.id))
      .map(async ({ set, sight }): Promise<Identified[]> => {
        const rows = await readDataset(ctx.db, set, sight, { box, limit: MOST_IDENTIFIED * 5 });
        const features = rows
          .filter((row) => {
            const geometry = geometryOf(row);
            return geometry !== null && hits(geometry, lon, lat);
          })
          .slice(0, MOST_IDENTIFIED)
          .map((row) => ({
            id: row.id,
            label: labelOf(set, row),
            properties: row.properties,
            page: reader.actor ? pageOf(set.look?.page, row.id) : null,
          }));
        return features.length > 0 ? [{ layer: set.id, features }] : [];
      }),
  );
  return found.flat();
}

const pageOf = (page: string | undefined, id: string | number): string | null =>
  page ? `/console${page.replace('{id}', encodeURIComponent(String(id)))}` : null;
