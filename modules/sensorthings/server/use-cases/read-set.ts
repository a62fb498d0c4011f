import { DAY_MS, HOUR_MS, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { observedRelation } from '@tarim/telemetry/queries';
import { type RawBuilder, sql } from 'kysely';
import { BASE_PATH } from '../../contract.ts';
import { isForeign, observationKey, streamKey } from '../domain/ids.ts';
import { ENTITIES, type EntityType } from '../domain/model.ts';
import { type Expand, type Options, wrong } from '../domain/options.ts';
import { sensorthingsErrors } from '../errors.ts';
import { Compiler } from '../sql/compile.ts';
import { relationOf } from '../sql/relations.ts';
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

const STREAMS = 50;
const LENGTH = { hour: HOUR_MS, day: DAY_MS } as const;

/** Reads for one caller; everything goes through the relations of what that caller sees. */
export class SetReader {
  readonly #ctx: Context;
  readonly #reader: Reader;
  readonly #compiler: Compiler;

  constructor(ctx: Context, reader: Reader) {
    this.#ctx = ctx;
    this.#reader = reader;
    this.#compiler = new Compiler(
      (type) => (type === 'Observation' ? null : relationOf(type, reader)),
      new Date(ctx.clock.now()),
    );
  }

  /** One page of a set, or of what belongs to another entity. */
  async page(type: EntityType, via: Via | null, options: Options): Promise<Page> {
    try {
      return await this.#page(type, via, options);
    } catch (error) {
      // Class 22 of SQLSTATE: an overflow or a date beyond the calendar, which only the caller's expression can cause.
      if (String((error as { code?: unknown }).code).startsWith('22'))
        throw new TarimError(sensorthingsErrors.range);
      throw error;
    }
  }

  async #page(type: EntityType, via: Via | null, options: Options): Promise<Page> {
    const relation = type === 'Observation' ? await this.#observations(via) : relationOf(type, this.#reader);
    if (!relation) return { rows: [], count: options.count ? 0 : null, next: null };
    const conditions: RawBuilder<unknown>[] = [];
    if (via) conditions.push(sql`${sql.ref(`e.${via.column}`)} = ${via.value}`);
    if (options.filter) conditions.push(this.#compiler.condition(options.filter, type, 'e'));
    const counted = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
    const key = type === 'Observation' ? 'time' : 'id';
    // Pages by their own key go on where the last one ended, however deep; times are unique within one stream only.
    const single = type !== 'Observation' || via?.column === 'stream_id';
    const [first, second] = options.order;
    const plain = first?.by.kind === 'path' ? first.by.names.join('/') : '';
    const byKey = single && (!first || (!second && plain === (key === 'time' ? 'phenomenonTime' : 'id')));
    const descending = first?.descending ?? false;
    if (options.after !== null) {
      if (!byKey) throw wrong('$skiptoken', 'does not belong to this order');
      const value =
        key === 'time' ? sql`${new Date(options.after)}::timestamptz` : sql`${options.after}::bigint`;
      conditions.push(sql`${sql.ref(`e.${key}`)} ${descending ? sql`<` : sql`>`} ${value}`);
    }
    const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
    const order = byKey
      ? [sql`${sql.ref(`e.${key}`)} ${descending ? sql`desc` : sql`asc`}`]
      : [
          ...options.order.map(({ by, descending: down }) => {
            const value = this.#compiler.value(by, type, 'e');
            if (value.type === 'geo') throw wrong('$orderby', 'geometries have no order');
            return sql`${value.sql} ${down ? sql`desc nulls last` : sql`asc nulls last`}`;
          }),
          ...(type === 'Observation' ? [sql`e.stream_id`, sql`e.time`] : [sql`e.id`]),
        ];
    const { rows } = await sql<Row>`
      select e.* from ${relation} e where ${where} order by ${sql.join(order)} limit ${options.top + 1} offset ${options.skip}`.execute(
      this.#ctx.db,
    );
    let count: number | null = null;
    if (options.count) {
      const found = await sql<{ n: number }>`
        select count(*)::float8 as n from ${relation} e where ${counted}`.execute(this.#ctx.db);
      count = found.rows[0]!.n;
    }
    const kept = rows.slice(0, options.top);
    const last = kept.at(-1);
    const more = rows.length > options.top && last;
    const token = last && (key === 'time' ? (last.time as Date).getTime() : Number(last.id));
    return {
      rows: kept,
      count,
      next: !more
        ? null
        : byKey
          ? { $skiptoken: String(token), $skip: '' }
          : { $skip: String(options.skip + options.top) },
    };
  }

  /** @throws TarimError SENSORTHINGS_ENTITY_UNKNOWN, also for what the caller must not see */
  async one(type: EntityType, id: number | string, via: Via | null): Promise<Row> {
    const relation =
      type === 'Observation'
        ? await this.#oneObservation(String(id))
        : relationOf(
            type,
            this.#reader,
            type === 'Datastream' ? (streamKey(Number(id))?.pointId ?? 0) : null,
          );
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

  async #observations(via: Via | null): Promise<RawBuilder<unknown> | null> {
    if (via?.column === 'feature_id' && isForeign(Number(via.value)))
      return sql`(${this.#written(sql`x.feature_id = ${via.value}::bigint`)})`;
    const stream = via?.column === 'stream_id' ? Number(via.value) : null;
    const at = stream !== null ? (isForeign(stream) ? 0 : streamKey(stream)?.pointId) : via?.value;
    if (via && !Number.isInteger(at)) return null;
    const streams = relationOf('Datastream', this.#reader, via ? Number(at) : null);
    const own =
      via?.column === 'stream_id'
        ? sql`d.id = ${via.value}`
        : via?.column === 'feature_id'
          ? sql`d.thing_id = ${via.value} and d.placed`
          : sql`true`;
    const { rows } = await sql<{ id: number; placed: boolean }>`
      select d.id, d.placed from ${streams} d where ${own} limit ${STREAMS + 1}`.execute(this.#ctx.db);
    if (rows.length > STREAMS) throw new TarimError(sensorthingsErrors.broad, { streams: STREAMS });
    if (rows.length === 0) return null;
    const parts: RawBuilder<unknown>[] = [];
    for (const row of rows) parts.push(await this.#stream(row.id, row.placed));
    return sql`(${sql.join(parts, sql` union all `)})`;
  }

  async #oneObservation(id: string): Promise<RawBuilder<unknown> | null> {
    const key = observationKey(id);
    if (!key) return null;
    const relation = await this.#observations({ column: 'stream_id', value: key.stream });
    if (!relation || Math.abs(key.time) > 8.64e15) return null;
    return sql`(select * from ${relation} o where o.time = ${new Date(key.time)}::timestamptz)`;
  }

  /** Observations that clients wrote, of streams that the reader sees. */
  #written(which: RawBuilder<unknown>): RawBuilder<unknown> {
    return sql`select x.stream_id || '-' || (extract(epoch from x.time) * 1000)::bigint as id, x.stream_id, x.feature_id, x.time,
      x.value, x.mark, x.at, x.parameters || jsonb_build_object('revision', x.revision) as parameters
      from sensorthings.observation x where ${which} and x.removed_at is null
        and exists (select 1 from ${relationOf('Datastream', this.#reader, 0)} d where d.id = x.stream_id)`;
  }

  async #stream(id: number, placed: boolean): Promise<RawBuilder<unknown>> {
    if (isForeign(id)) return this.#written(sql`x.stream_id = ${id}::bigint`);
    const key = streamKey(id)!;
    const relation = await observedRelation(this.#ctx.db, key);
    const feature = placed ? sql`${key.pointId}::bigint` : sql`null::bigint`;
    // The same address that pages use to follow a figure up the river.
    const trace = sql`jsonb_build_object('pointId', ${key.pointId}::int, 'period', ${key.grain}::text, 'revision', r.revision)`;
    return sql`select ${String(id)}::text || '-' || (extract(epoch from r.time) * 1000)::bigint as id, ${id}::bigint as stream_id,
      ${feature} as feature_id, r.time, r.value, r.mark, r.at, ${trace} as parameters from ${relation} r`;
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
    const own = expands.find((one) => one.path.length === 1)?.options ?? {
      ...expands[0]!.options,
      filter: null,
      order: [],
      select: null,
      expand: [],
      count: false,
    };
    const deeper = expands.flatMap((one) =>
      one.path.length > 1 ? [{ path: one.path.slice(1), options: one.options }] : [],
    );
    const options = { ...own, expand: [...own.expand, ...deeper] };
    const value = row[way.own];
    if (value === null || value === undefined) return { [name]: way.many ? [] : null };
    const via = { column: way.theirs, value };
    const page = await this.page(way.target, via, way.many ? options : { ...options, filter: null, top: 1 });
    const shownRows: object[] = [];
    for (const one of page.rows) shownRows.push(await this.present(way.target, one, options, base));
    if (!way.many) return { [name]: shownRows[0] ?? null };
    return {
      [name]: shownRows,
      ...(page.count === null ? {} : { [`${name}@iot.count`]: page.count }),
      ...(page.next && !options.filter && options.expand.length === 0
        ? {
            [`${name}@iot.nextLink`]: `${self}/${name}?$top=${options.top}&$skip=${options.skip + options.top}`,
          }
        : {}),
    };
  }
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
