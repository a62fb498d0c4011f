import { type RawBuilder, sql } from 'kysely';
import { ENTITIES, type EntityType, type PropertyType } from '../domain/model.ts';
import type { Expression } from '../domain/odata/ast.ts';
import { refuse } from '../domain/odata/tokenize.ts';
import { isSpatial } from '../domain/spatial.ts';

type Sql = RawBuilder<unknown>;
type Type = PropertyType | 'boolean' | 'null' | 'date' | 'time' | 'duration';
interface Typed {
  readonly sql: Sql;
  readonly type: Type;
  /** Of a json value: its number, for comparisons with numbers. */
  readonly number?: Sql;
}
/** A relation of the target and its alias, for what lies behind a navigation. */
export type RelationOf = (type: EntityType) => Sql | null;

const COMPARE: Readonly<Record<string, Sql>> = {
  eq: sql`=`,
  ne: sql`<>`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
};
const CALC: Readonly<Record<string, Sql>> = { add: sql`+`, sub: sql`-`, mul: sql`*` };
const PARTS = new Set(['year', 'month', 'day', 'hour', 'minute', 'second']);

/** What was found out about places: ids for which it holds, or the number of each (`use-cases/places.ts`). */
export interface SpatialAnswer {
  readonly way: readonly string[];
  readonly ids: readonly number[];
  readonly values?: readonly number[];
}

/** One way to many, taken within a condition: it holds when one of them fits. */
interface Scope {
  readonly name: string;
  readonly from: string;
  readonly alias: string;
  readonly sql: Sql;
}

/** Turns an expression into SQL; names become columns of the model, every value a parameter. */
export class Compiler {
  readonly #relationOf: RelationOf;
  readonly #now: Date;
  readonly #answers: ReadonlyMap<Expression, SpatialAnswer>;
  #aliases = 0;
  /** Null outside of a condition: an order by one of many would be by chance. */
  #scopes: Scope[] | null = null;

  constructor(
    relationOf: RelationOf,
    now: Date,
    answers: ReadonlyMap<Expression, SpatialAnswer> = new Map(),
  ) {
    this.#relationOf = relationOf;
    this.#now = now;
    this.#answers = answers;
  }

  condition(expression: Expression, type: EntityType, alias: string): Sql {
    const { kind } = expression;
    const joins =
      (kind === 'binary' && (expression.op === 'and' || expression.op === 'or')) ||
      (kind === 'unary' && expression.op === 'not');
    const outer = this.#scopes;
    // Each comparison looks for its own one of many: `Datastreams/name eq 'a' and Datastreams/name eq 'b'` can hold.
    this.#scopes = joins ? outer : [];
    const { sql: found, type: is } = this.value(expression, type, alias);
    const scopes = joins ? [] : this.#scopes!;
    this.#scopes = outer;
    if (is !== 'boolean') throw refuse(expression.at, 'a condition is needed');
    return scopes.reduceRight((inside, one) => sql`exists (select 1 from ${one.sql} and ${inside})`, found);
  }

  value(e: Expression, type: EntityType, alias: string): Typed {
    switch (e.kind) {
      case 'in':
        return this.#in(e, type, alias);
      case 'literal':
        return literal(e);
      case 'unary': {
        if (e.op === 'not') return { sql: sql`(not ${this.condition(e.of, type, alias)})`, type: 'boolean' };
        return { sql: sql`(- ${this.#number(e.of, type, alias)})`, type: 'number' };
      }
      case 'binary':
        return this.#binary(e, type, alias);
      case 'call':
        return this.#call(e, type, alias);
      case 'path':
        return this.#path(e.names, e.at, type, alias);
    }
  }

