import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import { validateUscc } from '@tarim/science';
import type { UnitDetail, UnitInput, UnitRowShown } from '../../contract.ts';
import { radiationErrors as E } from '../errors.ts';
import { insertUnit, type UnitRow, unitRows, updateUnit } from '../sql/units.ts';
import type { Tongue } from '../words.ts';
import { MANAGE } from './actions.ts';
import { gather } from './gather.ts';

const PAGE = 50;

export interface UnitFilter {
  readonly unit?: string | undefined;
  readonly level?: 'red' | 'yellow' | 'none' | undefined;
  readonly text?: string | undefined;
}

const seesDoses =
  (ctx: Context, actor: Actor) =>
  (unitPath: string): boolean =>
    ctx.policy.can(actor, MANAGE, { unitPath });

function shown(unit: UnitDetail): UnitRowShown {
  const { licences: _, heldSources: _h, places: _p, deviceList: _d, staff: _s, reports: _r, ...rest } = unit;
  const { prompts: _prompts, clocks: _clocks, ...row } = rest;
  return row;
}

const atLevel = ({ red, yellow }: UnitRowShown, level: UnitFilter['level']): boolean => {
  if (level === 'red') return red > 0;
  if (level === 'yellow') return red === 0 && yellow > 0;
  return level !== 'none' || red + yellow === 0;
};

/** Everything that the filter gives. */
export async function wholeRegister(
  ctx: Context,
  actor: Actor,
  { level, ...query }: UnitFilter,
): Promise<UnitRowShown[]> {
  const units = await gather(ctx, ctx.db, await unitRows(ctx.db, query), seesDoses(ctx, actor));
  return units.map(shown).filter((one) => atLevel(one, level));
}

export async function listUnits(
  ctx: Context,
  actor: Actor,
  { after = 0, ...filter }: UnitFilter & { readonly after?: number | undefined },
): Promise<{ units: UnitRowShown[]; after: number | null }> {
  // What is wrong with a unit is told by the day, not by the table: with that filter the register is read as a whole.
  if (filter.level) {
    const rows = (await wholeRegister(ctx, actor, filter)).filter(({ id }) => id > after);
    const units = rows.slice(0, PAGE);
    return { units, after: rows.length > PAGE ? units.at(-1)!.id : null };
  }
  const rows = (await unitRows(ctx.db, filter)).filter(({ id }) => id > after);
  const units = (await gather(ctx, ctx.db, rows.slice(0, PAGE), seesDoses(ctx, actor))).map(shown);
  return { units, after: rows.length > PAGE ? units.at(-1)!.id : null };
}

/** @throws TarimError RADIATION_UNIT_UNKNOWN */
export async function requireUnit(db: DbOrTx, id: number): Promise<UnitRow> {
  const [row] = await unitRows(db, { ids: [id] });
  if (!row) throw new TarimError(E.unitUnknown, { id });
  return row;
}

/** @throws TarimError RADIATION_UNIT_UNKNOWN */
export async function getUnit(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<UnitDetail> {
  const [unit] = await gather(ctx, db, [await requireUnit(db, id)], seesDoses(ctx, actor));
  return unit!;
}

/** @throws TarimError RADIATION_USCC_INVALID, RADIATION_USCC_TAKEN, RADIATION_REGION_UNIT_MISSING, RADIATION_ENTERPRISE_MISSING, FORBIDDEN */
export async function addUnit(
  ctx: Context,
  actor: Actor,
  one: UnitInput,
  tongue: Tongue,
  simulated = false,
): Promise<UnitDetail> {
  const { unitPath, enterpriseId } = one;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const [defect] = validateUscc(one.uscc, tongue);
  if (defect) throw new TarimError(E.usccInvalid, { why: defect.message });
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.regionUnknown, { unit: unitPath });
  if (enterpriseId !== null && (await enterprisesByIds(ctx.db, [enterpriseId])).length === 0)
    throw new TarimError(E.enterpriseUnknown, { id: enterpriseId });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await insertUnit(tx, trimmed(one), simulated, new Date(ctx.clock.now()));
    if (id === null) throw new TarimError(E.usccTaken);
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.unit.added',
      subject: `unit/${id}`,
      unitPath,
      detail: { name: one.name, uscc: one.uscc },
    });
    return getUnit(ctx, actor, id, tx);
  });
}

/** @throws TarimError RADIATION_UNIT_UNKNOWN, FORBIDDEN */
export async function changeUnit(
  ctx: Context,
  actor: Actor,
  id: number,
  one: Pick<UnitInput, 'name' | 'address' | 'legalPerson' | 'safetyOfficer'>,
): Promise<UnitDetail> {
  const { unitPath } = await requireUnit(ctx.db, id);
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await updateUnit(tx, id, trimmed(one));
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.unit.changed',
      subject: `unit/${id}`,
      unitPath,
      detail: one,
    });
    return getUnit(ctx, actor, id, tx);
  });
}

const trimmed = <T extends Pick<UnitInput, 'name' | 'address' | 'legalPerson' | 'safetyOfficer'>>(
  one: T,
): T => ({
  ...one,
  name: one.name.trim(),
  address: one.address.trim(),
  legalPerson: one.legalPerson.trim(),
  safetyOfficer: one.safetyOfficer.trim(),
});
