import { Cells, type Column, type Found, type RawRow, type Units } from '@tarim/platform';
import type { OutfallInput, OutfallKind } from '../../contract.ts';

export const OUTFALL_SHEET = '排污口';
export const KIND_WORDS: Readonly<Record<string, OutfallKind>> = {
  工业: 'industrial',
  城镇污水: 'municipal',
  雨洪: 'storm',
  农业: 'agricultural',
  其他: 'other',
};

type Field = 'code' | 'name' | 'water' | 'lon' | 'lat' | 'unit' | 'kind' | 'size' | 'foundOn';
export const OUTFALL_COLUMNS: readonly Column<Field>[] = [
  { field: 'code', title: '编码', required: true, how: '唯一；已登记且内容相同的行略过，不同则更正' },
  { field: 'name', title: '名称', required: true },
  { field: 'water', title: '受纳水体', required: true },
  { field: 'lon', title: '经度', required: true, how: '十进制度，如 87.61234' },
  { field: 'lat', title: '纬度', required: true, how: '十进制度，如 43.81234' },
  { field: 'unit', title: '行政区代码', required: true, how: '如 650102' },
  { field: 'kind', title: '类型', required: true, how: '工业、城镇污水、雨洪、农业、其他' },
  { field: 'size', title: '规模', required: false },
  { field: 'foundOn', title: '排查日期', required: true, how: '如 2026-05-20' },
];

export type ReadOutfall = { readonly row: number } & Omit<OutfallInput, 'ownerId'>;

/** Rows as outfalls; a row with any defect is left out and told. */
export function readOutfalls(
  raw: readonly RawRow<Field>[],
  units: Units,
  now: number,
): { outfalls: ReadOutfall[]; found: Found[] } {
  const outfalls: ReadOutfall[] = [];
  const found: Found[] = [];
  for (const one of raw) {
    const cells = new Cells(one, OUTFALL_COLUMNS);
    const read = {
      row: one.row,
      code: cells.text('code', 40),
      name: cells.text('name'),
      water: cells.text('water', 80),
      lon: cells.number('lon', 60, 140),
      lat: cells.number('lat', 0, 60),
      unitPath: cells.unit('unit', units),
      kind: cells.word('kind', KIND_WORDS),
      size: cells.text('size', 60) || null,
      foundOn: cells.date('foundOn', now),
    };
    found.push(...cells.found);
    if (cells.found.length === 0) outfalls.push(read as ReadOutfall);
  }
  return { outfalls, found };
}
