import { casesInHand } from '@tarim/enforcement/queries';
import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import { type AssignmentPlace, suggestOfficers } from '@tarim/science';
import { VISIT_PARAMETERS } from '@tarim/standards';
import type { PoolObject, Suggestion, Visit } from '../../contract.ts';
import { inspectionErrors as E } from '../errors.ts';
import { type InspectorRow, inspectorRows } from '../sql/pools.ts';
import { appointmentsOn } from '../sql/turns.ts';
import { arrangeRow, type KeptVisit, visitLoad, visitRows } from '../sql/visits.ts';
import { MANAGE, requireObject } from './pools.ts';
import { checkedAppointment, checkedTeam, presentVisit } from './visits.ts';

interface Asked {
  readonly enterprise?: number;
  readonly visit?: number;
  readonly from?: string;
  readonly to?: string;
  readonly joint?: boolean;
}

/**
 * 派员建议 for a visit that is planned, or is being planned. Everybody of the object's own chain is looked at, in a joint operation those
 * of the other hierarchy too; who may not go is told with the ground.
 * @throws TarimError INSPECTION_VISIT_UNKNOWN, INSPECTION_OBJECT_UNKNOWN, INSPECTION_APPOINTMENT_INVALID, FORBIDDEN
 */
export async function suggestTeam(ctx: Context, actor: Actor, asked: Asked): Promise<Suggestion> {
  const visit = asked.visit === undefined ? null : await knownVisit(ctx, asked.visit);
  const object = await requireObject(ctx, ctx.db, visit?.enterpriseId ?? asked.enterprise ?? 0);
  ctx.policy.require(actor, MANAGE, { unitPath: object.unitPath });
  const joint = asked.joint ?? visit?.joint ?? false;
  const given = asked.from && asked.to ? { from: asked.from, to: asked.to } : null;
  const appointment = given ? checkedAppointment(ctx, given) : (visit?.appointment ?? null);
  const slot = appointment && { from: Date.parse(appointment.from), to: Date.parse(appointment.to) };
  const on = beijingDate(slot?.from ?? ctx.clock.now());
  const people = (await inspectorRows(ctx.db, {})).filter((one) => comesNear(one, object, joint));
  const officers = await officersOf(ctx, people, on, visit?.id ?? null);
  const place = (await placesOf(ctx, [object.enterpriseId])).get(object.enterpriseId) ?? null;
  const { assignment, version, confidence } = VISIT_PARAMETERS;
  const result = suggestOfficers(
    {
      object: {
        id: String(object.enterpriseId),
        unitPath: object.unitPath,
        place,
        speciality: object.speciality,
      },
      on,
      from: slot?.from ?? null,
      to: slot?.to ?? null,
      joint,
      officers,
    },
    assignment,
  );
  const byId = new Map(people.map((one) => [String(one.id), one]));
  return {
    enterpriseId: object.enterpriseId,
    enterprise: object.name,
    on,
    speciality: object.speciality,
    candidates: result.candidates.map(({ id, ...figures }) => {
      const { name, certificate, certifiedTo, unitPath, specialities } = byId.get(id)!;
      return { id: Number(id), name, certificate, certifiedTo, unitPath, specialities, ...figures };
    }),
    excluded: result.excluded.map(({ id, grounds }) => {
      const { name, certificate, unitPath } = byId.get(id)!;
      return { id: Number(id), name, certificate, unitPath, grounds: [...grounds] };
    }),
    proposed: result.proposed.map(Number),
    problems: [...result.problems],
    version,
    confidence,
    weights: assignment.weights,
  };
}

async function knownVisit(ctx: Context, id: number): Promise<KeptVisit> {
  const [visit] = await visitRows(ctx.db, { id, limit: 1 });
  if (!visit) throw new TarimError(E.visitUnknown, { id });
  return visit;
}

/** `/650000/650100/` of `/650000/650100/650102/`. */
const prefectureOf = (path: string): string => path.split('/').slice(0, 3).join('/');

