import { beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Static } from '@tarim/platform';
import type {
  Hours,
  putShift as putRoute,
  getRoster as rosterRoute,
  Shift,
  whoIsOnDuty as whoRoute,
} from '../../contract.ts';
import { shiftAt } from '../domain/shift-time.ts';
import { dutyErrors as E } from '../errors.ts';
import { hoursOf, putShifts, saveHours, shiftsAbove, shiftsBetween } from '../sql/roster.ts';
import { requireUnit } from './frame.ts';

const MANAGE = 'duty.manage';
const MOST_DAYS = 400;

/** @throws TarimError DUTY_SPAN_TOO_LONG */
export async function getRoster(
  ctx: Context,
  { unitPath, from, to }: Static<NonNullable<typeof rosterRoute.query>>,
): Promise<{ hours: Hours; shifts: Shift[] }> {
  if (Date.parse(to) - Date.parse(from) > MOST_DAYS * DAY_MS)
    throw new TarimError(E.spanLong, { most: MOST_DAYS });
  const [hours, shifts] = await Promise.all([hoursOf(ctx.db), shiftsBetween(ctx.db, unitPath, from, to)]);
  return { hours, shifts };
}

export async function putShift(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof putRoute.body>>,
): Promise<Shift> {
  ctx.policy.require(actor, MANAGE, { unitPath: body.unitPath });
  await requireUnit(ctx.db, body.unitPath);
  const shift = { ...body, simulated: false };
  await asActor(ctx, actor, MANAGE, async (tx) => {
    await putShifts(tx, [shift], { name: actor.name, at: new Date(ctx.clock.now()) });
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.shift.put',
      subject: `${body.day} ${body.slot}`,
      unitPath: body.unitPath,
      // Phone numbers stay out of the log.
      detail: { people: body.people.map(({ role, name }) => `${role} ${name}`) },
    });
  });
  return shift;
}

/** @throws TarimError DUTY_HOURS_WRONG */
export async function setHours(ctx: Context, actor: Actor, hours: Hours): Promise<Hours> {
  if (hours.dayFrom >= hours.nightFrom) throw new TarimError(E.hoursWrong);
  await ctx.db.transaction().execute(async (tx) => {
    await saveHours(tx, hours);
    await ctx.audit.record(tx, { actor, action: 'duty.hours.set', subject: 'duty/hours', detail: hours });
  });
  return hours;
}

/** Shifts of now at a unit and above it, the nearest first. */
export async function onDutyAt(
  db: DbOrTx,
  now: number,
  unitPath: string,
): Promise<{ time: ReturnType<typeof shiftAt>; shifts: Shift[] }> {
  const time = shiftAt(now, await hoursOf(db));
  return { time, shifts: await shiftsAbove(db, unitPath, time.day, time.slot) };
}

export async function whoIsOnDuty(
  ctx: Context,
  unitPath: string,
): Promise<Static<NonNullable<typeof whoRoute.response>>> {
  const now = ctx.clock.now();
  const { time, shifts } = await onDutyAt(ctx.db, now, unitPath);
  return { at: beijingIso(now), day: time.day, slot: time.slot, until: beijingIso(time.until), shifts };
}
