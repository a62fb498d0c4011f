import type { Context } from '@tarim/platform';
import { sql } from 'kysely';
import { allCities } from '../air-period/city-facts.ts';
import { importAirDays } from './import-days.ts';

/**
 * Brings simulated days of all cities in, as an upload that says so, once: what is there already stays as it is.
 * @param fileOf makes the file for the codes of the cities, CSV
 * @throws Error when the file has problems: it was made by us
 */
export async function seedAirDays(
  ctx: Context,
  name: string,
  fileOf: (codes: readonly string[]) => Promise<Uint8Array>,
): Promise<{ created: number }> {
  const { rows } = await sql`select from evaluation.air_upload where simulated limit 1`.execute(ctx.db);
  if (rows.length > 0) return { created: 0 };
  const bytes = await fileOf((await allCities(ctx.db)).map((city) => city.code));
  const done = await importAirDays(
    ctx,
    null,
    { bytes, name, dustBasis: 'proposed', simulated: true },
    'import',
  );
  const [problem] = done.problems;
  if (problem) throw new Error(`row ${problem.row} ${problem.column}: ${problem.en}`);
  return { created: done.stored.created };
}
