import { beijingDate } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  Cells,
  type Column,
  type Context,
  doubtful,
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
import { enterprisesByIds, enterprisesInUse } from '@tarim/registry/queries';
import { validateUscc } from '@tarim/science';
import type { FacilityClass, FacilityInput, FacilityKind, FacilityState } from '../../contract.ts';
import { MANAGE } from '../actions.ts';
import { readBands } from '../domain/bands.ts';
import { emfErrors as E } from '../errors.ts';
import { insertFacility, knownCodes } from '../sql/facilities.ts';
import type { Tongue } from '../words.ts';

export const FACILITY_SHEET = '电磁设施';
const KINDS: Readonly<Record<string, FacilityKind>> = {
  变电站: 'substation',
  输电线路: 'line',
  '5G基站': 'base-5g',
  移动通信基站: 'base-station',
  广播电视: 'broadcast',
  雷达: 'radar',
  其他: 'other',
};
const CLASSES: Readonly<Record<string, FacilityClass>> = { 一类: 'one', 二类: 'two', 三类: 'three' };
const STATES: Readonly<Record<string, FacilityState>> = {
  在用: 'in-use',
  停用: 'stopped',
  已拆除: 'removed',
};
const YES_NO: Readonly<Record<string, boolean>> = { 是: true, 否: false };

type Field =
  | 'unit'
  | 'code'
  | 'name'
  | 'kind'
  | 'class'
  | 'owner'
  | 'uscc'
  | 'place'
  | 'lon'
  | 'lat'
  | 'bands'
  | 'power'
  | 'height'
  | 'azimuth'
  | 'beam'
  | 'site'
  | 'fence'
  | 'signs'
  | 'state'
  | 'since'
  | 'public';
const words = (of: object) => Object.keys(of).join('、');
export const FACILITY_COLUMNS: readonly Column<Field>[] = [
  { field: 'unit', title: '行政区代码', required: true, how: '如 650102、BT08' },
  { field: 'code', title: '编码', required: true, how: '字母、数字、- _，不超过 40 位' },
  { field: 'name', title: '名称', required: true },
  { field: 'kind', title: '类型', required: true, how: words(KINDS) },
  { field: 'class', title: '分类', required: false, how: `${words(CLASSES)}；分类目录未取得，未核实` },
  { field: 'owner', title: '单位名称', required: true },
  { field: 'uscc', title: '统一社会信用代码', required: true },
  { field: 'place', title: '地点', required: false },
  { field: 'lon', title: '经度', required: false },
  { field: 'lat', title: '纬度', required: false },
  { field: 'bands', title: '频率', required: true, how: '如 50 Hz；3400-3600 MHz、900 MHz' },
  { field: 'power', title: '功率(W)', required: false },
  { field: 'height', title: '天线高度(m)', required: false },
  { field: 'azimuth', title: '方位角', required: false },
  { field: 'beam', title: '扇区宽度', required: false },
  { field: 'site', title: '共址组', required: false, how: '同一共址组的叠加计算' },
  { field: 'fence', title: '围挡', required: false, how: words(YES_NO) },
  { field: 'signs', title: '警示标志', required: false, how: words(YES_NO) },
  { field: 'state', title: '状态', required: true, how: words(STATES) },
  { field: 'since', title: '启用日期', required: true, how: '如 2024-05-01' },
  { field: 'public', title: '公开', required: false, how: words(YES_NO) },
];

