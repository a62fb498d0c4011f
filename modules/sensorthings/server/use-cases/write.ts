import { TarimError } from '@tarim/kernel';
import type { Context, RouteCall } from '@tarim/platform';
import { BASE_PATH } from '../../contract.ts';
import { type Body, objectOf, wrongBody } from '../domain/body.ts';
import { isForeign, observationKey } from '../domain/ids.ts';
import { ENTITIES, type EntityType } from '../domain/model.ts';
import { parsePath } from '../domain/path.ts';
import { sensorthingsErrors } from '../errors.ts';
import {
  insertEntity,
  removeEntity,
  removeObservation,
  thingOfLocation,
  updateEntity,
  writeObservations,
} from '../sql/write.ts';
import {
  columnsOf,
  createEntity,
  onePerTime,
  ownStream,
  type Parent,
  rowOf,
  type Writing,
} from './create.ts';

type Call = Pick<RouteCall<unknown, unknown, unknown>, 'machine' | 'request' | 'reply' | 'body'>;

/** Rows of one `CreateObservations` at most. */
const MOST_ROWS = 100_000;

const pathOf = (call: Call): string =>
  decodeURIComponent(call.request.url.split('?')[0]!.slice(BASE_PATH.length));

/** All of a body or nothing of it. */
async function inOne<T>(ctx: Context, call: Call, write: (w: Writing) => Promise<T>): Promise<T> {
  return ctx.db
    .transaction()
    .execute((tx) => write({ tx, machine: call.machine!, now: new Date(ctx.clock.now()) }));
}

function addressOf(call: Call, type: EntityType, id: number | string): string {
  const key = typeof id === 'string' ? `'${id}'` : id;
  return `${call.request.protocol}://${call.request.host}${BASE_PATH}/${ENTITIES[type].set}(${key})`;
}

/** `POST`: a new entity in a set or below another entity, or many observations by `CreateObservations`. */
export async function create(ctx: Context, call: Call): Promise<unknown> {
  const path = pathOf(call);
  if (/^\/CreateObservations\/?$/.test(path)) return createObservations(ctx, call);
  const { steps, property, ending } = parsePath(path);
  const last = steps.at(-1)!;
  const before = steps.at(-2);
  if (property || ending || last.id !== null || !last.many || steps.length > 2)
    throw new TarimError(sensorthingsErrors.path, { reason: 'a set is needed' });
  const parent: Parent | null = before ? { type: before.type, id: Number(before.id) } : null;
  const id = await inOne(ctx, call, async (w) => {
    if (parent && !Number.isSafeInteger(parent.id)) throw new TarimError(sensorthingsErrors.entity);
    const made = await createEntity(w, last.type, objectOf(call.body, 'body'), parent);
    if (last.type !== 'Observation')
      await ctx.audit.record(w.tx, {
        actor: null,
        action: 'sensorthings.entity.created',
        subject: `${last.type} ${made}`,
        unitPath: w.machine.unitPath,
        detail: { key: w.machine.prefix },
      });
    return made;
  });
  const location = addressOf(call, last.type, id);
  call.reply.code(201).header('location', location);
  return { '@iot.id': id, '@iot.selfLink': location };
}

/** `PATCH`: the members that are there; `@iot.id` in the body is let pass, links to others are not changed. */
export async function update(ctx: Context, call: Call): Promise<unknown> {
  const { type, id } = oneOf(pathOf(call));
  const body = objectOf(call.body, 'body');
  await inOne(ctx, call, async (w) => {
    if (type === 'Observation') return patchObservation(w, String(id), body);
    const columns = columnsOf(type, body, true);
    const known = await updateEntity(w.tx, type, Number(id), w.machine.keyId, {
      ...columns,
      written_at: w.now,
    });
    if (!known) throw new TarimError(sensorthingsErrors.entity);
    if (type === 'Location' && columns.geometry) await rememberPlace(w, Number(id));
    await ctx.audit.record(w.tx, {
      actor: null,
      action: 'sensorthings.entity.updated',
      subject: `${type} ${id}`,
      unitPath: w.machine.unitPath,
      detail: { key: w.machine.prefix, members: Object.keys(columns) },
    });
  });
  return { '@iot.id': id, '@iot.selfLink': addressOf(call, type, id) };
}

/** `DELETE`: with what hangs on it; the rows stay for the record and are read by nobody. */
export async function remove(ctx: Context, call: Call): Promise<undefined> {
  const { type, id } = oneOf(pathOf(call));
  await inOne(ctx, call, async (w) => {
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
  });
  await call.reply.code(204).send();
  return undefined;
}

/** The one entity of a path; only what clients wrote can be changed. */
function oneOf(path: string): { type: EntityType; id: number | string } {
  const { steps, property, ending } = parsePath(path);
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
  await writeObservations(w.tx, key.stream, [row], w.now);
}

/**
 * `CreateObservations` (OGC 18-088 §13.3.2): rows of bare values by Datastream. Every row is answered by its address or by what is wrong
 * with it; what is right is kept, all in one transaction.
 */
async function createObservations(ctx: Context, call: Call): Promise<unknown> {
  const groups = call.body;
  if (!Array.isArray(groups)) throw wrongBody('body', 'a list is needed');
  const told: string[] = [];
  await inOne(ctx, call, async (w) => {
    for (const group of groups) {
      const { Datastream, components, dataArray } = objectOf(group, 'body');
      if (!Array.isArray(components) || !Array.isArray(dataArray))
        throw wrongBody('dataArray', 'a list is needed');
      if (told.length + dataArray.length > MOST_ROWS)
        throw wrongBody('dataArray', `more than ${MOST_ROWS} rows`);
      const stream = await ownStream(w, Number(objectOf(Datastream ?? null, 'Datastream')['@iot.id']));
      const names = components.map((name) =>
        name === 'FeatureOfInterest/id' ? 'FeatureOfInterest' : String(name),
      );
      const rows = [];
      for (const values of dataArray) {
        try {
          const row = await rowOf(w, bodyOf(names, values), 0);
          rows.push(row);
          told.push(addressOf(call, 'Observation', `${stream}-${row.time.getTime()}`));
        } catch (error) {
          if (!(error instanceof TarimError)) throw error;
          told.push(`error ${error.code} ${error.message}`);
        }
      }
      if (rows.length > 0) await writeObservations(w.tx, stream, onePerTime(rows), w.now);
    }
  });
  call.reply.code(201);
  return told;
}

function bodyOf(names: readonly string[], values: unknown): Body {
  if (!Array.isArray(values) || values.length !== names.length)
    throw wrongBody('dataArray', 'a value a component is needed');
  return Object.fromEntries(
    names.map((name, i) => [name, name === 'FeatureOfInterest' ? { '@iot.id': values[i] } : values[i]]),
  );
}
