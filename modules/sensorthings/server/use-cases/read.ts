import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { BASE_PATH } from '../../contract.ts';
import { datasetOf } from '../datasets.ts';
import { type Answer, type Asked, answered } from '../domain/exchange.ts';
import { ENTITIES, type EntityType, SETS } from '../domain/model.ts';
import { optionsOfUrl, readOptions } from '../domain/options.ts';
import { parsePath, type ResourcePath } from '../domain/path.ts';
import { sensorthingsErrors } from '../errors.ts';
import { csvOf, dataArray } from './formats.ts';
import { linkOf, Presenter } from './present.ts';
import { type Row, SetReader, type Via } from './read-set.ts';
import { readerOf } from './reader.ts';

const SPEC = 'http://www.opengis.net/spec/iot_sensing/1.1/req';
const CONFORMANCE = [
  `${SPEC}/datamodel`,
  `${SPEC}/resource-path/resource-path-to-entities`,
  `${SPEC}/request-data`,
  `${SPEC}/create-update-delete`,
  `${SPEC}/batch-request/batch-request`,
  `${SPEC}/data-array/data-array`,
];
const MQTT = [
  `${SPEC}/receive-updates-via-mqtt/receive-updates`,
  `${SPEC}/create-observations-via-mqtt/observations-creation`,
];

/** The entity sets and what of the standard holds (OGC 18-088 §9.2.1). */
export function readRoot(ctx: Context, { base }: Pick<Asked, 'base'>): object {
  const port = ctx.config.sensorthingsMqttPort;
  const endpoints = port ? [`mqtt://${new URL(base).hostname}:${port}`] : [];
  return {
    value: Object.keys(SETS).map((name) => ({ name, url: `${base}${BASE_PATH}/${name}` })),
    serverSettings: {
      conformance: [...CONFORMANCE, ...(port ? MQTT : [])],
      ...(port ? Object.fromEntries(MQTT.map((one) => [one, { endpoints }])) : {}),
    },
  };
}

/** Whatever stands below the root. @throws TarimError of a path, option or filter that is wrong, of an entity not seen */
export async function read(ctx: Context, asked: Asked): Promise<Answer> {
  const [address, path] = pathOf(asked.url);
  const given = optionsOfUrl(asked.url);
  const options = readOptions(given);
  const { base } = asked;
  const who = await readerOf(ctx, asked.actor, asked.client?.keyId ?? null, asked.share);
  const reader = new SetReader(ctx, who, asked.share);
  const presenter = new Presenter(reader, base);
  const { type, row, via } = await resolve(reader, path);
  const used = (rows: number, answer: Answer): Answer => ({
    ...answer,
    // A key pays for what is expanded too; for others the entities that were asked for are told.
    given: [{ dataset: datasetOf(type), rows: asked.share ? reader.given : rows }],
  });
  if (row) {
    reader.give(1);
    const shown = (await presenter.present(
      type,
      row,
      path.property ? { select: null, expand: [] } : options,
    )) as Record<string, unknown>;
    if (!path.property) {
      if (options.format === 'CSV') return used(1, csv(csvOf(type, options, [shown])));
      return used(1, answered(shown));
    }
    const value = shown[path.property];
    // OData 4.01 part 1 §11.2.4: a property without a value has no content.
    if (value === null || value === undefined) return used(1, answered(undefined, {}, 204));
    if (path.ending !== '$value') return used(1, answered({ [path.property]: value }));
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return used(1, answered(text, { 'content-type': 'text/plain; charset=utf-8' }));
  }
  const page = await reader.page(type, via, options);
  const next = page.next ? linkOf(`${base}${BASE_PATH}${address}`, given, page.next) : null;
  const entities: Record<string, unknown>[] = [];
  for (const one of page.rows)
    entities.push((await presenter.present(type, one, options)) as Record<string, unknown>);
  if (options.format === 'CSV') {
    const headers: Answer['headers'] = next ? { link: `<${next}>; rel="next"` } : {};
    return used(entities.length, csv(csvOf(type, options, entities), headers));
  }
  const value =
    path.ending === '$ref'
      ? entities.map((one) => ({ '@iot.selfLink': one['@iot.selfLink'] }))
      : options.format === 'dataArray'
        ? dataArray(type, options, page.rows, entities, base)
        : entities;
  return used(
    entities.length,
    answered({
      ...(page.count === null ? {} : { '@iot.count': page.count }),
      ...(next ? { '@iot.nextLink': next } : {}),
      value,
    }),
  );
}

const csv = (text: string, headers: Answer['headers'] = {}): Answer =>
  answered(text, { 'content-type': 'text/csv; charset=utf-8; header=present', ...headers });

export interface Resolved {
  readonly type: EntityType;
  /** Null: a set, of what `via` leads to. */
  readonly row: Row | null;
  readonly via: Via | null;
}

/** Goes the way of a path, entity by entity. @throws TarimError SENSORTHINGS_ENTITY_UNKNOWN */
export async function resolve(reader: SetReader, path: ResourcePath): Promise<Resolved> {
  let via: Via | null = null;
  let row: Row | null = null;
  for (const [index, step] of path.steps.entries()) {
    const before = index === 0 ? null : path.steps[index - 1]!;
    if (before && row) {
      const way = ENTITIES[before.type].navigation[step.name]!;
      const value: unknown = row[way.own];
      if (value === null || value === undefined) throw new TarimError(sensorthingsErrors.entity);
      via = { column: way.theirs, value };
    }
    if (step.id !== null) row = await reader.one(step.type, step.id, via);
    else if (step.many) row = null;
    else {
      const { rows }: { rows: readonly Row[] } = await reader.page(step.type, via, {
        ...readOptions(new Map()),
        top: 1,
      });
      if (!rows[0]) throw new TarimError(sensorthingsErrors.entity);
      row = rows[0];
    }
  }
  return { type: path.steps.at(-1)!.type, row, via };
}

/** The path of an address below the root, as it is written and as it is understood. */
export function pathOf(url: string): readonly [string, ResourcePath] {
  const address = url.split('?')[0]!;
  try {
    return [address, parsePath(decodeURIComponent(address))];
  } catch (error) {
    if (error instanceof URIError)
      throw new TarimError(sensorthingsErrors.path, { reason: 'not well encoded' });
    throw error;
  }
}
