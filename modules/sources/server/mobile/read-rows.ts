import {
  Cells,
  type Column,
  doubtful,
  type Found,
  type RawRow,
  sheetErrors,
  type Units,
  wrong,
} from '@tarim/platform';
import type { Fuel, Inspection, Method, MobileKind, RemotePass } from '../../contract.ts';
import { mobileErrors as E } from './errors.ts';
import { looksLikePlate, readPlate } from './plates.ts';

const FUEL_WORDS: Readonly<Record<string, Fuel>> = {
  汽油: 'petrol',
  柴油: 'diesel',
  天然气: 'cng',
  液化石油气: 'lpg',
  混合动力: 'hybrid',
  其他: 'other',
};
const METHOD_WORDS: Readonly<Record<string, Method>> = {
  双怠速: 'idle',
  稳态工况: 'asm',
  简易瞬态工况: 'vmas',
  自由加速: 'free',
  加载减速: 'lugdown',
};
const STAGE_WORDS = Object.fromEntries(
  ['零', '一', '二', '三', '四', '五', '六'].map((word, n) => [`国${word}`, n]),
);
const COMPRESSION: ReadonlySet<string> = new Set(['free', 'lugdown']);
const YES = { 是: true, 否: false } as const;

type InspectionField =
  | 'unit'
  | 'station'
  | 'plate'
  | 'fuel'
  | 'stage'
  | 'method'
  | 'result'
  | 'at'
  | 'co'
  | 'hc'
  | 'no'
  | 'k';
type RemoteField = 'unit' | 'site' | 'plate' | 'at' | 'co' | 'hc' | 'no' | 'opacity' | 'valid' | 'exceeds';

const unit = { field: 'unit', title: '行政区代码', required: true, how: '如 650102' } as const;
const plate = {
  field: 'plate',
  title: '号牌号码',
  required: true,
  how: '入库前换成加盐散列，不保存、不显示',
} as const;
const INSPECTION: readonly Column<InspectionField>[] = [
  unit,
  { field: 'station', title: '检验机构', required: true },
  plate,
  { field: 'fuel', title: '燃料', required: true, how: Object.keys(FUEL_WORDS).join('、') },
  { field: 'stage', title: '排放阶段', required: true, how: '国零至国六' },
  { field: 'method', title: '检测方法', required: true, how: Object.keys(METHOD_WORDS).join('、') },
  { field: 'result', title: '结果', required: true, how: '合格、不合格' },
  { field: 'at', title: '检测时间', required: true, how: '如 2026-11-24 10:30（北京时间）' },
  { field: 'co', title: 'CO', required: false, how: '单位随检测方法' },
  { field: 'hc', title: 'HC', required: false, how: '单位随检测方法' },
  { field: 'no', title: 'NO', required: false, how: '单位随检测方法' },
  { field: 'k', title: '烟度', required: false, how: '光吸收系数，m⁻¹' },
];
const REMOTE: readonly Column<RemoteField>[] = [
  unit,
  { field: 'site', title: '遥感点位', required: true },
  plate,
  { field: 'at', title: '通过时间', required: true, how: '如 2026-11-24 10:30:05（北京时间）' },
  { field: 'co', title: 'CO', required: false, how: '%' },
  { field: 'hc', title: 'HC', required: false, how: '10⁻⁶' },
  { field: 'no', title: 'NO', required: false, how: '10⁻⁶' },
  { field: 'opacity', title: '不透光烟度', required: false, how: '%' },
  { field: 'valid', title: '有效', required: true, how: '是、否' },
  { field: 'exceeds', title: '超标', required: true, how: '是、否；以送来的判定为准' },
];
export const MOBILE_COLUMNS = { inspection: INSPECTION, remote: REMOTE } as const;
export const MOBILE_SHEETS: Readonly<Record<MobileKind, string>> = {
  inspection: '检验记录',
  remote: '遥感记录',
};

interface Around {
  readonly units: Units;
  readonly now: number;
  readonly hash: (plate: string) => string;
}

