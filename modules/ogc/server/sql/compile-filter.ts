import type { Dataset, Sight } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import { COMPARISONS, type Node, SPATIAL, TEMPORAL } from '../domain/cql2/nodes.ts';
import type { CrsChoice } from '../domain/crs.ts';
import { alike, checkPattern, scalarOf, wrongType } from './scalars.ts';
import { isExact, mayHold, type SpatialTest, spatialTest } from './spatial.ts';
import { temporalSql } from './temporal.ts';

/** A condition: what SQL decides, what only geometry decides, and how they are joined. */
export type Condition =
  | { readonly kind: 'sql'; readonly sql: RawBuilder<unknown> }
  | { readonly kind: 'spatial'; readonly test: SpatialTest }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

/**
 * A filter ready to be asked: `where` lets through every row that fits and perhaps more; where it may be more, `tests`
 * and the rows' `marks` decide (`holds`).
 */
export interface Plan {
  readonly where: RawBuilder<unknown>;
  readonly marks: readonly RawBuilder<unknown>[];
  readonly tests: readonly SpatialTest[];
  /** Null where SQL has decided already. */
  readonly holds: ((marks: readonly Truth[], tests: readonly Truth[]) => boolean) | null;
}

/** Three-valued, as in SQL: null is not known. */
export type Truth = boolean | null;

/** @throws TarimError OGC_FILTER_PROPERTY, OGC_FILTER_TYPE, OGC_FILTER_TOO_LARGE */
export function conditionOf(node: Node, set: Dataset, sight: Sight, crs: CrsChoice): Condition {
  const own = (one: Node) => conditionOf(one, set, sight, crs);
  const { at } = node;
  if (node.kind !== 'call' || node.op === 'casei' || node.op === 'accenti') {
    const scalar = scalarOf(node, set, sight);
    if (scalar.type !== 'boolean') throw wrongType(at, 'a condition is expected');
    return { kind: 'sql', sql: sql`(${scalar.sql})` };
  }
  const { op, args } = node;
  if (op === 'and' || op === 'or') {
    if (args.length < 1) throw wrongType(at, `${op} takes conditions`);
    return joined(op, args.map(own));
  }
  if (op === 'not') {
    if (args.length !== 1) throw wrongType(at, 'not takes one condition');
    const part = own(args[0]!);
    return part.kind === 'sql' ? { kind: 'sql', sql: sql`(not ${part.sql})` } : { kind: 'not', part };
  }
  if (SPATIAL.has(op)) return ofTest(spatialTest(op, args, at, crs), set);
  if (TEMPORAL.has(op)) return { kind: 'sql', sql: temporalSql(op, args, at, set, sight) };
  return { kind: 'sql', sql: predicate(op, args, at, set, sight) };
}

export function ofTest(test: SpatialTest, set: Dataset): Condition {
  return isExact(set, test) ? { kind: 'sql', sql: mayHold(set, test) } : { kind: 'spatial', test };
}

/** Neighbouring conditions of SQL are one. */
export function joined(kind: 'and' | 'or', parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((one) => (one.kind === 'sql' ? [one.sql] : []));
  const rest = parts.filter((one) => one.kind !== 'sql');
  const between = kind === 'and' ? sql` and ` : sql` or `;
  const whole: Condition[] =
    flat.length === 0 ? [] : [{ kind: 'sql', sql: sql`(${sql.join(flat, between)})` }];
  if (rest.length === 0) return whole[0]!;
  const all = [...whole, ...rest];
  return all.length === 1 ? all[0]! : { kind, parts: all };
}

