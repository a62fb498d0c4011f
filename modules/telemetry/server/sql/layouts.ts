import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface Slot {
  readonly code: string;
  readonly attr: string;
}
export type Layout = readonly Slot[];

/** Layouts are immutable and few: cached for the life of the process. Bounded, so that hostile devices cannot fill memory. */
const byId = new Map<number, Layout>();
const idBySlots = new Map<string, number>();
const CACHE_LIMIT = 20_000;

/** Text form and identity of a layout: `a34004.Avg,a34004.Min`. */
export function layoutKey(slots: Layout): string {
  return slots.map((slot) => `${slot.code}.${slot.attr}`).join(',');
}

export function parseLayout(key: string): Layout {
  if (key === '') return [];
  return key.split(',').map((part) => {
    const dot = part.lastIndexOf('.');
    return { code: part.slice(0, dot), attr: part.slice(dot + 1) };
  });
}

export async function layoutOf(db: DbOrTx, id: number): Promise<Layout> {
  const known = byId.get(id);
  if (known) return known;
  const { rows } = await sql<{ slots: string }>`select slots from telemetry.layout where id = ${id}`.execute(
    db,
  );
  const layout = parseLayout(rows[0]?.slots ?? '');
  remember(id, rows[0]?.slots ?? '', layout);
  return layout;
}

/** Ids of layouts, creating those that are new. Safe against a concurrent creator. */
export async function layoutIds(db: DbOrTx, keys: readonly string[]): Promise<Map<string, number>> {
  const result = new Map<string, number>();
  const missing: string[] = [];
  for (const key of new Set(keys)) {
    const id = idBySlots.get(key);
    if (id === undefined) missing.push(key);
    else result.set(key, id);
  }
  if (missing.length === 0) return result;
  const { rows } = await sql<{ id: number; slots: string }>`
    with wanted as (select distinct slots from unnest(${missing}::text[]) w(slots)),
    made as (
      insert into telemetry.layout (slots) select slots from wanted
      where not exists (select 1 from telemetry.layout l where l.slots = wanted.slots)
      on conflict (slots) do nothing returning id, slots
    )
    select id, slots from made union all
    select l.id, l.slots from telemetry.layout l join wanted using (slots)
  `.execute(db);
  for (const row of rows) result.set(row.slots, row.id);
  return result;
}

/** Call after the transaction that created them has committed: an id of a rolled-back layout must not be remembered. */
export function rememberLayouts(ids: ReadonlyMap<string, number>): void {
  for (const [key, id] of ids) remember(id, key, parseLayout(key));
}

/** For tests that throw databases away. */
export function forgetLayouts(): void {
  byId.clear();
  idBySlots.clear();
}

function remember(id: number, key: string, layout: Layout): void {
  if (byId.size >= CACHE_LIMIT) forgetLayouts();
  byId.set(id, layout);
  idBySlots.set(key, id);
}
