import { TarimError } from '@tarim/kernel';
import type { Machine, Tx } from '@tarim/platform';
import {
  type Body,
  instantOf,
  jsonOf,
  linkOf,
  listOf,
  nameOf,
  objectOf,
  placeOf,
  resultOf,
  textOf,
  wrongBody,
} from '../domain/body.ts';
import type { Changes } from '../domain/changes.ts';
import type { EntityType } from '../domain/model.ts';
import { sensorthingsErrors } from '../errors.ts';
import {
  type Columns,
  insertEntity,
  type ObservationRow,
  ownsEntity,
  type StoredType,
  writeObservations,
} from '../sql/write.ts';

/** Who writes, within which transaction, when. */
export interface Writing {
  readonly tx: Tx;
  readonly machine: Machine;
  readonly now: Date;
  /** What was written so far, to be told to subscribers once it is kept. */
  readonly changes: Changes;
}
/** The entity under whose address something is created. */
export interface Parent {
  readonly type: EntityType;
  readonly id: number;
}

const MEASUREMENT = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement';
const DEEPEST = 5;
const MOST_CHILDREN = 1_000;

/**
 * Creates an entity with all that is nested in it (deep insert, OGC 18-088 §10.2.1.2).
 * @returns its id; of an Observation the stream and the time
 * @throws TarimError SENSORTHINGS_BODY_INVALID, SENSORTHINGS_LINK_UNKNOWN
 */
export async function createEntity(
  w: Writing,
  type: EntityType,
  body: Body,
  parent: Parent | null,
  depth = 0,
): Promise<number | string> {
  if (depth > DEEPEST) throw wrongBody(type, 'nested too deep');
  switch (type) {
    case 'Thing':
      return createThing(w, body, depth);
    case 'Location':
      return createLocation(w, body, await thingOf(w, body, parent, depth));
    case 'Sensor':
    case 'ObservedProperty':
    case 'FeatureOfInterest':
      return inserted(w, type, { ...columnsOf(type, body), ...written(w) });
    case 'Datastream':
      return createStream(w, body, parent, depth);
    case 'Observation':
      return createObservation(w, body, parent, depth);
    case 'HistoricalLocation':
      throw wrongBody(type, 'it is made with each location');
  }
}

const written = ({ machine, now }: Writing) => ({ key_id: machine.keyId, written_at: now });

async function inserted(w: Writing, type: StoredType, columns: Columns): Promise<number> {
  const id = await insertEntity(w.tx, type, columns);
  w.changes.entity(type, id);
  return id;
}

/** Values of one Datastream, told to subscribers with the rest of the request. */
export async function writeRows(w: Writing, stream: number, rows: readonly ObservationRow[]): Promise<void> {
  await writeObservations(w.tx, stream, rows, w.now);
  w.changes.values(
    stream,
    rows.map((row) => row.time),
  );
}

/** Own members of an entity as columns; with `partial` only those that are there. */
export function columnsOf(
  type: StoredType,
  body: Body,
  partial = false,
): Record<string, string | object | number | null> {
  const has = (member: string) => !partial || body[member] !== undefined;
  const columns: Record<string, string | object | number | null> = {};
  const text = (member: string, column = member) => {
    if (has(member)) columns[column] = textOf(body, member);
  };
  if (type === 'HistoricalLocation') throw wrongBody(type, 'it is made with each location');
  if (has('name')) columns.name = nameOf(body);
  text('description');
  if (type === 'Location' || type === 'Sensor' || type === 'FeatureOfInterest')
    text('encodingType', 'encoding');
  if (type === 'Sensor' && has('metadata')) {
    const { metadata } = body;
    columns.metadata =
      typeof metadata === 'object' && metadata !== null ? JSON.stringify(metadata) : textOf(body, 'metadata');
  }
  if (type === 'ObservedProperty') text('definition');
  if ((type === 'Thing' || type === 'ObservedProperty' || type === 'Datastream') && has('properties'))
    columns.properties = jsonOf(body, 'properties');
  if (type === 'Location' && has('location')) Object.assign(columns, placeOf(body, 'location'));
  if (type === 'FeatureOfInterest' && has('feature')) Object.assign(columns, placeOf(body, 'feature'));
  if (type === 'Datastream') {
    if (has('unitOfMeasurement')) columns.unit = jsonOf(body, 'unitOfMeasurement');
    if (has('observationType')) {
      if (textOf(body, 'observationType') !== MEASUREMENT)
        throw wrongBody('observationType', 'only OM_Measurement');
      columns.observation_type = MEASUREMENT;
    }
  }
  return columns;
}

/** An entity that is named by its id, or made of what stands there. */
async function linkedOrNew(
  w: Writing,
  type: StoredType,
  body: Body,
  parent: Parent | null,
  depth: number,
): Promise<number> {
  const id = linkOf(body);
  if (id === null) return Number(await createEntity(w, type, body, parent, depth + 1));
  if (!(await ownsEntity(w.tx, type, id, w.machine.keyId)))
    throw new TarimError(sensorthingsErrors.link, { type, id });
  return id;
}

