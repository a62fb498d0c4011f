import { distance } from '@tarim/geo';
import { beijingDate, DAY_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { EM_PRACTICE } from '@tarim/standards';
import type { PetitionAct, PetitionDetail, PetitionInput } from '../../contract.ts';
import { PETITION } from '../actions.ts';
import { levelOf, petitionRefusal, standingOf } from '../domain/petition.ts';
import { tellsPerson } from '../domain/privacy.ts';
import { hashOfCode, newCode, numberOf } from '../domain/receipt.ts';
import { emfErrors as E } from '../errors.ts';
import {
  countOfSite,
  insertPetition,
  insertStep,
  lockPetition,
  type PetitionRow,
  placesSince,
  stepsOf,
} from '../sql/petitions.ts';
import { requireFacility } from './facilities.ts';
import { requireMeasurement } from './measurements.ts';
import { getPetition, receivedOn, requirePetition } from './read-petitions.ts';

const RULES = EM_PRACTICE.data.petition;

export interface Registered {
  readonly id: number;
  readonly number: string;
  readonly code: string;
}

/** How it reached us; `at` only where the simulation tells of the past. */
interface Way {
  readonly at?: number;
  readonly simulated?: boolean;
}

/**
 * 登记: with a number and a code that is told once. Who complains is not kept: where it came as a complaint, its number leads there.
 * @throws TarimError EMF_UNIT_UNKNOWN, …_FACILITY_UNKNOWN, …_PLACE_HALF, …_PETITION_PLACE_MISSING, …_TELLS_PERSON, FORBIDDEN
 */
export async function registerPetition(
  ctx: Context,
  actor: Actor,
  body: PetitionInput,
  { at, simulated = false }: Way = {},
): Promise<Registered> {
  const { unitPath } = body;
  ctx.policy.require(actor, PETITION, { unitPath });
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  if ((body.lon === null) !== (body.lat === null)) throw new TarimError(E.placeHalf);
  if (tellsPerson(body.place, body.asked)) throw new TarimError(E.tellsPerson);
  const received = at ?? ctx.clock.now();
  const since = new Date(received - RULES.within_days * DAY_MS);
  const code = newCode();
  return asActor(ctx, actor, PETITION, async (tx) => {
    const siteKey = await siteOf(tx, body, since);
    const nth = (await countOfSite(tx, siteKey, since)) + 1;
    const receivedAt = new Date(received);
    const levelPath = levelOf(unitPath, nth, RULES.escalates_at);
    const id = await insertPetition(tx, {
      ...body,
      place: body.place.trim(),
      asked: body.asked.trim(),
      levelPath,
      siteKey,
      nth,
      receivedAt,
      codeHash: hashOfCode(code),
      simulated,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'emf.petition.registered',
      subject: `petition/${id}`,
      unitPath,
      detail: { nth, levelPath },
    });
    return { id, number: numberOf(id, beijingDate(received)), code };
  });
}

/** The site: of the facility its group; else complaints within a few hundred metres are of one. @throws TarimError EMF_PETITION_PLACE_MISSING, EMF_FACILITY_UNKNOWN */
async function siteOf(db: DbOrTx, { facilityId, lon, lat }: PetitionInput, since: Date): Promise<string> {
  if (facilityId !== null) {
    const { id, site } = await requireFacility(db, facilityId);
    return site === '' ? `facility:${id}` : `site:${site}`;
  }
  if (lon === null || lat === null) throw new TarimError(E.petitionSite);
  const near = (await placesSince(db, since)).find(
    (one) => distance([one.lon, one.lat], [lon, lat]) <= RULES.same_site_m,
  );
  return near?.siteKey ?? `place:${lon.toFixed(5)},${lat.toFixed(5)}`;
}

/**
 * Takes one step: the complaint is locked, the step judged by what stands, and written.
 * @throws TarimError of `domain/petition.ts`; EMF_PETITION_UNKNOWN, …_PETITION_MEASUREMENT_UNFIT, …_PETITION_MERGE_WRONG,
 * …_PETITION_UNCHECKED, …_TELLS_PERSON, FORBIDDEN
 */
export async function actOnPetition(
  ctx: Context,
  actor: Actor,
  id: number,
  act: PetitionAct,
): Promise<PetitionDetail> {
  const row = await requirePetition(ctx.db, id);
  // From the third on it is the level above that acts.
  ctx.policy.require(actor, PETITION, { unitPath: row.levelPath });
  if (act.act === 'reply' && tellsPerson(act.text)) throw new TarimError(E.tellsPerson);
  return asActor(ctx, actor, PETITION, async (tx) => {
    await lockPetition(tx, id);
    const steps = await stepsOf(tx, [id]);
    const acts = steps.map((one) => one.act);
    const why = petitionRefusal(acts, act, receivedOn(row), beijingDate(ctx.clock.now()));
    if (why) throw new TarimError(E[why]);
    await checkAct(tx, row, act, standingOf(acts).measurementId);
    const { state } = standingOf([...acts, act]);
    const at = new Date(ctx.clock.now());
    await insertStep(tx, row, { nth: steps.length + 1, act, by: actor.name, at }, state);
    await ctx.audit.record(tx, {
      actor,
      action: 'emf.petition.step',
      subject: `petition/${id}`,
      unitPath: row.unitPath,
      detail: { act: act.act, state },
    });
    return getPetition(ctx, actor, id, tx);
  });
}

/** What of a step is asked of others than the complaint itself. */
async function checkAct(
  db: DbOrTx,
  row: PetitionRow,
  act: PetitionAct,
  measurementId: number | null,
): Promise<void> {
  if (act.act === 'measure') {
    const one = await requireMeasurement(db, act.measurementId);
    const other =
      row.facilityId !== null && one.facilityId !== row.facilityId && !(await sameSite(db, row, one));
    if (
      other ||
      one.kind !== 'complaint' ||
      one.state === 'returned' ||
      !one.unitPath.startsWith(row.unitPath)
    )
      throw new TarimError(E.petitionMeasurement, { id: one.id });
  }
  if (act.act === 'report') {
    const one = await requireMeasurement(db, measurementId!);
    if (one.state !== 'checked') throw new TarimError(E.petitionUnchecked);
  }
  if (act.act === 'merge') {
    const into = act.into === row.id ? null : await requirePetition(db, act.into);
    if (!into || into.siteKey !== row.siteKey || into.state === 'merged')
      throw new TarimError(E.petitionMerge, { id: act.into });
  }
}

async function sameSite(
  db: DbOrTx,
  { siteKey }: PetitionRow,
  { facilityId }: { readonly facilityId: number },
): Promise<boolean> {
  const { site } = await requireFacility(db, facilityId);
  return site !== '' && siteKey === `site:${site}`;
}