function hashed<F extends string>(
  cells: Cells<F>,
  raw: RawRow<F>,
  field: F,
  hash: Around['hash'],
): string | null {
  const text = raw[field];
  if (text === '') return null;
  const read = readPlate(text);
  return read === null ? cells.tell(field, E.plate) : hash(read);
}

function named<F extends string>(cells: Cells<F>, field: F): string {
  const text = cells.text(field, 80);
  if (looksLikePlate(text)) cells.tell(field, E.plateElsewhere);
  return text;
}

/** Rows as they are kept: the plate is a hash from here on. */
export function readInspections(
  raw: readonly RawRow<InspectionField>[],
  { units, now, hash }: Around,
): { records: Inspection[]; found: Found[] } {
  const records: Inspection[] = [];
  const found: Found[] = [];
  const seen = new Map<string, number>();
  for (const one of raw) {
    const cells = new Cells(one, INSPECTION);
    const items = Object.fromEntries(
      (['co', 'hc', 'no', 'k'] as const).flatMap((field) => {
        const value = cells.number(field, 0, 100_000);
        return value === null ? [] : [[field, value]];
      }),
    );
    const record = {
      row: one.row,
      unitPath: cells.unit('unit', units),
      station: named(cells, 'station'),
      plate: hashed(cells, one, 'plate', hash),
      at: cells.time('at', now),
      fuel: cells.word('fuel', FUEL_WORDS),
      stage: cells.word('stage', STAGE_WORDS),
      method: cells.word('method', METHOD_WORDS),
      passed: cells.word('result', { 合格: true, 不合格: false }),
      items,
    };
    found.push(...cells.found);
    if (cells.found.length > 0) continue;
    if (!isMethodOf(record.method!, record.fuel!)) found.push(doubtful(one.row, '检测方法', E.methodFuel));
    if (Object.keys(items).length === 0) found.push(doubtful(one.row, null, E.itemsMissing));
    const key = `${record.station}/${record.plate}/${record.at}`;
    if (seen.has(key)) found.push(wrong(one.row, null, sheetErrors.twice, { row: seen.get(key)! }));
    else records.push(record as Inspection);
    seen.set(key, seen.get(key) ?? one.row);
  }
  return { records, found };
}

function isMethodOf(method: Method, fuel: Fuel): boolean {
  if (fuel === 'hybrid' || fuel === 'other') return true;
  return COMPRESSION.has(method) === (fuel === 'diesel');
}

export function readPasses(
  raw: readonly RawRow<RemoteField>[],
  { units, now, hash }: Around,
): { records: RemotePass[]; found: Found[] } {
  const records: RemotePass[] = [];
  const found: Found[] = [];
  const seen = new Map<string, number>();
  for (const one of raw) {
    const cells = new Cells(one, REMOTE);
    const record = {
      row: one.row,
      unitPath: cells.unit('unit', units),
      site: named(cells, 'site'),
      plate: hashed(cells, one, 'plate', hash),
      at: cells.time('at', now),
      // The spectrometer's noise goes a little below nothing.
      co: cells.number('co', -5, 100),
      hc: cells.number('hc', -5_000, 100_000),
      no: cells.number('no', -5_000, 100_000),
      opacity: cells.number('opacity', -10, 100),
      valid: cells.word('valid', YES),
      exceeds: cells.word('exceeds', YES),
    };
    const empty = [record.co, record.hc, record.no, record.opacity].every((value) => value === null);
    if (record.valid === false && record.exceeds) cells.tell('exceeds', E.invalidExceeds);
    if (record.valid && empty) cells.tell('valid', E.validEmpty);
    found.push(...cells.found);
    if (cells.found.length > 0) continue;
    const key = `${record.site}/${record.plate}/${record.at}`;
    if (seen.has(key)) found.push(wrong(one.row, null, sheetErrors.twice, { row: seen.get(key)! }));
    else records.push(record as RemotePass);
    seen.set(key, seen.get(key) ?? one.row);
  }
  return { records, found };
}
