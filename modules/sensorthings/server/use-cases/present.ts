import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import { BASE_PATH } from '../../contract.ts';
import { streamKey } from '../domain/ids.ts';
import { ENTITIES, type EntityType } from '../domain/model.ts';
import { type Expand, type Options, readOptions, wrong } from '../domain/options.ts';
import type { Row, SetReader, Via } from './read-set.ts';

const LENGTH = { hour: HOUR_MS, day: DAY_MS } as const;

/** Of an entity that is only passed on the way to what is expanded. */
const PLAIN = readOptions(new Map());

/** Writes what a reader found as the standard has it; `base` is the address that the caller knows the server by. */
export class Presenter {
  readonly #reader: SetReader;
  readonly #base: string;
  /** What single entities were expanded to: a page of values names the same Datastream over and over. */
  readonly #expansions = new Map<object, Map<string, object | null>>();

  constructor(reader: SetReader, base: string) {
    this.#reader = reader;
    this.#base = base;
  }

  /** An entity as the standard writes it, with what was asked to be expanded. */
  async present(type: EntityType, row: Row, options: Pick<Options, 'select' | 'expand'>): Promise<object> {
    const { set, properties, navigation } = ENTITIES[type];
    const { select } = options;
    const id = row.id as number | string;
    const self = `${this.#base}${BASE_PATH}/${set}(${typeof id === 'string' ? `'${id}'` : id})`;
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
        Object.assign(result, await this.#expanded(name, way, row, expand, self));
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
    if (!way.many) return { [name]: await this.#single(way, via, expands[0]!, options) };
    const page = await this.#reader.page(way.target, via, options);
    const shownRows: object[] = [];
    for (const one of page.rows) shownRows.push(await this.present(way.target, one, options));
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
  ): Promise<object | null> {
    const known = this.#expansions.get(own) ?? new Map<string, object | null>();
    this.#expansions.set(own, known);
    const key = `${way.target} ${via.column} ${via.value}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const { rows } = await this.#reader.page(way.target, via, {
      ...options,
      filter: null,
      order: [],
      skip: 0,
      top: 1,
    });
    const shown = rows[0] ? await this.present(way.target, rows[0], options) : null;
    known.set(key, shown);
    return shown;
  }
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
