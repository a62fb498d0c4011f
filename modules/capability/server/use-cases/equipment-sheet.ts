import { beijingDate } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  Cells,
  type Column,
  type Context,
  type Found,
  hasErrors,
  type RawRow,
  readSheet,
  sheetErrors,
  tell,
  type Units,
  wrong,
} from '@tarim/platform';
import type { SheetReport } from '@tarim/platform/contract';
import { unitsUnder } from '@tarim/region/queries';
import type { EquipmentInput, EquipmentState, Sheet, Field as Work } from '../../contract.ts';
import { capabilityErrors as E } from '../errors.ts';
import { type MadeFile, tableFile } from '../files.ts';
import { knownSerials, serialKey } from '../sql/equipment.ts';
import type { Tongue } from '../words.ts';
import { type EquipmentFilter, enterEquipment, MANAGE, wholeLedger } from './equipment.ts';
import { KIND_WORDS } from './list-sheet.ts';
import { unitsFor } from './units.ts';

export const EQUIPMENT_SHEET = '装备台账';
const FIELD_WORDS: Readonly<Record<string, Work>> = {
  执法: 'enforcement',
  辐射: 'radiation',
  监测: 'monitoring',
  应急: 'emergency',
};
const STATE_WORDS: Readonly<Record<string, EquipmentState>> = {
  在用: 'in-use',
  维修: 'repair',
  借出: 'lent',
  报废: 'scrapped',
};
const YES_NO = { 是: true, 否: false } as const;

type Field =
  | 'unit'
  | 'field'
  | 'item'
  | 'kind'
  | 'name'
  | 'model'
  | 'serial'
  | 'boughtOn'
  | 'state'
  | 'holder'
  | 'lentTo'
  | 'lentUntil'
  | 'calibrates'
  | 'certificate'
  | 'calibratedTo'
  | 'nextCheck'
  | 'note';
const DAY = '如 2026-12-31';
export const EQUIPMENT_COLUMNS: readonly Column<Field>[] = [
  { field: 'unit', title: '行政区代码', required: true, how: '如 650100、BT08' },
  { field: 'field', title: '业务领域', required: true, how: Object.keys(FIELD_WORDS).join('、') },
  { field: 'item', title: '装备编码', required: true, how: '配备标准中的编码' },
  { field: 'kind', title: '类别', required: true, how: Object.keys(KIND_WORDS).join('、') },
  { field: 'name', title: '名称', required: true },
  { field: 'model', title: '型号', required: true },
  { field: 'serial', title: '出厂编号', required: true, how: '型号与出厂编号相同的只登记一次' },
  { field: 'boughtOn', title: '购置日期', required: false, how: DAY },
  { field: 'state', title: '状态', required: true, how: Object.keys(STATE_WORDS).join('、') },
  { field: 'holder', title: '保管人', required: false },
  { field: 'lentTo', title: '借用单位代码', required: false, how: '借出时必填' },
  { field: 'lentUntil', title: '归还日期', required: false, how: '借出时必填' },
  { field: 'calibrates', title: '需检定', required: true, how: '是、否' },
  { field: 'certificate', title: '检定证书编号', required: false },
  { field: 'calibratedTo', title: '检定有效期至', required: false, how: DAY },
  { field: 'nextCheck', title: '下次核查', required: false, how: DAY },
  { field: 'note', title: '备注', required: false },
];
/** Ends of calibrations and loans lie ahead. */
const AHEAD_MS = 40 * 366 * 86_400_000;

