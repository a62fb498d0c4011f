import { overQuota } from '@tarim/catalog/queries';
import { HOUR_MS, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { Share } from '../domain/exchange.ts';
import { GRAINS, isForeign, observationKey, type StreamGrain, streamKey } from '../domain/ids.ts';
import type { EntityType } from '../domain/model.ts';
import { behind, conjuncts, type Expression } from '../domain/odata/ast.ts';
import { type After, type Options, writeToken, wrong } from '../domain/options.ts';
import { spatialCalls } from '../domain/spatial.ts';
import { sensorthingsErrors } from '../errors.ts';
import { Compiler } from '../sql/compile.ts';
import { keysOf } from '../sql/keys.ts';
import { LEAN, MADE, observationsOf, SHOWN, SOLID, writtenObservations } from '../sql/observations.ts';
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
const TIME: KeyPart = { sql: sql`e.time`, cast: 'timestamptz', descending: false, nullable: false };
const STREAM: KeyPart = { sql: sql`e.stream_id`, cast: 'bigint', descending: false, nullable: false };
const ID: KeyPart = { sql: sql`e.id`, cast: 'bigint', descending: false, nullable: false };

const all = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

/** Reads for one caller; everything goes through the relations of what that caller sees. */
export class SetReader {
  readonly #ctx: Context;
  readonly #reader: Reader;
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
    const columns = lean ? SHOWN : sql`e.*`;
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
        select e.*, ${keyOf([STREAM, TIME])} as page_key from (${await observationsOf(this.#ctx.db, id, placed)}) e
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
      return sql`(${writtenObservations(sql`x.feature_id = ${via.value}::bigint
        and exists (select 1 from ${relationOf('Datastream', this.#reader, 0)} d where d.id = x.stream_id)`)})`;
    const rows = await this.#streams(via, chosen, STREAMS + 1);
    if (rows.length > STREAMS) throw new TarimError(sensorthingsErrors.broad, { streams: STREAMS });
    if (rows.length === 0) return null;
    const parts: Sql[] = [];
    for (const row of rows) parts.push(await observationsOf(this.#ctx.db, row.id, row.placed));
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
    for (const { id, placed } of streams) parts.push(await observationsOf(this.#ctx.db, id, placed));
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
}