async function createThing(w: Writing, body: Body, depth: number): Promise<number> {
  const id = await inserted(w, 'Thing', {
    ...columnsOf('Thing', body),
    ...written(w),
    unit_path: w.machine.unitPath,
  });
  const parent: Parent = { type: 'Thing', id };
  const children = [
    ...listOf(body.Locations, 'Locations').map((one) => ['Location', one] as const),
    ...listOf(body.Datastreams, 'Datastreams').map((one) => ['Datastream', one] as const),
  ];
  if (children.length > MOST_CHILDREN) throw wrongBody('Datastreams', `more than ${MOST_CHILDREN}`);
  for (const [type, child] of children) {
    if (linkOf(child) !== null) throw wrongBody(`${type}s`, 'they belong to another thing already');
    await createEntity(w, type, child, parent, depth + 1);
  }
  return id;
}

async function thingOf(w: Writing, body: Body, parent: Parent | null, depth: number): Promise<number> {
  if (parent?.type === 'Thing') return parent.id;
  const [first] = body.Things === undefined ? [] : listOf(body.Things, 'Things');
  const given = first ?? (body.Thing === undefined ? undefined : objectOf(body.Thing, 'Thing'));
  if (!given) throw wrongBody('Thing', 'it is needed');
  return linkedOrNew(w, 'Thing', given, null, depth);
}

async function createLocation(w: Writing, body: Body, thing: number): Promise<number> {
  const id = await inserted(w, 'Location', {
    ...columnsOf('Location', body),
    ...written(w),
    thing_id: thing,
  });
  await inserted(w, 'HistoricalLocation', { key_id: w.machine.keyId, thing_id: thing, time: w.now });
  return id;
}

async function createStream(w: Writing, body: Body, parent: Parent | null, depth: number): Promise<number> {
  const part = async (type: 'Sensor' | 'ObservedProperty') =>
    parent?.type === type ? parent.id : linkedOrNew(w, type, objectOf(body[type] ?? null, type), null, depth);
  const id = await inserted(w, 'Datastream', {
    observation_type: MEASUREMENT,
    ...columnsOf(
      'Datastream',
      body.observationType === undefined ? { ...body, observationType: MEASUREMENT } : body,
    ),
    ...written(w),
    thing_id: await thingOf(w, body, parent, depth),
    sensor_id: await part('Sensor'),
    property_id: await part('ObservedProperty'),
  });
  const rows: ObservationRow[] = [];
  for (const one of listOf(body.Observations, 'Observations')) rows.push(await rowOf(w, one, depth));
  if (rows.length > 0) await writeRows(w, id, onePerTime(rows));
  return id;
}

/** @returns `stream-ms`, as Observations are named */
async function createObservation(
  w: Writing,
  body: Body,
  parent: Parent | null,
  depth: number,
): Promise<string> {
  const stream =
    parent?.type === 'Datastream'
      ? await ownStream(w, parent.id)
      : await linkedOrNew(w, 'Datastream', objectOf(body.Datastream ?? null, 'Datastream'), null, depth);
  const feature = parent?.type === 'FeatureOfInterest' ? parent.id : null;
  const row = await rowOf(w, body, depth);
  await writeRows(w, stream, [feature === null ? row : { ...row, featureId: feature }]);
  return `${stream}-${row.time.getTime()}`;
}

/** @throws TarimError SENSORTHINGS_LINK_UNKNOWN, also for streams of the platform's own: values come there by their devices */
export async function ownStream(w: Writing, id: number): Promise<number> {
  if (await ownsEntity(w.tx, 'Datastream', id, w.machine.keyId)) return id;
  throw new TarimError(sensorthingsErrors.link, { type: 'Datastream', id });
}

export async function rowOf(w: Writing, body: Body, depth: number): Promise<ObservationRow> {
  const time = instantOf(body.phenomenonTime, 'phenomenonTime', w.now);
  const quality = body.resultQuality;
  return {
    time,
    value: resultOf(body.result),
    mark: quality === undefined || quality === null ? null : String(quality).slice(0, 60),
    at: instantOf(body.resultTime, 'resultTime', w.now),
    featureId:
      body.FeatureOfInterest === undefined
        ? null
        : await linkedOrNew(
            w,
            'FeatureOfInterest',
            objectOf(body.FeatureOfInterest, 'FeatureOfInterest'),
            null,
            depth,
          ),
    parameters: jsonOf(body, 'parameters'),
  };
}

/** Of several values for one time in one body the last one is meant. */
export function onePerTime(rows: readonly ObservationRow[]): ObservationRow[] {
  return [...new Map(rows.map((row) => [row.time.getTime(), row])).values()];
}
