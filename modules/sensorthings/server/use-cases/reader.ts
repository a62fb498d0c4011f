import { heldBack } from '@tarim/disclosure/queries';
import type { Actor, Context } from '@tarim/platform';
import { READ_OWN } from '@tarim/platform/contract';
import { type RawBuilder, sql } from 'kysely';

/** What one caller sees: points `p` of registry.place, factors `m` of registry.measurement. */
export interface Reader {
  readonly point: RawBuilder<unknown>;
  readonly factor: RawBuilder<unknown>;
  /** Rows `x` of what clients wrote. */
  readonly foreign: RawBuilder<unknown>;
}

/**
 * The one place that says who reads: staff who may read telemetry everything, people of an enterprise their own points
 * and what is public, everybody else what the portal shows; a client with a key of scope
 * `sensorthings` also what it wrote. A sharing key is to be added here.
 */
export async function readerOf(
  ctx: Context,
  actor: Actor | null,
  /** Of a client that may write: it reads what it wrote beside what everybody reads. */
  keyId: string | null = null,
): Promise<Reader> {
  if (actor && ctx.policy.can(actor, 'telemetry.read'))
    return { point: sql`true`, factor: sql`true`, foreign: sql`x.removed_at is null` };
  const own = actor ? [...ctx.policy.scope(actor, READ_OWN).enterpriseIds] : [];
  const hidden = await heldBack(ctx.db);
  const [points, enterprises, codes] = [[...hidden.points], [...hidden.enterprises], [...hidden.codes]];
  const inside = sql`coalesce(p.enterprise_id = any(${own}::int[]), false)`;
  return {
    point: sql`(${inside} or (p.public and p.active and p.point_id <> all(${points}::int[])
      and coalesce(p.enterprise_id <> all(${enterprises}::int[]), true)))`,
    factor: sql`(${inside} or (m.public and m.code <> all(${codes}::text[])))`,
    foreign: keyId === null ? sql`false` : sql`(x.removed_at is null and x.key_id = ${keyId}::uuid)`,
  };
}
