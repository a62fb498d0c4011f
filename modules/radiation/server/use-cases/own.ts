import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { AnnualReport, Person, Reading, ReportAct, UnitDetail } from '../../contract.ts';
import { radiationErrors as E } from '../errors.ts';
import { type UnitRow, unitRows } from '../sql/units.ts';
import type { Tongue } from '../words.ts';
import { FILE } from './actions.ts';
import { gather } from './gather.ts';
import { enterReading, requirePerson } from './people.ts';
import { takeReportStep } from './reports.ts';
import { requireUnit } from './units.ts';

/** Units that are an enterprise's own, with the doses of its people. */
export async function listOwnUnits(ctx: Context, actor: Actor): Promise<{ units: UnitDetail[] }> {
  const { enterpriseIds } = ctx.policy.scope(actor, FILE);
  return { units: await gather(ctx, ctx.db, await unitRows(ctx.db, { enterpriseIds }), () => true) };
}

const owns = (ctx: Context, actor: Actor, { unitPath, enterpriseId }: UnitRow): boolean =>
  ctx.policy.can(actor, FILE, { unitPath, enterpriseId });

/** @throws TarimError RADIATION_UNIT_UNKNOWN, also of units of others; those of `domain/report.ts` */
export async function fileOwnReport(
  ctx: Context,
  actor: Actor,
  unitId: number,
  year: number,
  act: ReportAct,
  tongue: Tongue,
): Promise<AnnualReport> {
  const unit = await requireUnit(ctx.db, unitId);
  if (!owns(ctx, actor, unit)) throw new TarimError(E.unitUnknown, { id: unitId });
  return takeReportStep(ctx, actor, FILE, unit, year, act, tongue);
}

/** @throws TarimError RADIATION_PERSON_UNKNOWN, also of people of others; RADIATION_READING_DAYS_INVALID, RADIATION_READING_TAKEN */
export async function addOwnReading(
  ctx: Context,
  actor: Actor,
  personId: number,
  one: Omit<Reading, 'id'>,
): Promise<Person> {
  const person = await requirePerson(ctx.db, personId);
  if (!owns(ctx, actor, await requireUnit(ctx.db, person.unitId)))
    throw new TarimError(E.personUnknown, { id: personId });
  return enterReading(ctx, actor, FILE, person, one);
}
