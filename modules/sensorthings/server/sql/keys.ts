import type { EntityType } from '../domain/model.ts';
import { type Options, wrong } from '../domain/options.ts';
import type { Compiler } from './compile.ts';
import type { KeyPart } from './order.ts';

const CASTS = {
  number: 'float8',
  string: 'text',
  json: 'text',
  instant: 'timestamptz',
  duration: 'interval',
  date: 'date',
  time: 'time',
  boolean: 'boolean',
} as const;

/** The order of a page; `plain`: the property that is the key itself, by which no second part is needed. */
export function keysOf(
  compiler: Compiler,
  type: EntityType,
  { order }: Options,
  key: readonly KeyPart[],
  plain: string | null,
  /** Names of properties that are never without a value. */
  solid: ReadonlySet<string> = new Set(),
): KeyPart[] {
  const [first] = order;
  if (!first) return [...key];
  const name = first.by.kind === 'path' ? first.by.names.join('/') : '';
  const own = name === plain || (plain === 'id' && name === '@iot.id');
  if (order.length === 1 && key.length === 1 && own) return [{ ...key[0]!, descending: first.descending }];
  return [
    ...order.map(({ by, descending }): KeyPart => {
      const value = compiler.value(by, type, 'e');
      if (value.type === 'geo' || value.type === 'null') throw wrong('$orderby', 'it has no order');
      const sure = by.kind === 'path' && solid.has(by.names.join('/'));
      return { sql: value.sql, cast: CASTS[value.type], descending, nullable: !sure };
    }),
    ...key,
  ];
}
