import type { Context, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DemoRegistry } from '../../contract.ts';
import { insertRow } from '../sql/write.ts';
import { sealed } from '../writing/device.ts';

/**
 * Puts the simulated region into the registry, marked as simulated. Runs once: what is there already (and perhaps was
 * changed by a person) stays as it is.
 */
export async function seedDemoRegistry(ctx: Context, seed: DemoRegistry): Promise<{ created: number }> {
  return ctx.db.transaction().execute(async (tx) => {
    const enterprises = await ids(tx, 'enterprise', 'uscc');
    const points = await ids(tx, 'point', 'code');
    const mns = await ids(tx, 'device', 'mn');
    let created = 0;
    for (const one of seed.enterprises) {
      if (enterprises.has(one.uscc)) continue;
      enterprises.set(one.uscc, await insertRow(tx, 'enterprise', { ...one, simulated: true }));
      created++;
    }
    const fresh = new Set<string>();
    for (const { uscc, ...one } of seed.points) {
      if (points.has(one.code)) continue;
      points.set(
        one.code,
        await insertRow(tx, 'point', {
          ...one,
          enterpriseId: uscc ? enterprises.get(uscc) : null,
          simulated: true,
        }),
      );
      fresh.add(one.code);
      created++;
    }
    const below = (pointCode: string) => ({ pointId: points.get(pointCode) });
    for (const { pointCode, ...one } of seed.devices) {
      if (mns.has(one.mn)) continue;
      await insertRow(tx, 'device', { ...one, ...sealed(ctx, one), ...below(pointCode) });
      created++;
    }
    // Rows of points that were there before belong to whoever changed them since.
    for (const { pointCode, ...one } of seed.parameters)
      if (fresh.has(pointCode)) await insertRow(tx, 'point_parameter', { ...one, ...below(pointCode) });
    for (const { pointCode, ...one } of seed.limits)
      if (fresh.has(pointCode)) await insertRow(tx, 'point_limit', { ...one, ...below(pointCode) });
    return { created };
  });
}

async function ids(tx: Tx, table: string, key: string): Promise<Map<string, number>> {
  const { rows } = await sql<{
    key: string;
    id: number;
  }>`select ${sql.id(key)} as key, id from ${sql.id('registry', table)}`.execute(tx);
  return new Map(rows.map((row) => [row.key, row.id]));
}
