import { type RawBuilder, sql } from 'kysely';
import type { After } from '../domain/options.ts';

type Sql = RawBuilder<unknown>;

/** One part of the order of a page. */
export interface KeyPart {
  readonly sql: Sql;
  /** Its type in PostgreSQL, in which a page that goes on takes up the value of the last row. */
  readonly cast: 'float8' | 'bigint' | 'text' | 'timestamptz' | 'date' | 'time' | 'interval' | 'boolean';
  readonly descending: boolean;
  /** Whether it may be without a value; such rows come last. */
  readonly nullable: boolean;
}

export const orderBy = (parts: readonly KeyPart[]): Sql =>
  sql.join(
    parts.map(({ sql: value, descending, nullable }) => {
      const direction = descending ? sql`${value} desc` : sql`${value} asc`;
      // Said only where it matters: the primary key is not read backwards with it.
      return nullable ? sql`${direction} nulls last` : direction;
    }),
  );

/** The parts of a row as texts, to go on behind it. */
export const keyOf = (parts: readonly KeyPart[]): Sql =>
  sql`array[${sql.join(parts.map((part) => sql`(${part.sql})::text`))}]`;

/** Rows behind the one with these values: a deep page costs as much as the first. */
export function behindRow(parts: readonly KeyPart[], after: readonly After[]): Sql {
  const [first, ...rest] = parts;
  const [value, ...values] = after;
  if (!first) return sql`false`;
  const bound = sql`${value ?? null}::${sql.raw(first.cast)}`;
  const further =
    value === null || value === undefined
      ? sql`false`
      : first.nullable
        ? sql`(${first.sql} ${first.descending ? sql`<` : sql`>`} ${bound} or ${first.sql} is null)`
        : sql`${first.sql} ${first.descending ? sql`<` : sql`>`} ${bound}`;
  if (rest.length === 0) return further;
  const same =
    value === null || value === undefined ? sql`${first.sql} is null` : sql`${first.sql} = ${bound}`;
  const behind = sql`(${further} or (${same} and ${behindRow(rest, values)}))`;
  if (first.nullable) return behind;
  // Said twice, so that an index is entered where the page begins.
  return sql`(${first.sql} ${first.descending ? sql`<=` : sql`>=`} ${bound} and ${behind})`;
}
