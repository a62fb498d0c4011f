import { testContext } from '@tarim/testkit';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { floatsOfAll } from '../server/sql/arrays.ts';

it('values in binary form are the same numbers in the database', async () => {
  const ctx = await testContext();
  const value = fc.double({ noNaN: true, noDefaultInfinity: true });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(value, { minLength: 1, maxLength: 8 }), { minLength: 1 }),
      async (rows) => {
        const all = floatsOfAll(rows.map((values) => ({ values })))!;
        const { rows: back } = await sql<{ all: number[]; second: number[] }>`
        select ${all}::float8[] as all, (${all}::float8[])[2:3] as second`.execute(ctx.db);
        expect(back[0]!.all.map(String)).toEqual(rows.flat().map(String));
        expect(back[0]!.second).toEqual(rows.flat().slice(1, 3));
      },
    ),
    { numRuns: 60 },
  );
  expect(floatsOfAll([{ values: [1, null] }])).toBeNull();
});
