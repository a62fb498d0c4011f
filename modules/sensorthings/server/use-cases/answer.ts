import { machineByKey } from '@tarim/identity/queries';
import { TarimError } from '@tarim/kernel';
import { type Context, platformErrors, type RouteCall } from '@tarim/platform';
import { BASE_PATH } from '../../contract.ts';
import { ENTITIES, SETS } from '../domain/model.ts';
import { type Options, optionsOfUrl, readOptions, wrong } from '../domain/options.ts';
import { parsePath } from '../domain/path.ts';
import { sensorthingsErrors } from '../errors.ts';
import { type Row, SetReader, type Via } from './read-set.ts';
import { readerOf } from './reader.ts';

type Call = Pick<RouteCall<unknown, unknown, unknown>, 'actor' | 'request' | 'reply'>;

const CONFORMANCE = [
  'http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel',
  'http://www.opengis.net/spec/iot_sensing/1.1/req/resource-path/resource-path-to-entities',
  'http://www.opengis.net/spec/iot_sensing/1.1/req/request-data',
  'http://www.opengis.net/spec/iot_sensing/1.1/req/create-update-delete',
  'http://www.opengis.net/spec/iot_sensing/1.1/req/data-array/data-array',
];

const baseOf = ({ request }: Call) => `${request.protocol}://${request.host}`;

/** Answers differ by who asks, so nobody may keep them for others; pages of other sites may read what is public. */
function open(call: Call): void {
  call.reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
  call.reply.header('cache-control', 'private, no-cache').header('vary', 'cookie');
}

/** The entity sets and what of the standard holds (OGC 18-088 §9.2.1). */
export async function answerRoot(call: Call): Promise<object> {
  open(call);
  return {
    value: Object.keys(SETS).map((name) => ({ name, url: `${baseOf(call)}${BASE_PATH}/${name}` })),
    serverSettings: { conformance: CONFORMANCE },
  };
}

/** The key that a reading client carries, so that it finds again what it wrote; a wrong one is told, not passed over. */
async function clientOf(ctx: Context, { request }: Call): Promise<string | null> {
  const [, secret] = /^Bearer (tarim_[\w-]+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (!secret || secret.startsWith('tarim_share_')) return null;
  const machine = await machineByKey(ctx.db, secret, 'sensorthings', ctx.clock.now());
  if (!machine) throw new TarimError(platformErrors.apiKeyInvalid);
  return machine.keyId;
}

/** Whatever stands below the root. @throws TarimError of a path, option or filter that is wrong, of an entity not seen */
export async function answerRead(ctx: Context, call: Call): Promise<unknown> {
  const { url } = call.request;
  const path = parsePath(decoded(url.split('?')[0]!.slice(BASE_PATH.length)));
  const given = optionsOfUrl(url);
  const options = readOptions(given);
  const reader = new SetReader(ctx, await readerOf(ctx, call.actor, await clientOf(ctx, call)));
  open(call);
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
    else if (!step.many) {
      const [found]: readonly Row[] = (
        await reader.page(step.type, via, { ...readOptions(new Map()), top: 1 })
      ).rows;
      if (!found) throw new TarimError(sensorthingsErrors.entity);
      row = found;
    } else row = null;
  }
  const { type } = path.steps.at(-1)!;
  if (row) {
    const shown = (await reader.present(
      type,
      row,
      path.property ? { select: null, expand: [] } : options,
      baseOf(call),
    )) as Record<string, unknown>;
    if (!path.property) return shown;
    const value = shown[path.property];
    if (path.ending !== '$value') return { [path.property]: value };
    call.reply.type('text/plain; charset=utf-8');
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  const page = await reader.page(type, via, options);
  const base = baseOf(call);
  const next = page.next ? { '@iot.nextLink': nextLink(base, url, given, page.next) } : {};
  const count = page.count === null ? {} : { '@iot.count': page.count };
  const entities: Record<string, unknown>[] = [];
  for (const one of page.rows)
    entities.push((await reader.present(type, one, options, base)) as Record<string, unknown>);
  if (path.ending === '$ref')
    return { ...count, ...next, value: entities.map((one) => ({ '@iot.selfLink': one['@iot.selfLink'] })) };
  if (options.format === 'dataArray')
    return { ...next, value: dataArray(type, options, page.rows, entities, base) };
  return { ...count, ...next, value: entities };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new TarimError(sensorthingsErrors.path, { reason: 'not well encoded' });
  }
}

function nextLink(
  base: string,
  url: string,
  given: ReadonlyMap<string, string>,
  changed: Readonly<Record<string, string>>,
): string {
  const all = Object.entries({ ...Object.fromEntries(given), ...changed }).filter(
    ([, value]) => value !== '',
  );
  return `${base}${url.split('?')[0]}?${all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** Observations as rows of bare values, by Datastream (OGC 18-088 §13.2). */
function dataArray(
  type: string,
  options: Options,
  rows: readonly Row[],
  entities: readonly Record<string, unknown>[],
  base: string,
): object[] {
  if (type !== 'Observation') throw wrong('$resultFormat', 'only for Observations');
  const names = options.select ?? ['id', 'phenomenonTime', 'resultTime', 'result', 'resultQuality'];
  const groups = Map.groupBy(
    entities.map((entity, index) => ({ entity, stream: rows[index]!.stream_id })),
    (one) => one.stream,
  );
  return [...groups].map(([stream, own]) => ({
    'Datastream@iot.navigationLink': `${base}${BASE_PATH}/Datastreams(${stream})`,
    components: names,
    'dataArray@iot.count': own.length,
    dataArray: own.map(({ entity }) => names.map((name) => entity[name === 'id' ? '@iot.id' : name] ?? null)),
  }));
}
