import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from '@tarim/platform';
import { sql } from 'kysely';

/** 号牌：省份简称、发牌机关代号、5～6 位序号（新能源 6 位），末位可为挂、学、警、港、澳。 */
const PLATE = /^\p{Script=Han}[A-Z][A-Z0-9]{4,5}[A-Z0-9挂学警港澳]$/u;
const PLATE_ANYWHERE = /\p{Script=Han}[A-Z][·.\- ]?[A-Z0-9]{4,5}[A-Z0-9挂学警港澳]/u;

/** In the one form that is hashed; null: not a plate. */
export function readPlate(text: string): string | null {
  const plate = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·.-]/g, '');
  return PLATE.test(plate) ? plate : null;
}

/** A plate that got into another column would be kept in the clear. */
export const looksLikePlate = (text: string): boolean =>
  PLATE_ANYWHERE.test(text.normalize('NFKC').toUpperCase());

/** Turns a plate into what is kept of it. The key is made once and lies sealed in the database. */
export async function plateHasher(ctx: Context): Promise<(plate: string) => string> {
  const fresh = ctx.secrets.seal(randomBytes(32).toString('hex'));
  await sql`insert into sources.salt (id, sealed) values (1, ${fresh}) on conflict do nothing`.execute(
    ctx.db,
  );
  const { rows } = await sql<{ sealed: string }>`select sealed from sources.salt`.execute(ctx.db);
  const key = Buffer.from(ctx.secrets.open(rows[0]!.sealed), 'hex');
  return (plate) => createHmac('sha256', key).update(plate).digest('hex');
}
