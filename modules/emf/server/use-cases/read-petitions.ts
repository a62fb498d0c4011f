import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import type { WorkCalendar } from '@tarim/science';
import { calendarOf } from '@tarim/supervision/queries';
import type {
  listPetitions as listPetitionsRoute,
  Petition,
  PetitionAct,
  PetitionDetail,
} from '../../contract.ts';
import { PETITION } from '../actions.ts';
import { clocksOf } from '../domain/clocks.ts';
import { actsOf, standingOf } from '../domain/petition.ts';
import { numberOf } from '../domain/receipt.ts';
import { emfErrors as E } from '../errors.ts';
import { measurementRows } from '../sql/measurements.ts';
import { type PetitionRow, petitionById, petitionRows, type StepRow, stepsOf } from '../sql/petitions.ts';

const PAGE = 50;

export const receivedOn = ({ receivedAt }: Pick<PetitionRow, 'receivedAt'>): string =>
  beijingDate(receivedAt.getTime());

type Query = Static<NonNullable<typeof listPetitionsRoute.query>>;

/** Complaints of the units that the reader is competent for: they are no part of the shared map. */
export async function listPetitions(
  ctx: Context,
  actor: Actor,
  { limit = PAGE, ...where }: Query,
): Promise<{ petitions: Petition[]; before: number | null }> {
  const units = ctx.policy.scope(actor, PETITION).unitPaths;
  const rows = await petitionRows(ctx.db, { ...where, units, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const steps = Map.groupBy(
    await stepsOf(
      ctx.db,
      shown.map(({ id }) => id),
    ),
    ({ petitionId }) => petitionId,
  );
  const calendars = new Map<string, WorkCalendar>();
  const petitions: Petition[] = [];
  for (const row of shown) {
    const calendar = calendars.get(row.unitPath) ?? (await calendarOf(ctx, ctx.db, row.unitPath));
    calendars.set(row.unitPath, calendar);
    petitions.push(summaryOf(ctx, row, steps.get(row.id) ?? [], calendar));
  }
  return { petitions, before: rows.length > limit ? shown.at(-1)!.id : null };
}

function summaryOf(
  ctx: Context,
  row: PetitionRow,
  steps: readonly StepRow[],
  calendar: WorkCalendar,
): Petition {
  const { siteKey: _key, receivedAt: _at, ...rest } = row;
  const on = receivedOn(row);
  const standing = standingOf(steps.map(({ act }) => act));
  const [next] = clocksOf(on, standing, ctx.clock.now(), calendar);
  return {
    ...rest,
    number: numberOf(row.id, on),
    receivedOn: on,
    next: next && next.light !== 'done' ? next : null,
  };
}

/** @throws TarimError EMF_PETITION_UNKNOWN */
export async function requirePetition(db: DbOrTx, id: number): Promise<PetitionRow> {
  const row = await petitionById(db, id);
  if (!row) throw new TarimError(E.petitionUnknown, { id });
  return row;
}

/** Acts by people; what the resident did stands apart. */
const isAct = (act: StepRow['act']): act is PetitionAct => act.act !== 'rate';

/** @throws TarimError EMF_PETITION_UNKNOWN, FORBIDDEN */
export async function getPetition(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<PetitionDetail> {
  const row = await requirePetition(db, id);
  ctx.policy.require(actor, PETITION, { unitPath: row.unitPath });
  const steps = await stepsOf(db, [id]);
  const calendar = await calendarOf(ctx, db, row.unitPath);
  const standing = standingOf(steps.map(({ act }) => act));
  const units = ctx.policy.scope(actor, PETITION).unitPaths;
  const same = await petitionRows(db, { units, siteKey: row.siteKey, limit: PAGE });
  const [measured] =
    standing.measurementId === null
      ? []
      : await measurementRows(db, { id: standing.measurementId, limit: 1 });
  const into = standing.mergedInto === null ? null : await petitionById(db, standing.mergedInto);
  const may = ctx.policy.can(actor, PETITION, { unitPath: row.levelPath });
  return {
    ...summaryOf(ctx, row, steps, calendar),
    clocks: clocksOf(receivedOn(row), standing, ctx.clock.now(), calendar),
    steps: steps.flatMap(({ nth, act, by, at }) =>
      isAct(act) ? [{ nth, act, by, at: beijingIso(at.getTime()) }] : [],
    ),
    measurement: measured
      ? {
          id: measured.id,
          verdict: measured.verdict,
          percent: measured.percent,
          upperBound: measured.judgement.upperBound,
        }
      : null,
    rated: standing.rated,
    mergedInto: into && { id: into.id, number: numberOf(into.id, receivedOn(into)) },
    sameSite: same.flatMap((one) =>
      one.id === id || one.state === 'archived' || one.state === 'merged'
        ? []
        : [{ id: one.id, number: numberOf(one.id, receivedOn(one)), state: one.state }],
    ),
    acts: may ? [...actsOf(standing)] : [],
  };
}
