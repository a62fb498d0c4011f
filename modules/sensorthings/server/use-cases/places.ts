import { createGeosPool, type Geometry, type GeosPool, geoErrors, parseGeometry, writeWkb } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Db } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { Expression } from '../domain/odata/ast.ts';
import { refuse } from '../domain/odata/tokenize.ts';
import type { SpatialCall } from '../domain/spatial.ts';
import { sensorthingsErrors } from '../errors.ts';
import type { SpatialAnswer } from '../sql/compile.ts';

/** Places that one filter looks at, at most. */
const MOST_PLACES = 50_000;
/** Longest time of one question; what is asked comes from anybody. */
const PATIENCE_MS = 5_000;

/** Worker threads start with the first filter that needs them. */
let pool: GeosPool | undefined;
const geos = (): GeosPool => {
  pool ??= createGeosPool(1, { timeoutMs: PATIENCE_MS });
  return pool;
};

/**
 * Answers questions about places exactly (simple features, planar, in degrees), whatever shape a place has: the places that
 * the reader sees are few, observations are never touched.
 * @throws TarimError SENSORTHINGS_TOO_BROAD, SENSORTHINGS_FILTER_INVALID for a shape that crosses itself
 */
export async function answerPlaces(
  db: Db,
  calls: readonly SpatialCall[],
  relationOf: (type: SpatialCall['type']) => RawBuilder<unknown>,
): Promise<Map<Expression, SpatialAnswer>> {
  const answers = new Map<Expression, SpatialAnswer>();
  const known = new Map<SpatialCall['type'], Places>();
  for (const call of calls) {
    const places = known.get(call.type) ?? (await placesOf(db, relationOf(call.type)));
    known.set(call.type, places);
    answers.set(call.node, { way: call.way, ...(await answer(call, places)) });
  }
  return answers;
}

interface Places {
  readonly ids: readonly number[];
  readonly wkbs: readonly Uint8Array[];
}

async function placesOf(db: Db, relation: RawBuilder<unknown>): Promise<Places> {
  const { rows } = await sql<{ id: number; geometry: unknown }>`
    select e.id::float8 as id, e.geometry from ${relation} e where e.geometry is not null limit ${MOST_PLACES + 1}`.execute(
    db,
  );
  if (rows.length > MOST_PLACES) throw new TarimError(sensorthingsErrors.places, { places: MOST_PLACES });
  const ids: number[] = [];
  const wkbs: Uint8Array[] = [];
  for (const row of rows) {
    const { value } = parseGeometry(row.geometry);
    // What is stored with an unclosed ring has no inside to ask about.
    if (!value) continue;
    ids.push(row.id);
    wkbs.push(writeWkb(value));
  }
  return { ids, wkbs };
}

async function answer(
  { ask, node }: SpatialCall,
  { ids, wkbs }: Places,
): Promise<{ readonly ids: readonly number[]; readonly values?: readonly number[] }> {
  try {
    if ('measure' in ask) {
      const to: Geometry = ask.measure === 'distance' ? ask.to : { type: 'Point', coordinates: [0, 0] };
      return { ids, values: await geos().measure(wkbs, ask.measure, to) };
    }
    const { valid, reason = '' } = await geos().validity(ask.to);
    if (!valid) throw refuse(node.at, `the geometry is not valid (${reason})`);
    const holds =
      'pattern' in ask
        ? await geos().relatePattern(wkbs, ask.pattern, ask.to)
        : await geos().relate(wkbs, ask.relation, ask.to);
    return { ids: ids.filter((_, i) => holds[i]) };
  } catch (error) {
    if (error instanceof TarimError && error.code === geoErrors.operationFailed.code)
      throw refuse(node.at, 'the geometry cannot be compared');
    throw error;
  }
}
