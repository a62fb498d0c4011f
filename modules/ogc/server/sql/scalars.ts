import { TarimError } from '@tarim/kernel';
import { type Dataset, fieldSql, type Sight } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import { ARITHMETIC, FOLDS, type Node } from '../domain/cql2/nodes.ts';
import { dayOf, instantOf } from '../domain/times.ts';
import { ogcErrors } from '../errors.ts';

export type ScalarType = 'text' | 'number' | 'boolean' | 'date' | 'instant';

/** A value of a filter in SQL. Whatever a caller wrote is bound, never part of the text. */
export interface Scalar {
  readonly type: ScalarType;
  readonly sql: RawBuilder<unknown>;
  readonly at: number;
  /** Of a text literal: it may turn out to be a time. */
  readonly text?: string;
}

/** Longer patterns with many wildcards take PostgreSQL long. */
const PATTERN = { length: 200, wildcards: 8 };

export function wrongType(at: number, reason: string): TarimError {
  return new TarimError(ogcErrors.filterType, { at, reason });
}

/** @throws TarimError OGC_FILTER_PROPERTY, OGC_FILTER_TYPE */
export function scalarOf(node: Node, set: Dataset, sight: Sight): Scalar {
  const { at } = node;
  switch (node.kind) {
    case 'value':
      return literal(node.value, at);
    case 'instant': {
      const text = instantOf(node.value);
      if (!text) throw wrongType(at, 'no RFC 3339 instant');
      return { type: 'instant', sql: sql`${text}::timestamptz`, at };
    }
    case 'date': {
      const text = dayOf(node.value);
      if (!text) throw wrongType(at, 'no calendar day');
      return { type: 'date', sql: sql`${text}::date`, at };
    }
    case 'property':
      return property(node.name, at, set, sight);
    case 'call':
      if (FOLDS.has(node.op)) return folded(node.op, node.args, at, set, sight);
      if (ARITHMETIC.has(node.op)) return computed(node.op, node.args, at, set, sight);
      throw wrongType(at, 'a value is expected, not a condition');
    default:
      throw wrongType(at, 'a value is expected');
  }
}

function literal(value: string | number | boolean, at: number): Scalar {
  if (typeof value === 'string') return { type: 'text', sql: sql`${value}::text`, at, text: value };
  if (typeof value === 'boolean') return { type: 'boolean', sql: sql`${value}::boolean`, at };
  const whole = Number.isSafeInteger(value);
  return { type: 'number', sql: whole ? sql`${value}::int8` : sql`${value}::float8`, at };
}

function property(name: string, at: number, set: Dataset, sight: Sight): Scalar {
  const column = fieldSql(set, sight, name);
  const field = set.fields.find((one) => one.name === name);
  // A field that the reader does not see is no field: a condition on it would tell its values by what it leaves.
  if (!column || !field) throw new TarimError(ogcErrors.filterProperty, { name: name.slice(0, 60), at });
  switch (field.type) {
    case 'json':
      throw wrongType(at, `${name} is nested data`);
    case 'integer':
    case 'number':
      return { type: 'number', sql: column, at };
    case 'boolean':
      return { type: 'boolean', sql: column, at };
    case 'date':
      return { type: 'date', sql: sql`${column}::date`, at };
    case 'instant':
      return { type: 'instant', sql: sql`${column}::timestamptz`, at };
    default:
      return { type: 'text', sql: sql`${column}::text`, at };
  }
}

function folded(op: string, args: readonly Node[], at: number, set: Dataset, sight: Sight): Scalar {
  const one = args.length === 1 ? scalarOf(args[0]!, set, sight) : null;
  if (one?.type !== 'text') throw wrongType(at, `${op} takes one text`);
  // Without the extension unaccent: letters are taken apart and the combining marks left out.
  const plain =
    op === 'casei'
      ? sql`lower(${one.sql})`
      : sql`regexp_replace(normalize(${one.sql}, NFD), ${'[\u0300-\u036f]'}, '', 'g')`;
  return { type: 'text', sql: plain, at };
}

function computed(op: string, args: readonly Node[], at: number, set: Dataset, sight: Sight): Scalar {
  if (args.length !== 2) throw wrongType(at, `${op} takes two numbers`);
  const [a, b] = args.map((one) => {
    const scalar = scalarOf(one, set, sight);
    if (scalar.type !== 'number') throw wrongType(scalar.at, 'a number is expected');
    return sql`(${scalar.sql})::float8`;
  }) as [RawBuilder<unknown>, RawBuilder<unknown>];
  // By nothing divided is nothing known, not a failure of the page.
  const divisor = sql`nullif(${b}, 0)`;
  const value = {
    '+': () => sql`(${a} + ${b})`,
    '-': () => sql`(${a} - ${b})`,
    '*': () => sql`(${a} * ${b})`,
    '/': () => sql`(${a} / ${divisor})`,
    div: () => sql`trunc(${a} / ${divisor})`,
    '%': () => sql`(${a} - trunc(${a} / ${divisor}) * ${b})`,
    '^': () => sql`power(${a}, ${b})`,
  }[op]!();
  return { type: 'number', sql: value, at };
}

/** Both sides of a comparison in one type. @throws TarimError OGC_FILTER_TYPE */
export function alike(a: Scalar, b: Scalar): [RawBuilder<unknown>, RawBuilder<unknown>, ScalarType] {
  const left = asTime(a, b.type);
  const right = asTime(b, a.type);
  if (left.type === right.type) return [left.sql, right.sql, left.type];
  if (isTime(left) && isTime(right)) return [opened(left), opened(right), 'instant'];
  throw wrongType(b.at, `${left.type} and ${right.type} cannot be compared`);
}

const isTime = ({ type }: Scalar) => type === 'date' || type === 'instant';
/** A day as the instant at which it begins in Beijing. */
const opened = ({ type, sql: one }: Scalar) =>
  type === 'date' ? sql`((${one})::timestamp at time zone 'Asia/Shanghai')` : one;

/** A text beside a time is read as one: clients write `date > '2026-01-01'`. */
function asTime(one: Scalar, other: ScalarType): Scalar {
  if (one.text === undefined || (other !== 'date' && other !== 'instant')) return one;
  const { text, at } = one;
  if (dayOf(text)) return { type: 'date', sql: sql`${text}::date`, at };
  if (instantOf(text)) return { type: 'instant', sql: sql`${text}::timestamptz`, at };
  throw wrongType(at, 'a time is expected');
}

export function checkPattern(node: Node): void {
  const text = node.kind === 'call' && FOLDS.has(node.op) ? node.args[0] : node;
  if (text?.kind !== 'value' || typeof text.value !== 'string')
    throw wrongType(node.at, 'a pattern is a text');
  const wildcards = text.value.match(/%/g)?.length ?? 0;
  if (text.value.length > PATTERN.length || wildcards > PATTERN.wildcards)
    throw new TarimError(ogcErrors.filterTooLarge, { what: 'pattern', limit: PATTERN.wildcards });
}