  #number(e: Expression, type: EntityType, alias: string): Sql {
    const found = this.value(e, type, alias);
    if (found.type === 'json') return found.number!;
    if (found.type !== 'number') throw refuse(e.at, 'a number is needed');
    return found.sql;
  }

  #text(e: Expression, type: EntityType, alias: string): Sql {
    const found = this.value(e, type, alias);
    if (found.type !== 'string' && found.type !== 'json') throw refuse(e.at, 'a text is needed');
    return found.sql;
  }

  #instant(e: Expression, type: EntityType, alias: string): Sql {
    const found = this.value(e, type, alias);
    if (found.type !== 'instant') throw refuse(e.at, 'an instant is needed');
    return found.sql;
  }

  #binary(e: Expression & { kind: 'binary' }, type: EntityType, alias: string): Typed {
    if (e.op === 'and' || e.op === 'or') {
      const [a, b] = [this.condition(e.left, type, alias), this.condition(e.right, type, alias)];
      return { sql: e.op === 'and' ? sql`(${a} and ${b})` : sql`(${a} or ${b})`, type: 'boolean' };
    }
    const a = this.value(e.left, type, alias);
    const b = this.value(e.right, type, alias);
    const compare = COMPARE[e.op];
    if (compare) {
      if (a.type === 'null' || b.type === 'null') {
        const side = a.type === 'null' ? b : a;
        if (e.op !== 'eq' && e.op !== 'ne') throw refuse(e.at, 'null can only be equal');
        return {
          sql: e.op === 'eq' ? sql`(${side.sql} is null)` : sql`(${side.sql} is not null)`,
          type: 'boolean',
        };
      }
      const pair = alike(a, b);
      if (!pair) throw refuse(e.at, `${a.type} and ${b.type} cannot be compared`);
      return { sql: sql`(${pair[0]} ${compare} ${pair[1]})`, type: 'boolean' };
    }
    if (a.type === 'instant' && b.type === 'duration' && (e.op === 'add' || e.op === 'sub'))
      return { sql: sql`(${a.sql} ${CALC[e.op]!} ${b.sql})`, type: 'instant' };
    if (a.type === 'instant' && b.type === 'instant' && e.op === 'sub')
      return { sql: sql`(${a.sql} - ${b.sql})`, type: 'duration' };
    const [x, y] = [this.#number(e.left, type, alias), this.#number(e.right, type, alias)];
    // What cannot be divided has no value and fits no condition; it is not an error of the whole page.
    if (e.op === 'div') return { sql: sql`(${x} / nullif(${y}, 0))`, type: 'number' };
    if (e.op === 'mod')
      return { sql: sql`mod(${x}::numeric, nullif(${y}::numeric, 0))::float8`, type: 'number' };
    return { sql: sql`(${x} ${CALC[e.op]!} ${y})`, type: 'number' };
  }

  #in(e: Expression & { kind: 'in' }, type: EntityType, alias: string): Typed {
    if (e.list.length === 0) return { sql: sql`false`, type: 'boolean' };
    const of = this.value(e.of, type, alias);
    const list = e.list.map((one) => {
      const pair = alike(of, this.value(one, type, alias));
      if (!pair) throw refuse(one.at, 'a value of another kind');
      return sql`${pair[0]} = ${pair[1]}`;
    });
    return { sql: sql`(${sql.join(list, sql` or `)})`, type: 'boolean' };
  }

  #path(names: readonly string[], at: number, type: EntityType, alias: string): Typed {
    const [first, ...rest] = names as [string, ...string[]];
    const { properties, navigation } = ENTITIES[type];
    const column = (name: string) => sql`${sql.ref(`${alias}.${name}`)}`;
    if (rest.length === 0 && (first === 'id' || first === '@iot.id'))
      return type === 'Observation'
        ? { sql: sql`${column('id')}`, type: 'string' }
        : { sql: sql`${column('id')}::float8`, type: 'number' };
    if (Object.hasOwn(properties, first)) {
      const property = properties[first]!;
      if (property.type === 'json' && rest.length > 0) {
        const path = [...rest];
        const found = sql`(${column(property.column)} #> ${path}::text[])`;
        return {
          sql: sql`(${column(property.column)} #>> ${path}::text[])`,
          type: 'json',
          number: sql`(case when jsonb_typeof(${found}) = 'number' then (${found})::float8 end)`,
        };
      }
      if (rest.length > 0) throw refuse(at, `${first} has no parts`);
      if (property.type === 'json') throw refuse(at, `name a member of ${first}`);
      return { sql: column(property.column), type: property.type };
    }
    const way = Object.hasOwn(navigation, first) ? navigation[first]! : null;
    if (!way || rest.length === 0) throw refuse(at, `${type} has no ${first}`);
    // Who it belongs to is known without looking there.
    if (!way.many && rest.length === 1 && (rest[0] === 'id' || rest[0] === '@iot.id'))
      return { sql: sql`${column(way.own)}::float8`, type: 'number' };
    const relation = this.#relationOf(way.target);
    if (!relation)
      throw refuse(at, `${first} cannot be filtered by from here; ask for them below their Datastream`);
    // What lies behind one and then behind many is looked for together.
    if (way.many || crossesMany(rest, way.target))
      return this.#path(rest, at, way.target, this.#scope(first, way, relation, at, alias));
    const inner = `n${++this.#aliases}`;
    const found = this.#path(rest, at, way.target, inner);
    const wrap = (part: Sql) =>
      sql`(select ${part} from ${relation} ${sql.ref(inner)} where ${sql.ref(`${inner}.${way.theirs}`)} = ${sql.ref(`${alias}.${way.own}`)} limit 1)`;
    return {
      ...found,
      sql: wrap(found.sql),
      ...(found.number ? { number: wrap(found.number) } : {}),
    };
  }

  /** The alias of one of many within the present condition; the same way in it leads to the same one. */
  #scope(
    name: string,
    way: { readonly own: string; readonly theirs: string },
    relation: Sql,
    at: number,
    from: string,
  ): string {
    if (!this.#scopes) throw refuse(at, `${name} are many and have no order`);
    const known = this.#scopes.find((one) => one.name === name && one.from === from);
    if (known) return known.alias;
    const alias = `m${++this.#aliases}`;
    const where = sql`${sql.ref(`${alias}.${way.theirs}`)} = ${sql.ref(`${from}.${way.own}`)}`;
    this.#scopes.push({ name, from, alias, sql: sql`${relation} ${sql.ref(alias)} where ${where}` });
    return alias;
  }

  #call(e: Expression & { kind: 'call' }, type: EntityType, alias: string): Typed {
    const { name, args, at } = e;
    const [a, b, c] = args as [Expression, Expression, Expression];
    const need = (least: number, most = least) => {
      if (args.length < least || args.length > most) throw refuse(at, `${name} takes ${least} arguments`);
    };
    const text = (one: Expression) => this.#text(one, type, alias);
    const number = (one: Expression) => this.#number(one, type, alias);
    const bool = (found: Sql): Typed => ({ sql: found, type: 'boolean' });
    const string = (found: Sql): Typed => ({ sql: found, type: 'string' });
    const numeric = (found: Sql): Typed => ({ sql: found, type: 'number' });
    if (PARTS.has(name)) {
      need(1);
      return numeric(
        sql`extract(${sql.raw(name)} from ${this.#instant(a, type, alias)} at time zone 'UTC')::float8`,
      );
    }
    if (isSpatial(name)) return this.#place(e, type, alias);
    switch (name) {
      case 'substringof':
        need(2);
        return bool(sql`(position(${text(a)} in ${text(b)}) > 0)`);
      case 'contains':
        need(2);
        return bool(sql`(position(${text(b)} in ${text(a)}) > 0)`);
      case 'startswith':
        need(2);
        return bool(sql`starts_with(${text(a)}, ${text(b)})`);
      case 'endswith':
        need(2);
        return bool(sql`(right(${text(a)}, length(${text(b)})) = ${text(b)})`);
      case 'indexof':
        need(2);
        return numeric(sql`(position(${text(b)} in ${text(a)}) - 1)::float8`);
      case 'length':
        need(1);
        return numeric(sql`length(${text(a)})::float8`);
      case 'substring': {
        need(2, 3);
        const from = sql`(least(greatest(${number(b)}, 0), 1000000)::int + 1)`;
        return string(
          args.length === 3
            ? sql`substr(${text(a)}, ${from}, least(greatest(${number(c)}, 0), 1000000)::int)`
            : sql`substr(${text(a)}, ${from})`,
        );
      }
      case 'tolower':
        need(1);
        return string(sql`lower(${text(a)})`);
      case 'toupper':
        need(1);
        return string(sql`upper(${text(a)})`);
      case 'trim':
        need(1);
        return string(sql`btrim(${text(a)})`);
      case 'concat':
        need(2);
        return string(sql`(${text(a)} || ${text(b)})`);
      case 'round':
        need(1);
        // Half away from zero, as OData says; PostgreSQL rounds float8 half to even.
        return numeric(sql`round(${number(a)}::numeric)::float8`);
      case 'floor':
        need(1);
        return numeric(sql`floor(${number(a)})`);
      case 'ceiling':
        need(1);
        return numeric(sql`ceil(${number(a)})`);
      case 'fractionalseconds':
        need(1);
        return numeric(
          sql`(extract(second from ${this.#instant(a, type, alias)}) - floor(extract(second from ${this.#instant(a, type, alias)})))::float8`,
        );
      case 'totaloffsetminutes':
        need(1);
        return numeric(sql`(case when ${this.#instant(a, type, alias)} is not null then 0::float8 end)`);
      case 'date':
        need(1);
        return { sql: sql`(${this.#instant(a, type, alias)} at time zone 'UTC')::date`, type: 'date' };
      case 'time':
        need(1);
        return { sql: sql`(${this.#instant(a, type, alias)} at time zone 'UTC')::time`, type: 'time' };
      case 'now':
        need(0);
        return { sql: sql`${this.#now}::timestamptz`, type: 'instant' };
      case 'mindatetime':
        need(0);
        return { sql: sql`'-infinity'::timestamptz`, type: 'instant' };
      case 'maxdatetime':
        need(0);
        return { sql: sql`'infinity'::timestamptz`, type: 'instant' };
      default:
        throw refuse(at, `there is no function ${name.slice(0, 40)}`);
    }
  }

  /** What was found out before about the places that the reader sees. */
  #place(e: Expression, type: EntityType, alias: string): Typed {
    const found = this.#answers.get(e);
    if (!found) throw refuse(e.at, 'places cannot be asked about here');
    const id = this.#path([...found.way, 'id'], e.at, type, alias).sql;
    const ids = sql`${[...found.ids]}::float8[]`;
    if (!found.values) return { sql: sql`coalesce(${id} = any(${ids}), false)`, type: 'boolean' };
    // Looked up in an object: to go through a list for each row would cost the square of the places.
    const byId = JSON.stringify(Object.fromEntries(found.ids.map((one, i) => [one, found.values![i]])));
    return { sql: sql`(${byId}::jsonb ->> (${id})::bigint::text)::float8`, type: 'number' };
  }
}