/** A row as a facility, with all of its defects. */
function readRow(
  row: RawRow<Field>,
  units: Units,
  now: number,
): { one: FacilityInput | null; found: readonly Found[] } {
  const cells = new Cells(row, FACILITY_COLUMNS);
  if (row.code !== '' && !/^[0-9A-Za-z][0-9A-Za-z_-]{0,39}$/.test(row.code)) cells.tell('code', E.rowCode);
  const [defect] = row.uscc === '' ? [] : validateUscc(row.uscc, 'zh');
  if (defect) cells.tell('uscc', E.usccInvalid, { why: defect.message });
  const bands = readBands(row.bands);
  if (row.bands !== '' && bands === null) cells.tell('bands', E.rowBands);
  const [lon, lat] = [cells.number('lon', -180, 180), cells.number('lat', -90, 90)];
  if ((row.lon === '') !== (row.lat === '')) cells.tell('lat', E.placeHalf);
  const read = {
    unitPath: cells.unit('unit', units),
    code: row.code,
    name: cells.text('name', 100),
    kind: cells.word('kind', KINDS),
    facilityClass: cells.word('class', CLASSES),
    enterpriseId: null,
    owner: cells.text('owner', 100),
    uscc: row.uscc,
    place: cells.text('place', 200),
    lon,
    lat,
    powerW: cells.number('power', 0, 1e9),
    heightM: cells.number('height', 0, 1_000),
    azimuth: cells.number('azimuth', 0, 360),
    beam: cells.number('beam', 1, 360),
    site: cells.text('site', 40),
    fence: cells.word('fence', YES_NO) ?? false,
    signs: cells.word('signs', YES_NO) ?? false,
    state: cells.word('state', STATES),
    since: cells.date('since', now),
    public: cells.word('public', YES_NO) ?? false,
    publicPlace: 'rounded' as const,
  };
  if (cells.found.length > 0) return { one: null, found: cells.found };
  const found = read.facilityClass ? [doubtful(row.row, '分类', E.rowClass)] : [];
  return { one: { ...read, bands: bands! } as FacilityInput, found };
}

/**
 * Facilities from a sheet: all of its rows or none; what is refused is told by its row, with a code.
 * @throws TarimError SHEET_UNREADABLE
 */
export async function importFacilities(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<SheetReport> {
  const sheet = await readSheet(bytes, FACILITY_COLUMNS, FACILITY_SHEET, { csv: true });
  const paths = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.code, one.path]));
  const units = {
    pathOf: (code: string) => paths.get(code) ?? null,
    mayWrite: (unitPath: string) => ctx.policy.can(actor, MANAGE, { unitPath }),
  };
  const now = ctx.clock.now();
  const known = await knownCodes(
    ctx.db,
    sheet.rows.map(({ code }) => code),
  );
  const found: Found[] = [...sheet.found];
  const read: FacilityInput[] = [];
  const seen = new Map<string, number>();
  for (const row of sheet.rows) {
    const { one, found: ofRow } = readRow(row, units, now);
    found.push(...ofRow);
    const before = seen.get(row.code);
    if (row.code !== '') seen.set(row.code, row.row);
    if (before !== undefined) found.push(wrong(row.row, '编码', sheetErrors.twice, { row: before }));
    else if (known.has(row.code)) found.push(wrong(row.row, '编码', E.facilityTaken, { code: row.code }));
    else if (one) read.push(one);
  }
  const errors = hasErrors(found);
  if (commit && !errors) await write(ctx, actor, read);
  return {
    committed: commit && !errors,
    rows: sheet.rows.length,
    good: read.length,
    unchanged: 0,
    problems: tell(found, tongue),
  };
}

async function write(ctx: Context, actor: Actor, read: readonly FacilityInput[]): Promise<void> {
  const inUse = await enterprisesInUse(ctx.db);
  const enterprises = await enterprisesByIds(
    ctx.db,
    inUse.map(({ id }) => id),
  );
  const byCredit = new Map(enterprises.map((one) => [one.uscc, one]));
  await asActor(ctx, actor, MANAGE, async (tx) => {
    const at = new Date(ctx.clock.now());
    for (const one of read) {
      const owner = byCredit.get(one.uscc);
      const whole = owner ? { ...one, enterpriseId: owner.id, owner: owner.name } : one;
      await insertFacility(tx, whole, false, actor.name, at);
    }
    for (const unitPath of new Set(read.map((one) => one.unitPath)))
      await ctx.audit.record(tx, {
        actor,
        action: 'emf.facility.imported',
        subject: `facility/${beijingDate(at.getTime())}`,
        unitPath,
        detail: { rows: read.filter((one) => one.unitPath === unitPath).length },
      });
  });
}
