import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import { validateUscc } from '@tarim/science';
import type { FacilityDetail, FacilityInput, listFacilities as listFacilitiesRoute } from '../../contract.ts';
import { MANAGE } from '../actions.ts';
import { emfErrors as E } from '../errors.ts';
import { type FacilityRow, facilityRows, insertFacility, updateFacility } from '../sql/facilities.ts';
import { dutyRules } from '../sql/rules.ts';
import type { Tongue } from '../words.ts';
import { shownFacility } from './present.ts';

const PAGE = 50;

type Query = Static<NonNullable<typeof listFacilitiesRoute.query>>;

export async function listFacilities(
  ctx: Context,
  { overdue, limit = PAGE, ...where }: Query,
): Promise<Static<NonNullable<typeof listFacilitiesRoute.response>>> {
  const today = beijingDate(ctx.clock.now());
  const rules = await dutyRules(ctx.db);
  // What is overdue is told by the day, not by the table: with that filter the register is read as a whole.
  const rows = await facilityRows(ctx.db, { ...where, ...(overdue ? {} : { limit: limit + 1 }) });
  const all = rows
    .map((row) => shownFacility(row, rules, today))
    .filter((one) => !overdue || one.duty?.light === 'red');
  const facilities = all.slice(0, limit);
  return { facilities, after: all.length > limit ? facilities.at(-1)!.id : null };
}

/** @throws TarimError EMF_FACILITY_UNKNOWN */
export async function requireFacility(db: DbOrTx, id: number): Promise<FacilityRow> {
  const [row] = await facilityRows(db, { ids: [id] });
  if (!row) throw new TarimError(E.facilityUnknown, { id });
  return row;
}

/** Others in use at the site of a facility (同址). */
export async function othersAt(
  db: DbOrTx,
  { id, site }: Pick<FacilityRow, 'id' | 'site'>,
): Promise<FacilityRow[]> {
  if (site === '') return [];
  return (await facilityRows(db, { site, state: 'in-use' })).filter((one) => one.id !== id);
}

/** @throws TarimError EMF_FACILITY_UNKNOWN */
export async function getFacility(ctx: Context, id: number, db: DbOrTx = ctx.db): Promise<FacilityDetail> {
  const row = await requireFacility(db, id);
  const [others, rules] = [await othersAt(db, row), await dutyRules(db)];
  return {
    ...shownFacility(row, rules, beijingDate(ctx.clock.now())),
    together: others.map(({ id: other, name, newest }) => ({
      id: other,
      name,
      percent: newest?.percent ?? null,
      upperBound: newest?.upperBound ?? false,
    })),
    by: row.by,
    at: beijingIso(row.at.getTime()),
  };
}

/** Whole and possible, with the owner as the registry has it. @throws TarimError EMF_BAND_INVALID, …_PLACE_HALF, …_UNIT_UNKNOWN, …_ENTERPRISE_UNKNOWN, …_OWNER_MISSING, …_USCC_INVALID */
async function checked(ctx: Context, one: FacilityInput, tongue: Tongue): Promise<FacilityInput> {
  const band = one.bands.find(({ fromHz, toHz }) => fromHz > toHz);
  if (band) throw new TarimError(E.bandInvalid, { from: band.fromHz, to: band.toHz });
  if ((one.lon === null) !== (one.lat === null)) throw new TarimError(E.placeHalf);
  if (!(await unitByPath(ctx.db, one.unitPath))) throw new TarimError(E.unitUnknown, { unit: one.unitPath });
  const plain = {
    ...one,
    name: one.name.trim(),
    place: one.place.trim(),
    site: one.site.trim(),
    owner: one.owner.trim(),
  };
  if (one.enterpriseId !== null) {
    const [enterprise] = await enterprisesByIds(ctx.db, [one.enterpriseId]);
    if (!enterprise) throw new TarimError(E.enterpriseUnknown, { id: one.enterpriseId });
    return { ...plain, owner: enterprise.name, uscc: enterprise.uscc };
  }
  if (plain.owner === '' || plain.uscc === '') throw new TarimError(E.ownerMissing);
  const [defect] = validateUscc(plain.uscc, tongue);
  if (defect) throw new TarimError(E.usccInvalid, { why: defect.message });
  return plain;
}

/** @throws TarimError as `checked`; EMF_FACILITY_TAKEN, FORBIDDEN */
export async function addFacility(
  ctx: Context,
  actor: Actor,
  body: FacilityInput,
  tongue: Tongue,
  simulated = false,
): Promise<FacilityDetail> {
  ctx.policy.require(actor, MANAGE, { unitPath: body.unitPath });
  const one = await checked(ctx, body, tongue);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await insertFacility(tx, one, simulated, actor.name, new Date(ctx.clock.now()));
    if (id === null) throw new TarimError(E.facilityTaken, { code: one.code });
    await record(ctx, tx, actor, id, one, 'emf.facility.added');
    return getFacility(ctx, id, tx);
  });
}

/** @throws TarimError as `checked`; EMF_FACILITY_UNKNOWN, EMF_FACILITY_CODE_FIXED, FORBIDDEN */
export async function changeFacility(
  ctx: Context,
  actor: Actor,
  id: number,
  body: FacilityInput,
  tongue: Tongue,
): Promise<FacilityDetail> {
  const before = await requireFacility(ctx.db, id);
  for (const { unitPath } of [before, body]) ctx.policy.require(actor, MANAGE, { unitPath });
  if (before.code !== body.code) throw new TarimError(E.facilityCode);
  const one = await checked(ctx, body, tongue);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await updateFacility(tx, id, one, actor.name, new Date(ctx.clock.now()));
    await record(ctx, tx, actor, id, one, 'emf.facility.changed');
    return getFacility(ctx, id, tx);
  });
}

async function record(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  id: number,
  { unitPath, code, kind, facilityClass, state, public: open }: FacilityInput,
  action: string,
): Promise<void> {
  const detail = { code, kind, facilityClass, state, public: open };
  await ctx.audit.record(tx, { actor, action, subject: `facility/${id}`, unitPath, detail });
}
