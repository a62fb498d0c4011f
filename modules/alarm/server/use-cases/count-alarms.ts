import { beijingIso, DAY_MS } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { ALARM_KINDS, type countAlarms as route } from '../../contract.ts';
import { countViews } from '../sql/read.ts';
import { readerOf } from './access.ts';

/** How many alarms are open, and what the last 24 hours brought. */
export async function countAlarms(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof route.query>>,
): Promise<Static<NonNullable<typeof route.response>>> {
  const now = ctx.clock.now();
  const found = await countViews(ctx.db, { ...query, ...readerOf(ctx, actor) }, new Date(now - DAY_MS));
  const count = (kind: string | null, state: string) =>
    found.open.reduce(
      (sum, row) => (row.state === state && (kind === null || row.kind === kind) ? sum + row.n : sum),
      0,
    );
  return {
    at: beijingIso(now),
    pending: count(null, 'pending'),
    firing: count(null, 'firing'),
    recovering: count(null, 'recovering'),
    blind: count(null, 'no-data') + count(null, 'error'),
    unacknowledged: found.open.reduce((sum, row) => sum + row.unacknowledged, 0),
    firedLast24h: found.fired,
    closedLast24h: found.closed,
    byKind: ALARM_KINDS.map((kind) => ({
      kind,
      pending: count(kind, 'pending'),
      firing: count(kind, 'firing'),
      recovering: count(kind, 'recovering'),
    })),
  };
}
