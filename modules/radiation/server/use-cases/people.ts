import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import type { Device, DeviceInput, Person, PersonInput, Place, PlaceInput, Reading } from '../../contract.ts';
import { radiationErrors as E } from '../errors.ts';
import {
  insertDevice,
  insertPerson,
  insertPlace,
  insertReading,
  type PersonRow,
  personRows,
  type UnitRow,
  updatePerson,
} from '../sql/units.ts';
import { MANAGE } from './actions.ts';
import { presentPeople } from './gather.ts';
import { requireUnit } from './units.ts';

/** @throws TarimError RADIATION_PERSON_UNKNOWN */
export async function requirePerson(db: DbOrTx, id: number): Promise<PersonRow> {
  const [row] = await personRows(db, { id });
  if (!row) throw new TarimError(E.personUnknown, { id });
  return row;
}

/** Somebody as whoever manages the unit sees him; colleagues count for what stands out. */
async function presentOne(ctx: Context, db: DbOrTx, id: number): Promise<Person> {
  const { unitId } = await requirePerson(db, id);
  const all = await presentPeople(
    db,
    await personRows(db, { unitIds: [unitId] }),
    () => true,
    ctx.clock.now(),
  );
  return all.get(unitId)!.find((one) => one.id === id)!;
}

/** Adds something to a unit, with its line in the audit log. */
async function addTo<T>(
  ctx: Context,
  actor: Actor,
  unitId: number,
  what: string,
  insert: (tx: Tx, unit: UnitRow) => Promise<number>,
  present: (tx: Tx, id: number) => Promise<T> | T,
): Promise<T> {
  const unit = await requireUnit(ctx.db, unitId);
  const { unitPath } = unit;
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await insert(tx, unit);
    await ctx.audit.record(tx, {
      actor,
      action: `radiation.${what}.added`,
      subject: `unit/${unitId}`,
      unitPath,
      detail: { id },
    });
    return present(tx, id);
  });
}

/** @throws TarimError RADIATION_UNIT_UNKNOWN, FORBIDDEN */
export const addPerson = (ctx: Context, actor: Actor, unitId: number, one: PersonInput): Promise<Person> =>
  addTo(
    ctx,
    actor,
    unitId,
    'person',
    (tx, unit) => insertPerson(tx, unit, one),
    (tx, id) => presentOne(ctx, tx, id),
  );

/** @throws TarimError RADIATION_UNIT_UNKNOWN, FORBIDDEN */
export const addPlace = (ctx: Context, actor: Actor, unitId: number, one: PlaceInput): Promise<Place> =>
  addTo(
    ctx,
    actor,
    unitId,
    'place',
    (tx, unit) => insertPlace(tx, unit, one),
    (_, id) => ({ id, ...one }),
  );

/** @throws TarimError RADIATION_UNIT_UNKNOWN, FORBIDDEN */
export const addDevice = (ctx: Context, actor: Actor, unitId: number, one: DeviceInput): Promise<Device> =>
  addTo(
    ctx,
    actor,
    unitId,
    'device',
    (tx, unit) => insertDevice(tx, unit, one),
    (_, id) => ({ id, ...one }),
  );

/** @throws TarimError RADIATION_PERSON_UNKNOWN, FORBIDDEN */
export async function changePerson(
  ctx: Context,
  actor: Actor,
  id: number,
  one: PersonInput,
): Promise<Person> {
  const { unitPath } = await requirePerson(ctx.db, id);
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await updatePerson(tx, id, one);
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.person.changed',
      subject: `person/${id}`,
      unitPath,
      detail: { post: one.post, examTo: one.examTo, active: one.active },
    });
    return presentOne(ctx, tx, id);
  });
}

/** @throws TarimError RADIATION_PERSON_UNKNOWN, RADIATION_READING_DAYS_INVALID, RADIATION_READING_TAKEN, FORBIDDEN */
export async function addReading(
  ctx: Context,
  actor: Actor,
  personId: number,
  one: Omit<Reading, 'id'>,
): Promise<Person> {
  const person = await requirePerson(ctx.db, personId);
  ctx.policy.require(actor, MANAGE, { unitPath: person.unitPath });
  return enterReading(ctx, actor, MANAGE, person, one);
}

/** The reading itself, of whoever may enter it. */
export async function enterReading(
  ctx: Context,
  actor: Actor,
  action: string,
  person: PersonRow,
  one: Omit<Reading, 'id'>,
): Promise<Person> {
  const { id: personId, unitPath } = person;
  const at = new Date(ctx.clock.now());
  if (one.from > one.to || one.to > beijingDate(at.getTime())) throw new TarimError(E.readingDays);
  return asActor(ctx, actor, action, async (tx) => {
    if (!(await insertReading(tx, person, one, actor.name, at))) throw new TarimError(E.readingTaken);
    // The dose itself is nobody's business in the log.
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.reading.added',
      subject: `person/${personId}`,
      unitPath,
      detail: { from: one.from, to: one.to },
    });
    return presentOne(ctx, tx, personId);
  });
}