function predicate(
  op: string,
  args: readonly Node[],
  at: number,
  set: Dataset,
  sight: Sight,
): RawBuilder<unknown> {
  const scalar = (i: number) => {
    const node = args[i];
    if (!node) throw wrongType(at, `${op} lacks a value`);
    return scalarOf(node, set, sight);
  };
  const most = (count: number) => {
    if (args.length > count) throw wrongType(at, `${op} takes ${count} values`);
  };
  if (op === 'isnull') {
    most(1);
    if (args[0]?.kind === 'property' && args[0].name === 'geometry')
      return set.relation.geometry ? nullGeometry(set) : sql`true`;
    return sql`(${scalar(0).sql} is null)`;
  }
  if (COMPARISONS.has(op)) {
    most(2);
    const [a, b, type] = alike(scalar(0), scalar(1));
    if (type === 'boolean' && op !== '=' && op !== '<>') throw wrongType(at, 'booleans have no order');
    return sql`(${a} ${sql.raw(op)} ${b})`;
  }
  if (op === 'like') {
    most(2);
    const text = scalar(0);
    if (text.type !== 'text') throw wrongType(text.at, 'only texts have patterns');
    checkPattern(args[1]!);
    return sql`(${text.sql} like ${scalar(1).sql})`;
  }
  if (op === 'between') {
    most(3);
    const [a, low] = alike(scalar(0), scalar(1));
    const [b, high] = alike(scalar(0), scalar(2));
    return sql`(${a} >= ${low} and ${b} <= ${high})`;
  }
  if (op === 'in') {
    const one = scalar(0);
    if (args.length < 2) throw wrongType(at, 'in takes a list');
    const any = args.slice(1).map((item) => {
      const [a, b] = alike(one, scalarOf(item, set, sight));
      return sql`${a} = ${b}`;
    });
    return sql`(${sql.join(any, sql` or `)})`;
  }
  throw wrongType(at, 'a condition is expected');
}

function nullGeometry({ relation: { geometry } }: Dataset): RawBuilder<unknown> {
  const column = 'wkb' in geometry! ? geometry.wkb : (geometry as { lon: string }).lon;
  return sql`(${sql.raw(`(${column})`)} is null)`;
}

export function planOf(condition: Condition, set: Dataset): Plan {
  if (condition.kind === 'sql') return { where: condition.sql, marks: [], tests: [], holds: null };
  const marks: RawBuilder<unknown>[] = [];
  const tests: SpatialTest[] = [];
  const holds = deciderOf(condition, marks, tests);
  return { where: upper(condition, set), marks, tests, holds: (m, t) => holds(m, t) === true };
}

type Decider = (marks: readonly Truth[], tests: readonly Truth[]) => Truth;

function deciderOf(condition: Condition, marks: RawBuilder<unknown>[], tests: SpatialTest[]): Decider {
  switch (condition.kind) {
    case 'sql': {
      const i = marks.push(condition.sql) - 1;
      return (m) => m[i] ?? null;
    }
    case 'spatial': {
      const i = tests.push(condition.test) - 1;
      return (_m, t) => t[i] ?? null;
    }
    case 'not': {
      const part = deciderOf(condition.part, marks, tests);
      return (m, t) => {
        const truth = part(m, t);
        return truth === null ? null : !truth;
      };
    }
    default: {
      const parts = condition.parts.map((one) => deciderOf(one, marks, tests));
      const ends = condition.kind === 'or';
      return (m, t) => {
        let unknown = false;
        for (const part of parts) {
          const truth = part(m, t);
          if (truth === ends) return ends;
          unknown ||= truth === null;
        }
        return unknown ? null : !ends;
      };
    }
  }
}

/** Every row for which the condition may be true. */
function upper(condition: Condition, set: Dataset): RawBuilder<unknown> {
  switch (condition.kind) {
    case 'sql':
      return condition.sql;
    case 'spatial':
      return mayHold(set, condition.test);
    case 'not':
      return sql`(not ${lower(condition.part, set)})`;
    default: {
      const parts = condition.parts.map((one) => upper(one, set));
      return sql`(${sql.join(parts, condition.kind === 'and' ? sql` and ` : sql` or `)})`;
    }
  }
}

/** Only rows for which the condition is certainly not false: what `not` may leave out. */
function lower(condition: Condition, set: Dataset): RawBuilder<unknown> {
  switch (condition.kind) {
    case 'sql':
      return condition.sql;
    case 'spatial':
      return sql`false`;
    case 'not':
      return sql`(not ${upper(condition.part, set)})`;
    default: {
      const parts = condition.parts.map((one) => lower(one, set));
      return sql`(${sql.join(parts, condition.kind === 'and' ? sql` and ` : sql` or `)})`;
    }
  }
}
