import { inspectorsIn } from '@tarim/inspection/queries';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import type { Field, Person, TrainingInput } from '../../contract.ts';
import { lightOf, lightsOf, passedOf, worstLight } from '../domain/lights.ts';
import { capabilityErrors as E } from '../errors.ts';
import {
  insertPerson,
  insertTraining,
  markVoid,
  type PersonRow,
  personRows,
  trainingRows,
  updatePerson,
} from '../sql/people.ts';
import { MANAGE } from './equipment.ts';
import { requireUnit } from './units.ts';

const PAGE = 100;

async function present(ctx: Context, db: DbOrTx, rows: readonly PersonRow[]): Promise<Person[]> {
  const today = beijingDate(ctx.clock.now());
  const all = Map.groupBy(
    await trainingRows(db, { people: rows.map(({ id }) => id) }),
    ({ personId }) => personId,
  );
  const certified = new Map<string, string>();
  for (const unitPath of new Set(rows.flatMap((row) => (row.certificate === null ? [] : [row.unitPath]))))
    for (const one of await inspectorsIn(db, unitPath)) certified.set(one.certificate, one.certifiedTo);
  return rows.map((row) => {
    const own = all.get(row.id) ?? [];
    const lights = lightsOf(own, today);
    const certifiedTo = row.certificate === null ? null : (certified.get(row.certificate) ?? null);
    return {
      ...row,
      certifiedTo,
      trainings: own.map(({ personId: _, unitPath: _unit, at, ...one }) => ({
        ...one,
        passed: passedOf(one),
        light: lights.get(one.id) ?? null,
        at: beijingIso(at.getTime()),
      })),
      hoursThisYear: own
        .filter(({ on, voided }) => voided === null && on.slice(0, 4) === today.slice(0, 4))
        .reduce((sum, { hours }) => sum + hours, 0),
      light: worstLight([...lights.values(), certifiedTo === null ? null : lightOf(certifiedTo, today)]),
    };
  });
}

export async function listPeople(
  ctx: Context,
  query: {
    readonly unit?: string | undefined;
    readonly field?: Field | undefined;
    readonly after?: number | undefined;
  },
): Promise<{ people: Person[]; after: number | null }> {
  const rows = await personRows(ctx.db, { ...query, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  return {
    people: await present(ctx, ctx.db, shown),
    after: rows.length > PAGE ? shown.at(-1)!.id : null,
  };
}

async function requirePerson(db: DbOrTx, id: number): Promise<PersonRow> {
  const [row] = await personRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.personUnknown, { id });
  return row;
}

const presentOne = async (ctx: Context, db: DbOrTx, id: number): Promise<Person> =>
  (await present(ctx, db, [await requirePerson(db, id)]))[0]!;

export interface PersonInput {
  readonly unitPath: string;
  readonly field: Field;
  readonly certificate: string | null;
  readonly name: string;
  readonly post: string;
}

/** @throws TarimError CAPABILITY_UNIT_UNKNOWN, CAPABILITY_INSPECTOR_MISSING, CAPABILITY_PERSON_INCOMPLETE, CAPABILITY_PERSON_TAKEN, FORBIDDEN */
export async function addPerson(
  ctx: Context,
  actor: Actor,
  one: PersonInput,
  simulated = false,
): Promise<Person> {
  const { unitPath, certificate } = one;
  ctx.policy.require(actor, MANAGE, { unitPath });
  await requireUnit(ctx.db, unitPath);
  let name = one.name.trim();
  if (certificate !== null) {
    const inspector = (await inspectorsIn(ctx.db, unitPath)).find(
      (known) => known.unitPath === unitPath && known.certificate === certificate,
    );
    if (!inspector) throw new TarimError(E.inspectorUnknown);
    name = inspector.name;
  } else if (name === '' || one.post.trim() === '') throw new TarimError(E.personBare);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const row = { ...one, name, post: one.post.trim(), simulated };
    const id = await insertPerson(tx, row, actor.name, new Date(ctx.clock.now()));
    if (id === null) throw new TarimError(E.personTaken);
    await ctx.audit.record(tx, {
      actor,
      action: 'capability.person.added',
      subject: `person/${id}`,
      unitPath,
    });
    return presentOne(ctx, tx, id);
  });
}

/** @throws TarimError CAPABILITY_PERSON_UNKNOWN, FORBIDDEN */
export async function changePerson(
  ctx: Context,
  actor: Actor,
  id: number,
  one: { readonly post: string; readonly active: boolean },
): Promise<Person> {
  const { unitPath } = await requirePerson(ctx.db, id);
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await updatePerson(tx, id, { post: one.post.trim(), active: one.active });
    await ctx.audit.record(tx, {
      actor,
      action: 'capability.person.changed',
      subject: `person/${id}`,
      unitPath,
      detail: one,
    });
    return presentOne(ctx, tx, id);
  });
}

/** @throws TarimError CAPABILITY_PERSON_UNKNOWN, CAPABILITY_EXAM_INCOMPLETE, CAPABILITY_TRAINING_DAY_INVALID, FORBIDDEN */
export async function addTraining(
  ctx: Context,
  actor: Actor,
  personId: number,
  one: TrainingInput,
): Promise<Person> {
  const { unitPath } = await requirePerson(ctx.db, personId);
  ctx.policy.require(actor, MANAGE, { unitPath });
  if ((one.score === null) !== (one.passMark === null)) throw new TarimError(E.examUnfit);
  const at = new Date(ctx.clock.now());
  if (one.on > beijingDate(at.getTime()) || (one.validTo !== null && one.validTo < one.on))
    throw new TarimError(E.trainingDay);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await insertTraining(tx, { ...one, course: one.course.trim(), personId, unitPath, by: actor.name, at });
    await ctx.audit.record(tx, {
      actor,
      action: 'capability.training.added',
      subject: `person/${personId}`,
      unitPath,
      detail: { course: one.course, on: one.on },
    });
    return presentOne(ctx, tx, personId);
  });
}

/** @throws TarimError CAPABILITY_TRAINING_UNKNOWN, CAPABILITY_TRAINING_VOID, FORBIDDEN */
export async function voidTraining(ctx: Context, actor: Actor, id: number, reason: string): Promise<Person> {
  const [row] = await trainingRows(ctx.db, { id });
  if (!row) throw new TarimError(E.trainingUnknown, { id });
  ctx.policy.require(actor, MANAGE, { unitPath: row.unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    if (!(await markVoid(tx, id, reason.trim()))) throw new TarimError(E.voided);
    await ctx.audit.record(tx, {
      actor,
      action: 'capability.training.voided',
      subject: `training/${id}`,
      unitPath: row.unitPath,
      detail: { reason },
    });
    return presentOne(ctx, tx, row.personId);
  });
}
