import type { Actor, Context, Static } from '@tarim/platform';
import type { listPeople as route } from '../../contract.ts';
import { findPeople, present } from '../sql/people.ts';
import { reachOf } from './grantable-posts.ts';

/** People with a post in the units that the reader administers; who has other posts too is shown and cannot be changed. */
export async function listPeople(
  ctx: Context,
  actor: Actor,
  q: string | undefined,
): Promise<Static<NonNullable<typeof route.response>>> {
  const rows = await findPeople(ctx.db, q);
  const reach = await reachOf(
    ctx,
    actor,
    rows.map((row) => row.posts),
  );
  return {
    people: rows.flatMap((row, index) =>
      reach[index] === 'none' ? [] : [{ ...present(row), editable: reach[index] === 'all' }],
    ),
  };
}
