import type { Context } from '@tarim/platform';
import { enterprisesByIds } from '@tarim/registry/queries';

export interface Place {
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Where enterprises lie, degrees CGCS2000; nulls where the registry does not know. */
export async function placesOf(
  ctx: Context,
  ids: readonly (number | null)[],
): Promise<(id: number | null) => Place> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const rows = known.length > 0 ? await enterprisesByIds(ctx.db, known) : [];
  const places = new Map(rows.map(({ id, lon, lat }) => [id, { lon, lat }]));
  return (id) => (id === null ? undefined : places.get(id)) ?? { lon: null, lat: null };
}
