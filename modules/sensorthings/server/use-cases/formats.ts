import { csvCell } from '@tarim/platform';
import { BASE_PATH } from '../../contract.ts';
import { ENTITIES, type EntityType } from '../domain/model.ts';
import { type Options, wrong } from '../domain/options.ts';
import type { Row } from './read-set.ts';

type Shown = Readonly<Record<string, unknown>>;

/**
 * Observations as rows of bare values, by Datastream (OGC 18-088 §13.2). What is expanded is a component with its name and holds
 * the entity; a way that was selected without that holds its address.
 */
export function dataArray(
  type: EntityType,
  options: Options,
  rows: readonly Row[],
  entities: readonly Shown[],
  base: string,
): object[] {
  if (type !== 'Observation') throw wrong('$resultFormat', 'dataArray is for Observations');
  const { navigation } = ENTITIES[type];
  const expanded = [...new Set(options.expand.map((one) => one.path[0]!))];
  const plain = options.select ?? ['id', 'phenomenonTime', 'resultTime', 'result', 'resultQuality'];
  const names = [...plain.filter((name) => !expanded.includes(name)), ...expanded];
  const keyOf = (name: string) =>
    name === 'id'
      ? '@iot.id'
      : Object.hasOwn(navigation, name) && !expanded.includes(name)
        ? `${name}@iot.navigationLink`
        : name;
  const groups = Map.groupBy(
    entities.map((entity, index) => ({ entity, stream: rows[index]!.stream_id })),
    (one) => one.stream,
  );
  return [...groups].map(([stream, own]) => ({
    'Datastream@iot.navigationLink': `${base}${BASE_PATH}/Datastreams(${stream})`,
    components: names,
    'dataArray@iot.count': own.length,
    dataArray: own.map(({ entity }) => names.map((name) => entity[keyOf(name)] ?? null)),
  }));
}

/** Columns of a table at most: beyond that an expanded list is wider than any office program takes. */
const MOST_COLUMNS = 1_000;

/**
 * A table (RFC 4180, UTF-8, CRLF, one header line): a column a member, its name the path to it: `id`, `unitOfMeasurement/symbol`,
 * `Thing/name`, `Locations/0/name`; positions and free lists as JSON. Links stay away. Texts that a spreadsheet would run
 * as a formula begin with an apostrophe, as in every table of the platform.
 */
export function csvOf(type: EntityType, options: Options, entities: readonly Shown[]): string {
  const rows = entities.map((entity) => {
    const row = new Map<string, string | number | boolean | null>();
    flatten(entity, '', row);
    return row;
  });
  const selected = options.select?.map((name) => (name === '@iot.id' ? 'id' : name));
  const { properties } = ENTITIES[type];
  // An empty page has its header too; members of objects stand where their object would.
  const expected = ['id', ...Object.keys(properties)].filter((name) => !selected || selected.includes(name));
  const found = new Set(rows.flatMap((row) => [...row.keys()]));
  const columns = [
    ...new Set(
      expected.flatMap((name) => {
        const inner = [...found].filter((one) => one === name || one.startsWith(`${name}/`));
        return inner.length > 0 ? inner : [name];
      }),
    ),
  ];
  for (const name of found) if (!columns.includes(name)) columns.push(name);
  if (columns.length > MOST_COLUMNS) throw wrong('$resultFormat', `more than ${MOST_COLUMNS} columns`);
  const lines = [columns, ...rows.map((row) => columns.map((name) => row.get(name)))];
  return `${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function flatten(value: Shown, path: string, into: Map<string, string | number | boolean | null>): void {
  for (const [name, inner] of Object.entries(value)) {
    if (name.includes('@iot.') && name !== '@iot.id') continue;
    const at = `${path}${name === '@iot.id' ? 'id' : name}`;
    if (Array.isArray(inner)) {
      if (
        inner.length > 0 &&
        inner.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
      )
        for (const [index, one] of inner.entries()) flatten(one as Shown, `${at}/${index}/`, into);
      else into.set(at, inner.length === 0 ? null : JSON.stringify(inner));
    } else if (typeof inner === 'object' && inner !== null) flatten(inner as Shown, `${at}/`, into);
    else into.set(at, inner as string | number | boolean | null);
  }
}