/** Of the object's prefecture or division, or above it; in a joint operation everybody of the other hierarchy. */
function comesNear({ unitPath }: InspectorRow, { unitPath: at }: PoolObject, joint: boolean): boolean {
  if (at.startsWith(unitPath) || unitPath.startsWith(`${prefectureOf(at)}/`)) return true;
  return joint && unitPath.split('/')[1] !== at.split('/')[1];
}

/** Inspectors as the computation takes them: seat of their unit, what is in hand, appointments of the day. */
async function officersOf(ctx: Context, people: readonly InspectorRow[], on: string, without: number | null) {
  const [units, loads, cases, day] = await Promise.all([
    unitsUnder(ctx.db, '/'),
    visitLoad(ctx.db, ['/']),
    casesInHand(ctx.db),
    appointmentsOn(ctx.db, on, without),
  ]);
  const seats = new Map(units.map(({ path, lon, lat }) => [path, { lon, lat }]));
  const visitsOf = new Map(loads.map(({ certificate, visits }) => [certificate, visits]));
  const casesOf = new Map(cases.map((one) => [one.certificate, one.cases + one.executing]));
  const places = await placesOf(ctx, [...new Set(day.map(({ enterpriseId }) => enterpriseId))]);
  return people.map(({ id, unitPath, active, certificate, certifiedTo, specialities, recusals }) => ({
    id: String(id),
    unitPath,
    onPost: active,
    certifiedTo,
    specialities,
    recusals: recusals.map(String),
    seat: placeOf(seats.get(unitPath)),
    visits: visitsOf.get(certificate) ?? 0,
    cases: casesOf.get(certificate) ?? 0,
    sameDay: day
      .filter(({ certificates }) => certificates.includes(certificate))
      .map(({ enterpriseId, from, to }) => ({
        from: from.getTime(),
        to: to.getTime(),
        place: places.get(enterpriseId) ?? null,
      })),
  }));
}

function placeOf(
  at: { readonly lon: number | null; readonly lat: number | null } | undefined,
): AssignmentPlace | null {
  return at && at.lon !== null && at.lat !== null ? { lon: at.lon, lat: at.lat } : null;
}

async function placesOf(ctx: Context, ids: readonly number[]): Promise<Map<number, AssignmentPlace | null>> {
  return new Map((await enterprisesByIds(ctx.db, ids)).map((one) => [one.id, placeOf(one)]));
}

/**
 * Sets the hours of a visit, and its team. What was drawn stays: a drawn team is not changed here.
 * @throws TarimError INSPECTION_VISIT_UNKNOWN, INSPECTION_VISIT_DONE, INSPECTION_TEAM_DRAWN, INSPECTION_TEAM_UNFIT,
 *   INSPECTION_TEAM_TWICE, INSPECTION_APPOINTMENT_INVALID, FORBIDDEN
 */
export async function arrangeVisit(
  ctx: Context,
  actor: Actor,
  id: number,
  body: { appointment: Visit['appointment']; inspectors?: number[]; joint?: boolean; reason: string },
): Promise<Visit> {
  const before = await knownVisit(ctx, id);
  ctx.policy.require(actor, MANAGE, { unitPath: before.unitPath });
  if (before.state === 'done') throw new TarimError(E.visitDone);
  const appointment = body.appointment && checkedAppointment(ctx, body.appointment);
  const joint = body.joint ?? before.joint;
  if (body.inspectors && before.drawId !== null && before.team.length > 0) throw new TarimError(E.teamDrawn);
  const team = body.inspectors
    ? await checkedTeam(ctx, body.inspectors, { ...before, appointment, joint })
    : before.team;
  return asActor(ctx, actor, MANAGE, async (tx) => {
    if (!(await arrangeRow(tx, id, { appointment, joint, team }))) throw new TarimError(E.visitDone);
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.visit.arranged',
      subject: `visit/${id}`,
      unitPath: before.unitPath,
      detail: {
        reason: body.reason,
        from: { appointment: before.appointment, team: before.team },
        to: { appointment, team },
      },
    });
    return presentVisit((await visitRows(tx, { id, limit: 1 }))[0]!);
  });
}
