import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { EM_PRACTICE } from '@tarim/standards';
import {
  emfFindingSettled,
  type listMeasurements as listMeasurementsRoute,
  type MeasurementBody,
  type MeasurementDetail,
} from '../../contract.ts';
import { MANAGE, PETITION, REVIEW } from '../actions.ts';
import { emfErrors as E } from '../errors.ts';
import { findingRows, withdrawOf } from '../sql/findings.ts';
import { type MeasurementRecord, measurementRows, settleMeasurement } from '../sql/measurements.ts';
import { photosOf } from '../sql/photos.ts';
import { enterMeasurement } from './enter-measurement.ts';
import { requireFacility } from './facilities.ts';
import { shownFinding, shownMeasurement, shownPhoto } from './present.ts';

const PAGE = 50;

type Query = Static<NonNullable<typeof listMeasurementsRoute.query>>;

export async function listMeasurements(
  ctx: Context,
  { limit = PAGE, ...where }: Query,
): Promise<Static<NonNullable<typeof listMeasurementsRoute.response>>> {
  const rows = await measurementRows(ctx.db, { ...where, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return {
    measurements: shown.map(shownMeasurement),
    before: rows.length > limit ? shown.at(-1)!.id : null,
  };
}

/** @throws TarimError EMF_MEASUREMENT_UNKNOWN */
export async function requireMeasurement(db: DbOrTx, id: number): Promise<MeasurementRecord> {
  const [row] = await measurementRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.measurementUnknown, { id });
  return row;
}

const confidenceOf = (method: string): string =>
  EM_PRACTICE.data.methods.find(({ key }) => key === method)?.confidence ?? 'unverified';

/** @throws TarimError EMF_MEASUREMENT_UNKNOWN */
export async function getMeasurement(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<MeasurementDetail> {
  const row = await requireMeasurement(db, id);
  const [finding] = await findingRows(db, { measurement: id, limit: 1 });
  const { unitPath } = row;
  const may = ctx.policy.can(actor, REVIEW, { unitPath });
  const hidden = row.kind === 'complaint' && !ctx.policy.can(actor, PETITION, { unitPath });
  return {
    ...shownMeasurement(row),
    // Where a complaint was measured is where somebody lives: for those who handle it.
    input: hidden ? { ...row.input, place: '—' } : row.input,
    judgement: row.judgement,
    methodConfidence: confidenceOf(row.input.method),
    finding: finding ? shownFinding(finding) : null,
    photos: hidden ? [] : (await photosOf(db, [id])).map(shownPhoto),
    by: row.by,
    at: beijingIso(row.at.getTime()),
    checkedBy: row.checkedBy,
    checkedAt: row.checkedAt && beijingIso(row.checkedAt.getTime()),
    note: row.note,
    mayCheck: may && row.state === 'filed' && row.byId !== actor.userId,
  };
}

/** 监督性、投诉监测. @throws TarimError as `enterMeasurement`; EMF_FACILITY_UNKNOWN, FORBIDDEN */
export async function addMeasurement(
  ctx: Context,
  actor: Actor,
  facilityId: number,
  kind: 'supervisory' | 'complaint',
  input: MeasurementBody,
): Promise<MeasurementDetail> {
  const facility = await requireFacility(ctx.db, facilityId);
  ctx.policy.require(actor, MANAGE, { unitPath: facility.unitPath });
  const id = await enterMeasurement(ctx, actor, MANAGE, facility, kind, input);
  return getMeasurement(ctx, actor, id);
}

/**
 * 复核: what passes may be public; what is sent back counts for nothing any more, and its finding is withdrawn. Whoever entered it does
 * not check it.
 * @throws TarimError EMF_MEASUREMENT_UNKNOWN, EMF_MEASUREMENT_SETTLED, EMF_CHECK_OWN, EMF_NOTE_MISSING, FORBIDDEN
 */
export async function checkMeasurement(
  ctx: Context,
  actor: Actor,
  id: number,
  { pass, note }: { readonly pass: boolean; readonly note: string },
): Promise<MeasurementDetail> {
  const row = await requireMeasurement(ctx.db, id);
  const { unitPath } = row;
  ctx.policy.require(actor, REVIEW, { unitPath });
  if (row.byId === actor.userId) throw new TarimError(E.checkOwn);
  if (!pass && note.trim() === '') throw new TarimError(E.noteMissing);
  return asActor(ctx, actor, REVIEW, async (tx) => {
    const state = pass ? 'checked' : 'returned';
    const at = new Date(ctx.clock.now());
    if (!(await settleMeasurement(tx, id, state, note.trim(), actor.name, at)))
      throw new TarimError(E.checked);
    if (!pass)
      for (const findingId of await withdrawOf(tx, id))
        await ctx.outbox.publish(tx, emfFindingSettled, {
          findingId,
          measurementId: id,
          unitPath,
          why: 'withdrawn',
        });
    await ctx.audit.record(tx, {
      actor,
      action: 'emf.measurement.checked',
      subject: `measurement/${id}`,
      unitPath,
      detail: { state },
    });
    return getMeasurement(ctx, actor, id, tx);
  });
}
