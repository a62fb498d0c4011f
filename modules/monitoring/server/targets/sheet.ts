import { Cells, type Column, type Found, type RawRow, type Units } from '@tarim/platform';
import type { POINT_KINDS } from '@tarim/registry/contract';
import type { TargetKind } from '../../contract.ts';
import type { TargetInput } from '../sql/targets.ts';

export const TARGET_SHEET = '应监测对象';
const KIND_WORDS: Readonly<Record<string, TargetKind>> = {
  工业园区: 'park',
  乡镇: 'town',
  断面: 'section',
  水源地: 'source',
  农村生活污水: 'rural-sewage',
  畜禽养殖: 'livestock',
};
const MEDIUM_WORDS: Readonly<Record<string, string>> = {
  环境空气: 'air',
  地表水: 'surface-water',
  饮用水水源: 'drinking-water',
  地下水: 'groundwater',
  土壤: 'soil',
  声环境: 'noise',
  生态: 'ecology',
  辐射: 'radiation',
  废气: 'outlet-gas',
  废水: 'outlet-water',
} satisfies Record<string, (typeof POINT_KINDS)[number]>;

type Field = 'code' | 'name' | 'kind' | 'unit' | 'medium' | 'size' | 'lon' | 'lat' | 'sites';
export const TARGET_COLUMNS: readonly Column<Field>[] = [
  { field: 'code', title: '编码', required: true, how: '唯一；已登记的编码以本表为准' },
  { field: 'name', title: '名称', required: true },
  { field: 'kind', title: '类型', required: true, how: Object.keys(KIND_WORDS).join('、') },
  { field: 'unit', title: '行政区代码', required: true, how: '如 650102' },
  { field: 'medium', title: '监测介质', required: true, how: Object.keys(MEDIUM_WORDS).join('、') },
  { field: 'size', title: '规模', required: false, how: '农村生活污水：处理能力 t/d；畜禽养殖：存栏 头' },
  { field: 'lon', title: '经度', required: false, how: '十进制度，如 87.61234' },
  { field: 'lat', title: '纬度', required: false, how: '十进制度，如 43.81234' },
  { field: 'sites', title: '点位编码', required: false, how: '承担监测的点位，多个以顿号分开' },
];

export type ReadTarget = TargetInput & { readonly row: number };

/** Rows as objects; a row with any defect is left out and told. */
export function readTargets(
  raw: readonly RawRow<Field>[],
  units: Units,
): { targets: ReadTarget[]; found: Found[] } {
  const targets: ReadTarget[] = [];
  const found: Found[] = [];
  for (const one of raw) {
    const cells = new Cells(one, TARGET_COLUMNS);
    const read = {
      row: one.row,
      code: cells.text('code', 40),
      name: cells.text('name'),
      kind: cells.word('kind', KIND_WORDS),
      unitPath: cells.unit('unit', units),
      medium: cells.word('medium', MEDIUM_WORDS),
      size: cells.number('size', 0, 10_000_000),
      lon: cells.number('lon', 60, 140),
      lat: cells.number('lat', 0, 60),
      sites: sitesIn(cells.text('sites', 400)),
      simulated: false,
    };
    found.push(...cells.found);
    if (cells.found.length === 0) targets.push(read as ReadTarget);
  }
  return { targets, found };
}

const sitesIn = (text: string): string[] => [...new Set(text.split(/[、,;\s]+/).filter(Boolean))];
