import { TarimError } from '@tarim/kernel';
import { type Context, type Machine, platformErrors } from '@tarim/platform';
import { BASE_PATH } from '../../contract.ts';
import { type Body, linkOf, objectOf, wrongBody } from '../domain/body.ts';
import { CHANGED, Changes } from '../domain/changes.ts';
import { type Answer, type Asked, answered } from '../domain/exchange.ts';
import { isForeign, observationKey } from '../domain/ids.ts';
import { ENTITIES, type EntityType } from '../domain/model.ts';
import { sensorthingsErrors } from '../errors.ts';
import {
  insertEntity,
  removeEntity,
  removeObservation,
  thingOfLocation,
  updateEntity,
} from '../sql/write.ts';
import {
  columnsOf,
  createEntity,
  onePerTime,
  ownStream,
  type Parent,
  rowOf,
  type Writing,
  writeRows,
} from './create.ts';
import { pathOf } from './read.ts';

/** Rows of one `CreateObservations` at most. */
const MOST_ROWS = 100_000;

/**
 * Writes what is asked, all of it or nothing, and tells subscribers once it is kept.
 * @throws TarimError of a body or path that is wrong, of an entity that this key has not written
 */
export async function write(ctx: Context, asked: Asked): Promise<Answer> {
  return inOne(ctx, asked.client, (w) => writeIn(ctx, w, asked));
}

/** One transaction in which a client writes. */
export async function inOne<T>(
  ctx: Context,
  client: Machine | null,
  body: (w: Writing) => Promise<T>,
): Promise<T> {
  if (!client) throw new TarimError(platformErrors.apiKeyInvalid);
  const changes = new Changes();
  const now = new Date(ctx.clock.now());
  const result = await ctx.db.transaction().execute((tx) => body({ tx, machine: client, now, changes }));
  for (const one of changes.messages()) ctx.live.publish(CHANGED, one);
  return result;
}

/** As a part of a transaction that is open already (change sets of a batch). */
export async function writeIn(ctx: Context, w: Writing, asked: Asked): Promise<Answer> {
  switch (asked.method) {
    case 'POST':
      return create(ctx, w, asked);
    case 'PATCH':
    case 'PUT':
      return update(ctx, w, asked);
    case 'DELETE':
      return remove(ctx, w, asked);
    default:
      throw new TarimError(sensorthingsErrors.path, { reason: `no method ${asked.method.slice(0, 20)}` });
  }
}

function addressOf({ base }: Asked, type: EntityType, id: number | string): string {
  const key = typeof id === 'string' ? `'${id}'` : id;
  return `${base}${BASE_PATH}/${ENTITIES[type].set}(${key})`;
}

/** `POST`: a new entity in a set or below another entity, or many observations by `CreateObservations`. */
async function create(ctx: Context, w: Writing, asked: Asked): Promise<Answer> {
  if (/^\/CreateObservations\/?(\?|$)/.test(asked.url)) return createObservations(w, asked);
  const { steps, property, ending } = pathOf(asked.url)[1];
  const last = steps.at(-1)!;
  const before = steps.at(-2);
  if (property || ending || last.id !== null || !last.many || steps.length > 2)
    throw new TarimError(sensorthingsErrors.path, { reason: 'a set is needed' });
  const parent: Parent | null = before ? { type: before.type, id: Number(before.id) } : null;
  if (parent && !Number.isSafeInteger(parent.id)) throw new TarimError(sensorthingsErrors.entity);
  const id = await createEntity(w, last.type, objectOf(asked.body, 'body'), parent);
  if (last.type !== 'Observation')
    await ctx.audit.record(w.tx, {
      actor: null,
      action: 'sensorthings.entity.created',
      subject: `${last.type} ${id}`,
      unitPath: w.machine.unitPath,
      detail: { key: w.machine.prefix },
    });
  const location = addressOf(asked, last.type, id);
  return answered({ '@iot.id': id, '@iot.selfLink': location }, { location }, 201);
}

/** `PATCH`: the members that are there; `@iot.id` in the body is let pass, links to others are not changed. */
async function update(ctx: Context, w: Writing, asked: Asked): Promise<Answer> {
  const { type, id } = oneOf(asked.url);
  const body = objectOf(asked.body, 'body');
  const location = addressOf(asked, type, id);
  const answer = answered({ '@iot.id': id, '@iot.selfLink': location }, { location });
  if (type === 'Observation') {
    await patchObservation(w, String(id), body);
    return answer;
  }
  const columns = columnsOf(type, body, true);
  const known = await updateEntity(w.tx, type, Number(id), w.machine.keyId, {
    ...columns,
    written_at: w.now,
  });
  if (!known) throw new TarimError(sensorthingsErrors.entity);
  w.changes.entity(type, Number(id));
  if (type === 'Location' && columns.geometry) await rememberPlace(w, Number(id));
  await ctx.audit.record(w.tx, {
    actor: null,
    action: 'sensorthings.entity.updated',
    subject: `${type} ${id}`,
    unitPath: w.machine.unitPath,
    detail: { key: w.machine.prefix, members: Object.keys(columns) },
  });
  return answer;
}