/** Whether a way to many lies on this path. */
function crossesMany(names: readonly string[], from: EntityType): boolean {
  let type = from;
  for (const name of names.slice(0, -1)) {
    const { navigation } = ENTITIES[type];
    if (!Object.hasOwn(navigation, name)) return false;
    if (navigation[name]!.many) return true;
    type = navigation[name]!.target;
  }
  return false;
}

function literal(e: Expression & { kind: 'literal' }): Typed {
  switch (e.type) {
    case 'string':
      return { sql: sql`${e.value}::text`, type: 'string' };
    case 'number':
      return { sql: sql`${e.value}::float8`, type: 'number' };
    case 'boolean':
      return { sql: sql`${e.value}::boolean`, type: 'boolean' };
    case 'null':
      return { sql: sql`null`, type: 'null' };
    case 'instant':
      return { sql: sql`${e.value}::timestamptz`, type: 'instant' };
    case 'date':
      return { sql: sql`${e.value}::date`, type: 'date' };
    case 'time':
      return { sql: sql`${e.value}::time`, type: 'time' };
    case 'duration':
      return { sql: sql`${e.value}::interval`, type: 'duration' };
    case 'geo':
      return { sql: sql`null`, type: 'geo' };
  }
}

/** Both sides in one type; null when they have none. */
function alike(a: Typed, b: Typed): readonly [Sql, Sql] | null {
  if (a.type === 'geo' || b.type === 'geo') return null;
  if (a.type === 'json' && b.type === 'number') return [a.number!, b.sql];
  if (b.type === 'json' && a.type === 'number') return [a.sql, b.number!];
  const plain = (one: Typed, other: Typed) =>
    one.type === 'json' && other.type === 'boolean' ? sql`(${one.sql})` : one.sql;
  if (a.type === 'json' && (b.type === 'string' || b.type === 'json')) return [a.sql, b.sql];
  if (b.type === 'json' && a.type === 'string') return [a.sql, b.sql];
  if (a.type === 'json' && b.type === 'boolean') return [plain(a, b), sql`${b.sql}::text`];
  return a.type === b.type ? [a.sql, b.sql] : null;
}