function readRow(
  row: RawRow<Field>,
  units: Units,
  now: number,
): { one: EquipmentInput | null; found: readonly Found[] } {
  const cells = new Cells(row, EQUIPMENT_COLUMNS);
  const unitPath = cells.unit('unit', units);
  const field = cells.word('field', FIELD_WORDS);
  if (row.item !== '' && !/^[a-z0-9][a-z0-9-]{0,39}$/.test(row.item)) cells.tell('item', E.codeUnfit);
  const kind = cells.word('kind', KIND_WORDS);
  const state = cells.word('state', STATE_WORDS);
  const calibrates = cells.word('calibrates', YES_NO);
  // Whoever borrows it may be anybody.
  const lentTo = cells.unit('lentTo', { ...units, mayWrite: () => true });
  const one = {
    item: row.item,
    name: cells.text('name', 60),
    model: cells.text('model', 60),
    serial: cells.text('serial', 60),
    boughtOn: cells.date('boughtOn', now),
    holder: cells.text('holder', 60),
    lentTo,
    lentUntil: cells.date('lentUntil', now + AHEAD_MS),
    certificate: cells.text('certificate', 60),
    calibratedTo: cells.date('calibratedTo', now + AHEAD_MS),
    nextCheck: cells.date('nextCheck', now + AHEAD_MS),
    note: cells.text('note', 300),
  };
  const told = row.lentTo !== '' && row.lentUntil !== '' && lentTo !== unitPath;
  if (state && (state === 'lent' ? !told : row.lentTo !== '' || row.lentUntil !== ''))
    cells.tell('state', E.lendingUnfit);
  if (row.calibratedTo !== '' && row.certificate === '') cells.tell('certificate', E.certificateBare);
  const good = cells.found.length === 0;
  return {
    one: good
      ? { ...one, unitPath: unitPath!, field: field!, kind: kind!, state: state!, calibrates: calibrates! }
      : null,
    found: cells.found,
  };
}

/**
 * A ledger from a sheet: all of its rows or none. What is there already is told by its row, for its changes are entered one by one.
 * @throws TarimError SHEET_UNREADABLE
 */
export async function importEquipment(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<SheetReport> {
  const sheet = await readSheet(bytes, EQUIPMENT_COLUMNS, EQUIPMENT_SHEET, { csv: true });
  const units = await unitsFor(ctx, actor, MANAGE);
  const now = ctx.clock.now();
  const known = await knownSerials(ctx.db, sheet.rows);
  const found: Found[] = [...sheet.found];
  const pieces: EquipmentInput[] = [];
  const seen = new Map<string, number>();
  for (const row of sheet.rows) {
    const { one, found: ofRow } = readRow(row, units, now);
    found.push(...ofRow);
    const key = serialKey(row);
    const before = seen.get(key);
    seen.set(key, row.row);
    if (before !== undefined) found.push(wrong(row.row, '出厂编号', sheetErrors.twice, { row: before }));
    else if (known.has(key)) found.push(wrong(row.row, '出厂编号', E.serialTaken));
    else if (one) pieces.push(one);
  }
  const report = (committed: boolean): SheetReport => ({
    committed,
    rows: sheet.rows.length,
    good: pieces.length,
    unchanged: 0,
    problems: tell(found, tongue),
  });
  if (!commit || hasErrors(found)) return report(false);
  await asActor(ctx, actor, MANAGE, async (tx) => {
    const on = beijingDate(now);
    for (const one of pieces) await enterEquipment(ctx, tx, actor, one, { on, simulated: false });
    await ctx.audit.record(tx, {
      actor,
      action: 'capability.equipment.imported',
      subject: 'capability/equipment',
      detail: { pieces: pieces.length },
    });
  });
  return report(true);
}

const wordFor = <W>(words: Readonly<Record<string, W>>, value: W): string =>
  Object.entries(words).find(([, one]) => one === value)?.[0] ?? '';

/** The ledger under the headings of the template, so that it can be brought in elsewhere. */
export async function exportEquipment(
  ctx: Context,
  filter: EquipmentFilter,
  format: Sheet,
): Promise<MadeFile> {
  const codes = new Map((await unitsUnder(ctx.db, '/')).map(({ path, code }) => [path, code]));
  const ledger = await wholeLedger(ctx, filter);
  const table = [
    EQUIPMENT_COLUMNS.map(({ title }) => title),
    ...ledger.map((one) => {
      const texts: Readonly<Record<Field, string>> = {
        ...one,
        unit: codes.get(one.unitPath) ?? one.unitPath,
        field: wordFor(FIELD_WORDS, one.field),
        kind: wordFor(KIND_WORDS, one.kind),
        boughtOn: one.boughtOn ?? '',
        state: wordFor(STATE_WORDS, one.state),
        lentTo: one.lentTo === null ? '' : (codes.get(one.lentTo) ?? one.lentTo),
        lentUntil: one.lentUntil ?? '',
        calibrates: wordFor(YES_NO, one.calibrates),
        calibratedTo: one.calibratedTo ?? '',
        nextCheck: one.nextCheck ?? '',
      };
      return EQUIPMENT_COLUMNS.map(({ field }) => texts[field]);
    }),
  ];
  return tableFile(`equipment-${beijingDate(ctx.clock.now())}`, EQUIPMENT_SHEET, table, format);
}
