import type { Geometry } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Context, countDataset, type DatasetRow, readDataset } from '@tarim/platform';
import { sql } from 'kysely';
import { crsOf } from '../domain/crs.ts';
import { geometryOf } from '../domain/feature-text.ts';
import type { ItemsQuery } from '../domain/parameters.ts';
import { ogcErrors } from '../errors.ts';
import { type Condition, conditionOf, joined, ofTest, type Plan, planOf } from '../sql/compile-filter.ts';
import { ofBoxes } from '../sql/spatial.ts';
import { checkShapes, decide } from './decide-tests.ts';
import type { Shown } from './reader.ts';

export interface Found {
  readonly row: DatasetRow;
  readonly geometry: Geometry | null;
}

type Seen = Pick<Shown, 'set' | 'sight'>;

export interface Batch {
  readonly found: readonly Found[];
  /** Where to go on: null when nothing is left. */
  readonly after: number | string | null;
}

/** Rows that are looked at for one page before it is handed out as it is, with a link to go on. */
const MOST_LOOKED_AT = 50_000;
const BATCH = 1_000;

/** `ids`: only these rows, as texts. @throws TarimError OGC_PARAMETER_NOT_KNOWN, OGC_FILTER_* */
export async function planItems(
  { set, sight }: Seen,
  query: ItemsQuery,
  ids?: readonly string[],
): Promise<Plan> {
  const all: Condition[] = [];
  if (query.boxes && set.relation.geometry)
    all.push(ofTest({ relation: 'intersects', ...ofBoxes(query.boxes), at: 0 }, set));
  for (const [name, text] of query.equal) all.push(equals({ set, sight }, name, text));
  if (query.filter) all.push(conditionOf(query.filter, set, sight, query.filterCrs));
  if (ids)
    all.push({
      kind: 'sql',
      sql: sql`((${sql.raw(`(${set.relation.id.sql})`)})::text = any(${ids.slice(0, 1_000)}))`,
    });
  if (all.length === 0) return { where: sql`true`, marks: [], tests: [], holds: null };
  const plan = planOf(joined('and', all), set);
  await checkShapes(plan.tests);
  return plan;
}

function equals({ set, sight }: Seen, name: string, text: string): Condition {
  const field = set.fields.find((one) => one.name === name);
  if (!field || !sight.fields.has(name) || field.type === 'json')
    throw new TarimError(ogcErrors.parameterUnknown, { name: name.slice(0, 60) });
  const refuse = () =>
    new TarimError(ogcErrors.parameterInvalid, { name, reason: `a value of type ${field.type} is expected` });
  let value: string | number | boolean = text;
  if (field.type === 'integer' || field.type === 'number') {
    value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value)) throw refuse();
  } else if (field.type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw refuse();
    value = text === 'true';
  }
  const args = [{ kind: 'property', at: 1, name } as const, { kind: 'value', at: 1, value } as const];
  return conditionOf({ kind: 'call', at: 1, op: '=', args }, set, sight, crsOf('crs', undefined));
}

/** Batches of exactly the rows that fit, in the order of their ids, until `limit` of them are given. */
export async function* findRows(
  ctx: Context,
  { set, sight }: Seen,
  query: ItemsQuery,
  plan: Plan,
  limit = query.limit,
): AsyncGenerator<Batch> {
  let after = query.after;
  let left = limit;
  let lookedAt = 0;
  let turns = 0;
  while (left > 0) {
    // Where geometry decides, some more are read than are wanted, and ever more where few fit; one more always tells
    // whether there is a next page.
    const want = plan.holds
      ? Math.min(BATCH, Math.ceil(left * 1.15 + 10) * 4 ** turns++)
      : Math.min(BATCH, left) + 1;
    const rows = await guarded(
      readDataset(ctx.db, set, sight, {
        ...query.span,
        where: plan.where,
        marks: plan.marks,
        limit: want,
        ...(query.properties ? { fields: query.properties } : {}),
        ...(after === null ? {} : { after: { id: after } }),
      }),
    );
    const ended = rows.length < want;
    const fitting = plan.holds
      ? await fittingOf(plan, rows)
      : rows.slice(0, want - 1).map((row) => ({ row, geometry: geometryOf(row) }));
    const found = fitting.slice(0, left);
    left -= found.length;
    lookedAt += rows.length;
    const cut = found.length < fitting.length;
    // Behind the last row that fits others may have been looked at in vain: the next page need not do so again.
    const last = cut || !plan.holds ? found.at(-1)?.row.id : rows.at(-1)?.id;
    after = (cut || !ended) && last !== undefined ? last : null;
    yield { found, after };
    if (after === null || (plan.holds && lookedAt >= MOST_LOOKED_AT)) return;
  }
}

async function fittingOf(plan: Plan, rows: readonly DatasetRow[]): Promise<Found[]> {
  const all = rows.map((row) => ({ row, geometry: geometryOf(row) }));
  const truths = await Promise.all(
    plan.tests.map((test) =>
      decide(
        test,
        all.map((one) => one.geometry),
      ),
    ),
  );
  return all.filter(({ row }, i) =>
    plan.holds!(
      row.marks ?? [],
      truths.map((of) => of[i] ?? null),
    ),
  );
}

/** How many fit: counted by SQL alone, or row by row where geometry decides. */
export async function countRows(
  ctx: Context,
  shown: Seen,
  query: ItemsQuery,
  plan: Plan,
): Promise<number | null> {
  if (!plan.holds)
    return guarded(countDataset(ctx.db, shown.set, shown.sight, { ...query.span, where: plan.where }));
  let n = 0;
  let last: Batch | undefined;
  for await (const batch of findRows(ctx, shown, { ...query, after: null, properties: [] }, plan, Infinity)) {
    n += batch.found.length;
    last = batch;
  }
  // Beyond what is looked at in one go the number is not known, and is not guessed.
  return last?.after == null ? n : null;
}

/** What a caller's numbers cannot be computed with (SQLSTATE class 22) is the caller's. */
export async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as { code?: string };
    if (typeof code === 'string' && code.startsWith('22')) throw new TarimError(ogcErrors.filterValue);
    throw error;
  }
}
