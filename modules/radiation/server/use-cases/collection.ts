import { beijingDate } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { RADIATION_CLOCKS } from '@tarim/standards';
import { calendarOf } from '@tarim/supervision/queries';
import type { Collection } from '../../contract.ts';
import { add, type CollectionCount, collectionOf, NOTHING_DUE } from '../domain/source-life.ts';
import { sourceStanding } from '../domain/source-state.ts';
import { sourceOn } from '../domain/today.ts';
import { sourceRows } from '../sql/sources.ts';
import { stepRows } from '../sql/steps.ts';

const HERE = new Set(['held', 'in-use', 'idle', 'lost']);

/** 应收尽收: what was due for collection and what was collected, by prefecture and division. */
export async function getCollection(
  ctx: Context,
  unit = '/',
): Promise<{
  total: Collection;
  units: Collection[];
  byCategory: Record<string, number>;
  source: string;
  confidence: string;
}> {
  const rows = await sourceRows(ctx.db, { unit });
  const steps = await stepRows(
    ctx.db,
    'source',
    rows.map(({ id }) => id),
  );
  const today = beijingDate(ctx.clock.now());
  const calendar = await calendarOf(ctx, ctx.db, unit);
  const places = (await unitsUnder(ctx.db, '/')).filter(
    ({ level }) => level === 'prefecture' || level === 'division',
  );
  const counts = new Map<string, CollectionCount>();
  const byCategory: Record<string, number> = {};
  for (const row of rows) {
    if (HERE.has(row.state)) {
      const category = sourceOn(row, today).category ?? 'unknown';
      byCategory[category] = (byCategory[category] ?? 0) + 1;
    }
    const standing = sourceStanding((steps.get(row.id) ?? []).map(({ act }) => act));
    const path = places.find((one) => row.unitPath.startsWith(one.path))?.path ?? row.unitPath;
    const count = collectionOf(row.category, standing, today, calendar);
    counts.set(path, add(counts.get(path) ?? NOTHING_DUE, count));
  }
  const { source, confidence } = RADIATION_CLOCKS.data.rows.find(({ id }) => id === 'idle-return')!;
  return {
    total: { unitPath: unit, ...[...counts.values()].reduce(add, NOTHING_DUE) },
    units: [...counts]
      .map(([unitPath, count]) => ({ unitPath, ...count }))
      .filter(({ due, running }) => due + running > 0)
      .sort((a, b) => b.overdue - a.overdue || b.due - a.due),
    byCategory,
    source,
    confidence,
  };
}
