import { inspectorsIn } from '@tarim/inspection/queries';
import { beijingDate, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import { type UnitRow, unitsUnder } from '@tarim/region/queries';
import type { Field, Gap, GapUnit, Sheet } from '../../contract.ts';
import { cellsOf, listFor } from '../domain/gap.ts';
import { capabilityErrors as E } from '../errors.ts';
import { type MadeFile, tableFile } from '../files.ts';
import { equipmentRows } from '../sql/equipment.ts';
import { type ListRow, listRows } from '../sql/lists.ts';
import { staffCounts } from '../sql/people.ts';
import { type Tongue, word } from '../words.ts';
import { requireUnit } from './units.ts';

/** The unit itself and those right below it; of `/` the roots of both hierarchies and those right below them. */
async function unitsShown(db: DbOrTx, path: string): Promise<UnitRow[]> {
  if (path !== '/') await requireUnit(db, path);
  const deepest = path === '/' ? 2 : path.split('/').length - 1;
  return (await unitsUnder(db, path)).filter((one) => one.path.split('/').length - 2 <= deepest);
}

/**
 * People of a unit itself who count where a quantity is per officer: for enforcement inspectors whose certificate holds on the day, and
 * in every field the other staff who are registered for it.
 */
async function officersOf(
  db: DbOrTx,
  units: readonly UnitRow[],
  field: Field,
  on: string,
): Promise<ReadonlyMap<string, number>> {
  const staff = await staffCounts(
    db,
    units.map(({ path }) => path),
    field,
  );
  const counts = new Map<string, number>();
  for (const { path } of units) {
    const inspectors =
      field === 'enforcement'
        ? (await inspectorsIn(db, path)).filter(
            (one) => one.unitPath === path && one.active && one.certifiedTo >= on,
          ).length
        : 0;
    counts.set(path, inspectors + (staff.get(path) ?? 0));
  }
  return counts;
}

export interface GapQuery {
  readonly field: Field;
  readonly unit: string;
  readonly on?: string | undefined;
}

/** @throws TarimError CAPABILITY_UNIT_UNKNOWN, CAPABILITY_GAP_DAY_INVALID */
export async function getGap(ctx: Context, query: GapQuery, db: DbOrTx = ctx.db): Promise<Gap> {
  const { field, unit } = query;
  const today = beijingDate(ctx.clock.now());
  const on = query.on ?? today;
  if (on > today) throw new TarimError(E.gapDay);
  const units = await unitsShown(db, unit);
  const lists = await listRows(db, { field });
  const officers = await officersOf(db, units, field, on);
  const pieces = await equipmentRows(db, { units: units.map(({ path }) => path), field }, on);
  const byUnit = Map.groupBy(pieces, ({ unitPath }) => unitPath);
  const applied = new Map<number, ListRow>();
  const rows = units.map(({ path, names, level, hierarchy }): GapUnit => {
    const list = listFor(lists, path, on);
    if (list) applied.set(list.id, list);
    const around = { level, officers: officers.get(path)!, on };
    const cells = cellsOf(list?.items ?? [], byUnit.get(path) ?? [], around);
    return {
      unitPath: path,
      name: names.zh,
      level,
      hierarchy,
      officers: around.officers,
      listId: list?.id ?? null,
      cells,
      short: cells.filter((cell) => cell.short > 0).length,
    };
  });
  const inForce = [...applied.values()].toSorted((a, b) => a.id - b.id);
  const items = new Map(inForce.flatMap((list) => list.items.map((item) => [item.code, item] as const)));
  return {
    field,
    unitPath: unit,
    on,
    items: [...items.values()].map(({ code, name, counted }) => ({ code, name, counted })),
    lists: inForce.map(({ id, unitPath, version, effectiveFrom, source, simulated }) => ({
      id,
      unitPath,
      version,
      effectiveFrom,
      source,
      simulated,
    })),
    units: rows,
    simulated: inForce.some(({ simulated }) => simulated) || pieces.some(({ simulated }) => simulated),
  };
}

/** A row a unit and item that the list asks for. */
export async function exportGap(
  ctx: Context,
  query: GapQuery,
  format: Sheet,
  tongue: Tongue,
): Promise<MadeFile> {
  const gap = await getGap(ctx, query);
  const t = (key: Parameters<typeof word>[1]) => word(tongue, key);
  const items = new Map(gap.items.map((item) => [item.code, item]));
  const lists = new Map(gap.lists.map((list) => [list.id, list]));
  const table = [
    [
      t('field.unit'),
      t('field.officers'),
      t('field.item'),
      t('field.name'),
      t('field.counted'),
      t('field.required'),
      t('field.have'),
      t('field.idle'),
      t('field.short'),
      t('field.version'),
      t('field.source'),
      t('field.on'),
    ],
    ...gap.units.flatMap((unit) =>
      unit.cells
        .filter(({ required }) => required !== null)
        .map((cell) => {
          const list = lists.get(unit.listId!)!;
          const item = items.get(cell.code)!;
          return [
            unit.name,
            unit.officers,
            cell.code,
            item.name,
            item.counted,
            cell.required,
            cell.have,
            cell.idle,
            cell.short,
            list.version,
            list.source,
            gap.on,
          ];
        }),
    ),
  ];
  return tableFile(`gap-${gap.field}-${gap.on}`, t('menu.gap'), table, format);
}