/** `DELETE`: with what hangs on it; the rows stay for the record and are read by nobody. */
async function remove(ctx: Context, w: Writing, asked: Asked): Promise<Answer> {
  const { type, id } = oneOf(asked.url);
  const key = type === 'Observation' ? observationKey(String(id)) : null;
  const known =
    type === 'Observation'
      ? key !== null &&
        (await removeObservation(w.tx, key.stream, new Date(key.time), w.machine.keyId, w.now))
      : await removeEntity(w.tx, type, Number(id), w.machine.keyId, w.now);
  if (!known) throw new TarimError(sensorthingsErrors.entity);
  await ctx.audit.record(w.tx, {
    actor: null,
    action: 'sensorthings.entity.removed',
    subject: `${type} ${id}`,
    unitPath: w.machine.unitPath,
    detail: { key: w.machine.prefix },
  });
  return answered(undefined, {}, 204);
}

/** The one entity of a path; only what clients wrote can be changed. */
function oneOf(url: string): { type: EntityType; id: number | string } {
  const { steps, property, ending } = pathOf(url)[1];
  const [step] = steps;
  if (steps.length !== 1 || property || ending || !step || step.id === null)
    throw new TarimError(sensorthingsErrors.path, { reason: 'one entity is needed' });
  const number = step.type === 'Observation' ? observationKey(String(step.id))?.stream : Number(step.id);
  if (number === undefined || !isForeign(number)) throw new TarimError(sensorthingsErrors.entity);
  return { type: step.type, id: step.id };
}

/** Where the thing is now begins a new row of where it was. */
async function rememberPlace(w: Writing, location: number): Promise<void> {
  await insertEntity(w.tx, 'HistoricalLocation', {
    key_id: w.machine.keyId,
    thing_id: await thingOfLocation(w.tx, location),
    time: w.now,
  });
}

async function patchObservation(w: Writing, id: string, body: Body): Promise<void> {
  const key = observationKey(id);
  if (!key) throw new TarimError(sensorthingsErrors.entity);
  await ownStream(w, key.stream);
  const row = await rowOf(w, { ...body, phenomenonTime: new Date(key.time).toISOString() }, 0);
  await writeRows(w, key.stream, [row]);
}

/**
 * `CreateObservations` (OGC 18-088 §13.3.2): rows of bare values by Datastream. Every row is answered by its address or by what is wrong
 * with it; what is right is kept, all in one transaction.
 */
async function createObservations(w: Writing, asked: Asked): Promise<Answer> {
  const groups = asked.body;
  if (!Array.isArray(groups)) throw wrongBody('body', 'a list is needed');
  const told: string[] = [];
  for (const group of groups) {
    const { Datastream, components, dataArray } = objectOf(group, 'body');
    if (!Array.isArray(components) || !Array.isArray(dataArray))
      throw wrongBody('dataArray', 'a list is needed');
    if (told.length + dataArray.length > MOST_ROWS)
      throw wrongBody('dataArray', `more than ${MOST_ROWS} rows`);
    const stream = await ownStream(w, linkOf(objectOf(Datastream ?? null, 'Datastream')) ?? 0);
    const names = components.map((name) =>
      name === 'FeatureOfInterest/id' ? 'FeatureOfInterest' : String(name),
    );
    const rows = [];
    for (const values of dataArray) {
      try {
        const row = await rowOf(w, bodyOf(names, values), 0);
        rows.push(row);
        told.push(addressOf(asked, 'Observation', `${stream}-${row.time.getTime()}`));
      } catch (error) {
        if (!(error instanceof TarimError)) throw error;
        told.push(`error ${error.code} ${error.message}`);
      }
    }
    if (rows.length > 0) await writeRows(w, stream, onePerTime(rows));
  }
  return answered(told, {}, 201);
}

function bodyOf(names: readonly string[], values: unknown): Body {
  if (!Array.isArray(values) || values.length !== names.length)
    throw wrongBody('dataArray', 'a value a component is needed');
  return Object.fromEntries(
    names.map((name, i) => [name, name === 'FeatureOfInterest' ? { '@iot.id': values[i] } : values[i]]),
  );
}
