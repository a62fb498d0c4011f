import { Cells, type Column, type Found, type RawRow, sheetErrors, wrong } from '@tarim/platform';
import { UNIT_LEVELS } from '@tarim/region/contract';
import type { Kind, ListItem, Quantity } from '../../contract.ts';
import { readQuantity, writeQuantity } from '../domain/required.ts';
import { capabilityErrors as E } from '../errors.ts';

export const LIST_SHEET = '配备标准';
export const KIND_WORDS: Readonly<Record<string, Kind>> = {
  车辆: 'vehicle',
  船艇: 'boat',
  无人机: 'drone',
  执法记录仪: 'recorder',
  照相摄像: 'camera',
  监测仪器: 'meter',
  采样设备: 'sampler',
  防护装备: 'protective',
  通信设备: 'communication',
  信息设备: 'computer',
  其他: 'other',
};
const LEVEL_TITLES: Readonly<Record<Quantity['level'], string>> = {
  region: '自治区',
  prefecture: '地州市',
  county: '县市区',
  corps: '兵团',
  division: '师',
  city: '师域城市',
  regiment: '团场',
};
type Field = 'code' | 'kind' | 'name' | 'counted' | 'calibrated' | Quantity['level'];
const HOW = '数量（如 2）或每若干人一件（如 1/2人，进一）；不需配备的留空';

export const LIST_COLUMNS: readonly Column<Field>[] = [
  { field: 'code', title: '编码', required: true, how: '小写字母、数字、连字符；台账用它对应' },
  { field: 'kind', title: '类别', required: true, how: Object.keys(KIND_WORDS).join('、') },
  { field: 'name', title: '名称', required: true },
  { field: 'counted', title: '计量单位', required: true, how: '辆、台、套 …' },
  { field: 'calibrated', title: '需检定', required: true, how: '是、否；是则只计检定有效的' },
  ...UNIT_LEVELS.map((level) => ({
    field: level,
    title: LEVEL_TITLES[level],
    required: false,
    how: HOW,
  })),
];

const CODE = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Items of a required list as a sheet gives them, with every defect by its row. */
export function readItems(rows: readonly RawRow<Field>[]): { items: ListItem[]; found: Found[] } {
  const found: Found[] = [];
  const items: ListItem[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const cells = new Cells(row, LIST_COLUMNS);
    const code = row.code;
    if (code !== '' && !CODE.test(code)) cells.tell('code', E.codeUnfit);
    const before = seen.get(code);
    if (before !== undefined) cells.tell('code', sheetErrors.twice, { row: before });
    seen.set(code, row.row);
    const kind = cells.word('kind', KIND_WORDS);
    const name = cells.text('name', 60);
    const counted = cells.text('counted', 10);
    const calibrated = cells.word('calibrated', { 是: true, 否: false });
    const quantities = UNIT_LEVELS.flatMap((level): Quantity[] => {
      if (row[level] === '') return [];
      const read = readQuantity(row[level]);
      if (!read) cells.tell(level, E.quantityUnfit);
      return read ? [{ level, ...read }] : [];
    });
    if (cells.found.length === 0 && quantities.length === 0)
      cells.found.push(wrong(row.row, null, E.nothingAsked));
    found.push(...cells.found);
    if (cells.found.length === 0)
      items.push({ code, kind: kind!, name, counted, calibrated: calibrated!, quantities });
  }
  return { items, found };
}

/** Items as rows of the same sheet. */
export function writeItems(items: readonly ListItem[]): string[][] {
  const wordOf = new Map(Object.entries(KIND_WORDS).map(([word, kind]) => [kind, word]));
  return items.map(({ code, kind, name, counted, calibrated, quantities }) => [
    code,
    wordOf.get(kind)!,
    name,
    counted,
    calibrated ? '是' : '否',
    ...UNIT_LEVELS.map((level) => {
      const one = quantities.find((quantity) => quantity.level === level);
      return one ? writeQuantity(one) : '';
    }),
  ]);
}
