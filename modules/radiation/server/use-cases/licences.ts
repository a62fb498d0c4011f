import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { calendarOf } from '@tarim/supervision/queries';
import type { Licence, LicenceAct, Range } from '../../contract.ts';
import { licenceRefusal, licenceStanding, licenceStateOn } from '../domain/licence.ts';
import { radiationErrors as E } from '../errors.ts';
import { insertStep, lockSteps, stepRows } from '../sql/steps.ts';
import { insertLicence, type LicenceRow, licenceRows } from '../sql/units.ts';
import type { Tongue } from '../words.ts';
import { LICENCE_ACTION, MANAGE, throwRefusal } from './actions.ts';
import { presentLicence } from './gather.ts';
import { requireUnit } from './units.ts';

async function getLicence(ctx: Context, db: DbOrTx, row: LicenceRow): Promise<Licence> {
  const steps = (await stepRows(db, 'licence', [row.id])).get(row.id) ?? [];
  return presentLicence(row, steps, ctx.clock.now(), await calendarOf(ctx, db, row.unitPath));
}

/** Whether a unit has a licence that is valid on a day. */
export async function licensedOn(db: DbOrTx, unitId: number, day: string): Promise<boolean> {
  const rows = await licenceRows(db, { unitIds: [unitId] });
  const steps = await stepRows(
    db,
    'licence',
    rows.map(({ id }) => id),
  );
  return rows.some(
    ({ id }) => licenceStateOn(licenceStanding((steps.get(id) ?? []).map(({ act }) => act)), day) === 'valid',
  );
}

/**
 * A first application; once the licence before it is over.
 * @throws TarimError RADIATION_UNIT_UNKNOWN, RADIATION_LICENCE_OPEN, RADIATION_DAY_FUTURE, RADIATION_RANGES_MISSING, FORBIDDEN
 */
export async function addLicence(
  ctx: Context,
  actor: Actor,
  unitId: number,
  one: { readonly on: string; readonly document: string; readonly issuer: string; readonly ranges: Range[] },
  tongue: Tongue,
): Promise<Licence> {
  const unit = await requireUnit(ctx.db, unitId);
  const { unitPath } = unit;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const calendar = await calendarOf(ctx, ctx.db, unitPath);
  const today = beijingDate(ctx.clock.now());
  const { on, document, ranges } = one;
  const act: LicenceAct = { act: 'apply', kind: 'new', on, document, ranges, changedOn: null };
  const refusal = licenceRefusal([], act, today, calendar);
  if (refusal) throwRefusal(refusal, tongue);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await lockSteps(tx, 'licence', -unitId);
    const rows = await licenceRows(tx, { unitIds: [unitId] });
    const steps = await stepRows(
      tx,
      'licence',
      rows.map(({ id }) => id),
    );
    const open = rows.some(({ id }) => {
      const state = licenceStateOn(licenceStanding((steps.get(id) ?? []).map((step) => step.act)), today);
      return state === 'applied' || state === 'accepted' || state === 'valid';
    });
    if (open) throw new TarimError(E.licenceOpen);
    const id = await insertLicence(tx, unit, one.issuer.trim());
    const at = new Date(ctx.clock.now());
    await insertStep(tx, 'licence', { id, nth: 1, unitPath, act, actor, at });
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.licence.applied',
      subject: `licence/${id}`,
      unitPath,
    });
    return getLicence(ctx, tx, { id, unitId, unitPath, issuer: one.issuer.trim() });
  });
}

/**
 * One step of a licence: locked, judged by what stands, written.
 * @throws TarimError of `domain/licence.ts`; RADIATION_LICENCE_UNKNOWN, FORBIDDEN
 */
export async function actOnLicence(
  ctx: Context,
  actor: Actor,
  id: number,
  act: LicenceAct,
  tongue: Tongue,
): Promise<Licence> {
  const [row] = await licenceRows(ctx.db, { id });
  if (!row) throw new TarimError(E.licenceUnknown, { id });
  const { unitPath } = row;
  const action = LICENCE_ACTION[act.act];
  ctx.policy.require(actor, action, { unitPath });
  const calendar = await calendarOf(ctx, ctx.db, unitPath);
  return asActor(ctx, actor, action, async (tx) => {
    await lockSteps(tx, 'licence', id);
    const acts = ((await stepRows(tx, 'licence', [id])).get(id) ?? []).map((step) => step.act);
    const refusal = licenceRefusal(acts, act, beijingDate(ctx.clock.now()), calendar);
    if (refusal) throwRefusal(refusal, tongue);
    const at = new Date(ctx.clock.now());
    await insertStep(tx, 'licence', { id, nth: acts.length + 1, unitPath, act, actor, at });
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.licence.step',
      subject: `licence/${id}`,
      unitPath,
      detail: { act: act.act, on: act.on },
    });
    return getLicence(ctx, tx, row);
  });
}
