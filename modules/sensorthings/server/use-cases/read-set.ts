import { overQuota } from '@tarim/catalog/queries';
import { DAY_MS, HOUR_MS, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { observedRelation } from '@tarim/telemetry/queries';
import { type RawBuilder, sql } from 'kysely';
import { BASE_PATH } from '../../contract.ts';
import type { Share } from '../domain/exchange.ts';
import { GRAINS, isForeign, observationKey, type StreamGrain, streamKey } from '../domain/ids.ts';
import { ENTITIES, type EntityType } from '../domain/model.ts';
import { behind, conjuncts, type Expression } from '../domain/odata/ast.ts';
import { type After, type Expand, type Options, readOptions, writeToken, wrong } from '../domain/options.ts';
import { spatialCalls } from '../domain/spatial.ts';
import { sensorthingsErrors } from '../errors.ts';
import { Compiler } from '../sql/compile.ts';
import { behindRow, type KeyPart, keyOf, orderBy } from '../sql/order.ts';
import { relationOf } from '../sql/relations.ts';
import { answerPlaces } from './places.ts';
import type { Reader } from './reader.ts';

export type Row = Readonly<Record<string, unknown>>;
export interface Page {
  readonly rows: readonly Row[];
  readonly count: number | null;
  /** Options to replace in the address of the next page; null: this was the last. */
  readonly next: Readonly<Record<string, string>> | null;
}
/** Rows whose column has this value. */
export interface Via {
  readonly column: string;
  readonly value: unknown;
}
interface Stream {
  readonly id: number;
  readonly placed: boolean;
}
type Sql = RawBuilder<unknown>;

/** Datastreams whose values are put into one order. */
const STREAMS = 50;
/** Datastreams that one page goes through when values come stream by stream. */
const WALKED = 200;
/** Values of one point that are sent to listeners at once. */
const MOST_FRESH = 5_000;
const LATE_MS = 2 * HOUR_MS;
const LENGTH = { hour: HOUR_MS, day: DAY_MS } as const;
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
const TIME: KeyPart = { sql: sql`e.time`, cast: 'timestamptz', descending: false, nullable: false };
const STREAM: KeyPart = { sql: sql`e.stream_id`, cast: 'bigint', descending: false, nullable: false };
const ID: KeyPart = { sql: sql`e.id`, cast: 'bigint', descending: false, nullable: false };

/** Of an entity that is only passed on the way to what is expanded. */
const PLAIN = readOptions(new Map());

/** What of values is read to find a page; the rest is made of it, for the rows of the page only. */
const LEAN = sql`e.stream_id, e.feature_id, e.time, e.value, e.mark, e.at, e.revision, e.extra`;
const idOf = (alias: string, stream: Sql): Sql =>
  sql`${stream} || '-' || (extract(epoch from ${sql.ref(`${alias}.time`)}) * 1000)::bigint`;
const MADE = sql`e.stream_id, e.feature_id, e.time, e.value, e.mark, e.at, e.extra, e.revision, ${idOf('e', sql`e.stream_id`)} as id, e.extra || jsonb_build_object('revision', e.revision) as parameters`;
/** Properties of values that clients wrote: never without one, so that an index gives their order. */
const SOLID: ReadonlySet<string> = new Set(['result', 'phenomenonTime', 'resultTime']);

const all = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

/** Reads for one caller; everything goes through the relations of what that caller sees. */
export class SetReader {
  readonly #ctx: Context;
  readonly #reader: Reader;
  /** What single entities were expanded to: a page of values names the same Datastream over and over. */
  readonly #expansions = new Map<object, Map<string, object | null>>();

  /** What a sharing key may still be given; null: without limit. */
  readonly #share: Share | null;
  #given = 0;

  constructor(ctx: Context, reader: Reader, share: Share | null = null) {
    this.#ctx = ctx;
    this.#reader = reader;
    this.#share = share;
  }

  /** Entities that were given so far, those inside others included. */
  get given(): number {
    return this.#given;
  }

  give(rows: number): void {
    this.#given += rows;
    if (this.#share) this.#share.left -= rows;
  }

  /** A compiler that knows what these expressions ask about places. */
  async #compiler(asked: readonly (readonly [Expression, EntityType])[]): Promise<Compiler> {
    const calls = asked.flatMap(([expression, type]) => spatialCalls(expression, type));
    return new Compiler(
      (type) => (type === 'Observation' ? null : relationOf(type, this.#reader)),
      new Date(this.#ctx.clock.now()),
      calls.length === 0
        ? undefined
        : await answerPlaces(this.#ctx.db, calls, (type) => relationOf(type, this.#reader)),
    );
  }

  /** The relation of a type, of Datastreams only those that the way can lead to: one is not searched among all. */
  #relation(type: Exclude<EntityType, 'Observation'>, via: Via | null): Sql {
    const value = Number(via?.value);
    if (type !== 'Datastream' || !via || !Number.isSafeInteger(value)) return relationOf(type, this.#reader);
    const point =
      via.column === 'id'
        ? (streamKey(value)?.pointId ?? 0)
        : via.column === 'property_id'
          ? null
          : isForeign(value)
            ? 0
            : value;
    return relationOf(type, this.#reader, point);
  }

  /** One page of a set, or of what belongs to another entity. */
  async page(type: EntityType, via: Via | null, asked: Options): Promise<Page> {
    const { left = null, quota = 0 } = this.#share ?? {};
    // A list may be short and says where it goes on; an empty one would be a lie.
    if (left !== null && left <= 0) throw overQuota(quota);
    const options = left === null || left >= asked.top ? asked : { ...asked, top: left };
    try {
      const page = await (type === 'Observation'
        ? this.#observationPage(via, options)
        : this.#entityPage(type, via, options));
      this.give(page.rows.length);
      return page;
    } catch (error) {
      // Class 22 of SQLSTATE: an overflow or a date beyond the calendar, which only the caller's expression can cause.
      if (String((error as { code?: unknown }).code).startsWith('22'))
        throw new TarimError(sensorthingsErrors.range);
      throw error;
    }
  }

  async #entityPage(
    type: Exclude<EntityType, 'Observation'>,
    via: Via | null,
    options: Options,
  ): Promise<Page> {
    const { filter, order } = options;
    const compiler = await this.#compiler([
      ...(filter ? [[filter, type] as const] : []),
      ...order.map(({ by }) => [by, type] as const),
    ]);
    const conditions = [
      ...(via ? [sql`${sql.ref(`e.${via.column}`)} = ${via.value}`] : []),
      ...(filter ? [compiler.condition(filter, type, 'e')] : []),
    ];
    const keys = keysOf(compiler, type, options, [ID], 'id');
    return this.#query(this.#relation(type, via), conditions, keys, options);
  }

  /**
   * Values of one Datastream come by its primary key. Those of several come stream by stream, a page at a time, unless another
   * order is asked for, which a few only can be put into. What the filter says of Datastreams chooses them before.
   */
  async #observationPage(via: Via | null, options: Options): Promise<Page> {
    const single = via?.column === 'stream_id' || (via !== null && isForeign(Number(via.value)));
    const parts = options.filter ? conjuncts(options.filter) : [];
    const ofStreams = single ? [] : parts.flatMap((part) => behind(part, 'Datastream') ?? []);
    const ofValues = single ? parts : parts.filter((part) => behind(part, 'Datastream') === null);
    const compiler = await this.#compiler([
      ...ofStreams.map((one) => [one, 'Datastream'] as const),
      ...ofValues.map((one) => [one, 'Observation'] as const),
      ...options.order.map(({ by }) => [by, 'Observation'] as const),
    ]);
    const conditions = ofValues.map((one) => compiler.condition(one, 'Observation', 'e'));
    const chosen = ofStreams.map((one) => compiler.condition(one, 'Datastream', 'd'));
    const none: Page = { rows: [], count: options.count ? 0 : null, next: null };
    if (single) {
      const relation = await this.#observations(via, chosen);
      if (!relation) return none;
      const key = via?.column === 'stream_id' ? [TIME] : [STREAM, TIME];
      const written = via?.column === 'stream_id' && isForeign(Number(via.value));
      const keys = keysOf(
        compiler,
        'Observation',
        options,
        key,
        'phenomenonTime',
        written ? SOLID : undefined,
      );
      return this.#query(relation, conditions, keys, options, true);
    }
    const ordered = options.order.length > 0 || options.skip > 0;
    const relation = ordered || options.count ? await this.#observations(via, chosen) : null;
    if (ordered) {
      if (!relation) return none;
      const keys = keysOf(compiler, 'Observation', options, [STREAM, TIME], null);
      return this.#query(relation, conditions, keys, options, true);
    }
    const page = await this.#walk(via, chosen, conditions, options);
    if (!options.count) return page;
    return { ...page, count: relation ? await this.#count(relation, conditions) : 0 };
  }

  async #query(
    relation: Sql,
    conditions: readonly Sql[],
    keys: readonly KeyPart[],
    { top, skip, after, count }: Options,
    /** Of values: they may be many to choose from, so that no more than needed is made of each. */
    lean = false,
  ): Promise<Page> {
    if (after && after.length !== keys.length) throw wrong('$skiptoken', 'does not belong to this order');
    const where = all(after ? [...conditions, behindRow(keys, after)] : conditions);
    const chosen = sql`select ${lean ? LEAN : sql`e.*`} from ${relation} e where ${where}
        order by ${orderBy(keys)} limit ${top + 1} offset ${skip}`;
    const columns = lean
      ? sql`e.id, e.stream_id, e.feature_id, e.time, e.value, e.mark, e.at, e.parameters`
      : sql`e.*`;
    const made = lean ? sql`(select ${MADE} from (${chosen}) e)` : sql`(${chosen})`;
    // Only of the last row it is told where it stands.
    const { rows } = await sql<Row & { readonly page_key: After[] | null }>`
      select ${columns}, case when row_number() over (order by ${orderBy(keys)}) = ${top} then ${keyOf(keys)} end as page_key
      from ${made} e order by ${orderBy(keys)}`.execute(this.#ctx.db);
    const kept = rows.slice(0, top);
    const key = kept.at(-1)?.page_key;
    return {
      rows: kept,
      count: count ? await this.#count(relation, conditions) : null,
      next: rows.length > top && key ? { $skiptoken: writeToken(key), $skip: '' } : null,
    };
  }

  async #count(relation: Sql, conditions: readonly Sql[]): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*)::float8 as n from ${relation} e where ${all(conditions)}`.execute(this.#ctx.db);
    return rows[0]!.n;
  }

  /** A page of values stream by stream; it may be short, and the next one goes on. */
  async #walk(
    via: Via | null,
    chosen: readonly Sql[],
    conditions: readonly Sql[],
    { top, after }: Options,
  ): Promise<Page> {
    if (after && (after.length !== 2 || !/^\d{1,16}$/.test(after[0] ?? '')))
      throw wrong('$skiptoken', 'does not belong to this order');
    const from = after ? Number(after[0]) : 0;
    const streams = await this.#streams(via, [...chosen, sql`d.id >= ${from}::bigint`], WALKED + 1);
    const rows: (Row & { readonly page_key: After[] })[] = [];
    for (const { id, placed } of streams.slice(0, WALKED)) {
      const begun = after && id === from ? [behindRow([TIME], [after[1]!])] : [];
      const found = await sql<Row & { readonly page_key: After[] }>`
        select e.*, ${keyOf([STREAM, TIME])} as page_key from (${await this.#stream(id, placed)}) e
        where ${all([...conditions, ...begun])} order by e.time limit ${top + 1 - rows.length}`.execute(
        this.#ctx.db,
      );
      rows.push(...found.rows);
      if (rows.length > top) break;
    }
    const kept = rows.slice(0, top);
    const end =
      rows.length > top
        ? kept.at(-1)?.page_key
        : streams.length > WALKED
          ? [String(streams[WALKED - 1]!.id), 'infinity']
          : undefined;
    return { rows: kept, count: null, next: end && top > 0 ? { $skiptoken: writeToken(end) } : null };
  }

  /** @throws TarimError SENSORTHINGS_ENTITY_UNKNOWN, also for what the caller must not see */
  async one(type: EntityType, id: number | string, via: Via | null): Promise<Row> {
    const relation =
      type === 'Observation'
        ? await this.#oneObservation(String(id))
        : this.#relation(type, { column: 'id', value: id });
    const fits = type === 'Observation' || typeof id === 'number';
    if (relation && fits) {
      const { rows } = await sql<Row>`
        select e.* from ${relation} e where e.id = ${id} and ${via ? sql`${sql.ref(`e.${via.column}`)} = ${via.value}` : sql`true`}`.execute(
        this.#ctx.db,
      );
      if (rows[0]) return rows[0];
    }
    throw new TarimError(sensorthingsErrors.entity);
  }

  /** Values of a few Datastreams as one relation; null: there are none. @throws TarimError SENSORTHINGS_TOO_BROAD */
  async #observations(via: Via | null, chosen: readonly Sql[] = []): Promise<Sql | null> {
    if (via?.column === 'feature_id' && isForeign(Number(via.value)))
      return sql`(${this.#written(sql`x.feature_id = ${via.value}::bigint
        and exists (select 1 from ${relationOf('Datastream', this.#reader, 0)} d where d.id = x.stream_id)`)})`;
    const rows = await this.#streams(via, chosen, STREAMS + 1);
    if (rows.length > STREAMS) throw new TarimError(sensorthingsErrors.broad, { streams: STREAMS });
    if (rows.length === 0) return null;
    const parts: Sql[] = [];
    for (const row of rows) parts.push(await this.#stream(row.id, row.placed));
    return sql`(${sql.join(parts, sql` union all `)})`;
  }

  /** Datastreams `d` that the way leads to and the conditions choose, by their ids. */
  async #streams(via: Via | null, chosen: readonly Sql[], most: number): Promise<readonly Stream[]> {
    const way: Via | null =
      via?.column === 'stream_id'
        ? { column: 'id', value: via.value }
        : via?.column === 'feature_id'
          ? { column: 'thing_id', value: via.value }
          : via;
    if (way && !Number.isSafeInteger(Number(way.value))) return [];
    const own = way ? [sql`${sql.ref(`d.${way.column}`)} = ${way.value}::bigint`] : [];
    const placed = via?.column === 'feature_id' ? [sql`d.placed`] : [];
    const { rows } = await sql<Stream>`
      select d.id, d.placed from ${this.#relation('Datastream', way)} d
      where ${all([...own, ...placed, ...chosen])} order by d.id limit ${most}`.execute(this.#ctx.db);
    return rows.map((row) => ({ ...row, id: Number(row.id) }));
  }

  /** Values of these times of one Datastream, if the reader sees it. */
  async at(stream: number, times: readonly Date[]): Promise<readonly Row[]> {
    const relation = await this.#observations({ column: 'stream_id', value: stream });
    if (!relation) return [];
    const { rows } = await sql<Row>`
      select e.* from ${relation} e where e.time = any(${times.map((one) => one.toISOString())}::timestamptz[])
      order by e.time`.execute(this.#ctx.db);
    return rows;
  }

  /** Entities by their ids, those that the reader sees. */
  async some(type: Exclude<EntityType, 'Observation'>, ids: readonly number[]): Promise<readonly Row[]> {
    const { rows } = await sql<Row>`
      select e.* from ${relationOf(type, this.#reader)} e where e.id = any(${[...ids]}::bigint[]) order by e.id`.execute(
      this.#ctx.db,
    );
    return rows;
  }

  /**
   * Values of a point, to be sent to listeners: of one time, or received after `from` up to `to` (epoch ms) and not older than
   * `LATE_MS`: what comes later still is history, not news.
   */
  async ofPoint(
    pointId: number,
    grains: readonly StreamGrain[],
    which: { readonly time: number } | { readonly from: number; readonly to: number },
  ): Promise<readonly Row[]> {
    const numbers = grains.map((one) => GRAINS.indexOf(one) + 1);
    const streams = await this.#streams(
      { column: 'thing_id', value: pointId },
      [sql`(d.id / 10000000) % 10 = any(${numbers}::bigint[])`],
      WALKED,
    );
    if (streams.length === 0) return [];
    const parts: Sql[] = [];
    for (const { id, placed } of streams) parts.push(await this.#stream(id, placed));
    const fits =
      'time' in which
        ? sql`e.time = ${new Date(which.time)}::timestamptz`
        : sql`e.at > ${new Date(which.from)}::timestamptz and e.at <= ${new Date(which.to)}::timestamptz
            and e.time > ${new Date(which.from - LATE_MS)}::timestamptz`;
    const { rows } = await sql<Row>`
      select e.* from (${sql.join(parts, sql` union all `)}) e where ${fits}
      order by e.time, e.stream_id limit ${MOST_FRESH}`.execute(this.#ctx.db);
    return rows;
  }

  async #oneObservation(id: string): Promise<RawBuilder<unknown> | null> {
    const key = observationKey(id);
    if (!key) return null;
    const relation = await this.#observations({ column: 'stream_id', value: key.stream });
    if (!relation || Math.abs(key.time) > 8.64e15) return null;
    return sql`(select * from ${relation} o where o.time = ${new Date(key.time)}::timestamptz)`;
  }

  /** Observations that clients wrote; of which streams the reader sees them was asked before, or is a part of `which`. */
  #written(which: RawBuilder<unknown>): RawBuilder<unknown> {
    return sql`select ${idOf('x', sql`x.stream_id`)} as id, x.stream_id, x.feature_id, x.time, x.value, x.mark, x.at,
      x.parameters || jsonb_build_object('revision', x.revision) as parameters, x.revision, x.parameters as extra
      from sensorthings.observation x where ${which} and x.removed_at is null`;
  }

  async #stream(id: number, placed: boolean): Promise<RawBuilder<unknown>> {
    if (isForeign(id)) return this.#written(sql`x.stream_id = ${id}::bigint`);
    const key = streamKey(id)!;
    const relation = await observedRelation(this.#ctx.db, key);
    const feature = placed ? sql`${key.pointId}::bigint` : sql`null::bigint`;
    // The same address that pages use to follow a figure up the river.
    const trace = sql`${JSON.stringify({ pointId: key.pointId, period: key.grain })}::jsonb`;
    return sql`select ${idOf('r', sql`${String(id)}::text`)} as id, ${id}::bigint as stream_id, ${feature} as feature_id,
      r.time, r.value, r.mark, r.at, ${trace} || jsonb_build_object('revision', r.revision) as parameters,
      r.revision::int as revision, ${trace} as extra from ${relation} r`;
  }

  /** An entity as the standard writes it, with what was asked to be expanded. */
  async present(
    type: EntityType,
    row: Row,
    options: Pick<Options, 'select' | 'expand'>,
    base: string,
  ): Promise<object> {
    const { set, properties, navigation } = ENTITIES[type];
    const { select } = options;
    const id = row.id as number | string;
    const self = `${base}${BASE_PATH}/${set}(${typeof id === 'string' ? `'${id}'` : id})`;
    for (const name of select ?? [])
      if (
        !['id', '@iot.id', '@iot.selfLink'].includes(name) &&
        !Object.hasOwn(properties, name) &&
        !Object.hasOwn(navigation, name)
      )
        throw wrong('$select', name);
    const result: Record<string, unknown> = {};
    if (!select || select.some((one) => one === 'id' || one === '@iot.id')) result['@iot.id'] = id;
    if (!select || select.includes('@iot.selfLink')) result['@iot.selfLink'] = self;
    for (const [name, { column }] of Object.entries(properties))
      if (!select || select.includes(name)) result[name] = shown(type, name, row, column);
    for (const [name, way] of Object.entries(navigation)) {
      const expand = options.expand.filter((one) => one.path[0] === name);
      if (expand.length > 0) {
        Object.assign(result, await this.#expanded(name, way, row, expand, base, self));
      } else if (!select || select.includes(name)) result[`${name}@iot.navigationLink`] = `${self}/${name}`;
    }
    for (const { path } of options.expand)
      if (!Object.hasOwn(navigation, path[0]!)) throw wrong('$expand', path[0]!);
    return result;
  }

  async #expanded(
    name: string,
    way: (typeof ENTITIES)[EntityType]['navigation'][string],
    row: Row,
    expands: readonly Expand[],
    base: string,
    self: string,
  ): Promise<Record<string, unknown>> {
    const own = expands.find((one) => one.path.length === 1)?.options ?? PLAIN;
    const deeper = expands.flatMap((one) =>
      one.path.length > 1 ? [{ path: one.path.slice(1), options: one.options }] : [],
    );
    const options = { ...own, expand: [...own.expand, ...deeper] };
    const value = row[way.own];
    if (value === null || value === undefined) return { [name]: way.many ? [] : null };
    const via = { column: way.theirs, value };
    if (!way.many) return { [name]: await this.#single(way, via, expands[0]!, options, base) };
    const page = await this.page(way.target, via, options);
    const shownRows: object[] = [];
    for (const one of page.rows) shownRows.push(await this.present(way.target, one, options, base));
    return {
      [name]: shownRows,
      ...(page.count === null ? {} : { [`${name}@iot.count`]: page.count }),
      ...(page.next ? { [`${name}@iot.nextLink`]: linkOf(`${self}/${name}`, own.given, page.next) } : {}),
    };
  }

  async #single(
    way: { readonly target: EntityType; readonly theirs: string },
    via: Via,
    own: object,
    options: Options,
    base: string,
  ): Promise<object | null> {
    const known = this.#expansions.get(own) ?? new Map<string, object | null>();
    this.#expansions.set(own, known);
    const key = `${way.target} ${via.column} ${via.value}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const { rows } = await this.page(way.target, via, {
      ...options,
      filter: null,
      order: [],
      skip: 0,
      top: 1,
    });
    const shown = rows[0] ? await this.present(way.target, rows[0], options, base) : null;
    known.set(key, shown);
    return shown;
  }
}

/** The order of a page; `plain`: the property that is the key itself, by which no second part is needed. */
function keysOf(
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

/** An address with its options, some of them replaced; an empty one is left out. */
export function linkOf(
  address: string,
  given: ReadonlyMap<string, string>,
  changed: Readonly<Record<string, string>>,
): string {
  const options = Object.entries({ ...Object.fromEntries(given), ...changed }).filter(
    ([, value]) => value !== '',
  );
  return `${address}?${options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** A value as JSON; the time of an hour or a day is the interval that it stands for. */
function shown(type: EntityType, name: string, row: Row, column: string): unknown {
  const value = row[column] ?? null;
  if (type === 'Observation' && name === 'phenomenonTime') {
    const grain = streamKey(Number(row.stream_id))?.grain;
    const start = value as Date;
    return grain === 'hour' || grain === 'day'
      ? `${start.toISOString()}/${new Date(start.getTime() + LENGTH[grain]).toISOString()}`
      : start.toISOString();
  }
  return value instanceof Date ? value.toISOString() : value;
}
