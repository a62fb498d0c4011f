import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import type { Calibration, ChangeInput, Equipment, EquipmentDetail, EquipmentInput } from '../../contract.ts';
import { calibrationOn } from '../domain/calibration.ts';
import { capabilityErrors as E } from '../errors.ts';
import {
  changeRows,
  type EquipmentQuery,
  type EquipmentRow,
  equipmentRows,
  insertChange,
  insertEquipment,
  lockEquipment,
} from '../sql/equipment.ts';
import { requireUnit } from './units.ts';

export const MANAGE = 'capability.manage';
const PAGE = 100;

const present = (row: EquipmentRow, today: string): Equipment => ({
  ...row,
  calibration: calibrationOn(row, today),
});

export type EquipmentFilter = Pick<EquipmentQuery, 'unit' | 'field' | 'item' | 'state' | 'text'> & {
  readonly calibration?: Calibration | undefined;
};

/** Everything that the filter gives, as it stands today. */
export async function wholeLedger(
  ctx: Context,
  { calibration, ...query }: EquipmentFilter,
): Promise<Equipment[]> {
  const today = beijingDate(ctx.clock.now());
  const rows = (await equipmentRows(ctx.db, query, today)).map((row) => present(row, today));
  return calibration ? rows.filter((row) => row.calibration === calibration) : rows;
}

export async function listEquipment(
  ctx: Context,
  { after = 0, ...filter }: EquipmentFilter & { readonly after?: number | undefined },
): Promise<{ equipment: Equipment[]; after: number | null }> {
  const today = beijingDate(ctx.clock.now());
  // How a calibration stands is told by the day, not by the table: with that filter the ledger is read as a whole.
  const rows = filter.calibration
    ? (await wholeLedger(ctx, filter)).filter(({ id }) => id > after).slice(0, PAGE + 1)
    : (await equipmentRows(ctx.db, { ...filter, after, limit: PAGE + 1 }, today)).map((row) =>
        present(row, today),
      );
  const equipment = rows.slice(0, PAGE);
  return { equipment, after: rows.length > PAGE ? equipment.at(-1)!.id : null };
}

/** @throws TarimError CAPABILITY_EQUIPMENT_UNKNOWN */
export async function getEquipment(ctx: Context, id: number, db: DbOrTx = ctx.db): Promise<EquipmentDetail> {
  const today = beijingDate(ctx.clock.now());
  const [row] = await equipmentRows(db, { id }, today);
  if (!row) throw new TarimError(E.equipmentUnknown, { id });
  const history = await changeRows(db, id);
  return {
    ...present(row, today),
    history: history.map(({ equipmentId: _, unitPath: _unit, at, ...one }) => ({
      ...one,
      at: beijingIso(at.getTime()),
    })),
  };
}

/** @throws TarimError CAPABILITY_UNIT_UNKNOWN, CAPABILITY_LENDING_INVALID, CAPABILITY_CERTIFICATE_INCOMPLETE */
async function checkStanding(db: DbOrTx, unitPath: string, one: ChangeInput | EquipmentInput): Promise<void> {
  const lent = one.state === 'lent';
  const told = one.lentTo !== null && one.lentUntil !== null && one.lentTo !== unitPath;
  if (lent ? !told : one.lentTo !== null || one.lentUntil !== null) throw new TarimError(E.lendingUnfit);
  if (one.lentTo !== null) await requireUnit(db, one.lentTo);
  if (one.calibratedTo !== null && one.certificate.trim() === '') throw new TarimError(E.certificateBare);
}

/**
 * @returns its number; null: one of its model and serial number is there already
 * @throws TarimError as `checkStanding`
 */
export async function enterEquipment(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  one: EquipmentInput,
  more: { readonly on: string; readonly simulated: boolean },
): Promise<number | null> {
  const { unitPath } = one;
  await checkStanding(tx, unitPath, one);
  const id = await insertEquipment(
    tx,
    { ...one, name: one.name.trim(), model: one.model.trim(), serial: one.serial.trim() },
    more.simulated,
  );
  if (id === null) return null;
  await insertChange(tx, {
    ...one,
    equipmentId: id,
    nth: 1,
    on: more.on,
    by: actor.name,
    at: new Date(ctx.clock.now()),
  });
  return id;
}

/** @throws TarimError CAPABILITY_UNIT_UNKNOWN, CAPABILITY_SERIAL_TAKEN, CAPABILITY_LENDING_INVALID, CAPABILITY_CERTIFICATE_INCOMPLETE, FORBIDDEN */
export async function addEquipment(
  ctx: Context,
  actor: Actor,
  one: EquipmentInput,
): Promise<EquipmentDetail> {
  const { unitPath } = one;
  ctx.policy.require(actor, MANAGE, { unitPath });
  await requireUnit(ctx.db, unitPath);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const on = beijingDate(ctx.clock.now());
    const id = await enterEquipment(ctx, tx, actor, one, { on, simulated: false });
    if (id === null) throw new TarimError(E.serialTaken);
    await ctx.audit.record(tx, {
      actor,
      action: 'capability.equipment.added',
      subject: `equipment/${id}`,
      unitPath,
      detail: { item: one.item, model: one.model, serial: one.serial },
    });
    return getEquipment(ctx, id, tx);
  });
}

/**
 * Says how a piece stands from a day on; what was said before stays.
 * @throws TarimError CAPABILITY_EQUIPMENT_UNKNOWN, CAPABILITY_SCRAPPED, CAPABILITY_DAY_INVALID, CAPABILITY_LENDING_INVALID, CAPABILITY_CERTIFICATE_INCOMPLETE, FORBIDDEN
 */
export async function changeEquipment(
  ctx: Context,
  actor: Actor,
  id: number,
  one: ChangeInput,
): Promise<EquipmentDetail> {
  const { unitPath } = await getEquipment(ctx, id);
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await lockEquipment(tx, id);
    const last = (await changeRows(tx, id)).at(-1)!;
    if (last.state === 'scrapped') throw new TarimError(E.scrapped);
    if (one.on < last.on || one.on > beijingDate(ctx.clock.now()))
      throw new TarimError(E.dayUnfit, { last: last.on });
    await checkStanding(tx, unitPath, one);
    await insertChange(tx, {
      ...one,
      equipmentId: id,
      nth: last.nth + 1,
      unitPath,
      by: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'capability.equipment.changed',
      subject: `equipment/${id}`,
      unitPath,
      detail: { state: one.state, calibratedTo: one.calibratedTo },
    });
    return getEquipment(ctx, id, tx);
  });
}
