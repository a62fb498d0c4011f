import {
  EMISSIONS,
  EVENTS,
  HABITATS,
  type Method,
  STRESSES,
  type StatusInput,
  SUB_INDICES,
} from '../../contract.ts';
import { judgeStatus, withoutNothing } from '../domain/judge-status.ts';
import { sheetErrors } from '../errors.ts';
import { Cells, type Units } from '../sheet/cells.ts';
import { type Column, type Found, type RawRow, wrong } from '../sheet/read-sheet.ts';
import type { NewStatus } from '../sql/status.ts';

export const STATUS_SHEETS: Readonly<Record<Method, string>> = {
  EI: '生态环境状况指数',
  EQI: '生态质量指数',
};

/** How sub-indices are called in sheets. */
const INDEX_TITLES: Readonly<Record<string, string>> = {
  bio: '生物丰度指数',
  veg: '植被覆盖指数',
  water: '水网密度指数',
  land_stress: '土地胁迫指数',
  pollution_load: '污染负荷指数',
  pattern: '生态格局',
  function: '生态功能',
  biodiversity: '生物多样性',
  stress: '生态胁迫',
};
const STRESS_TITLES: Readonly<Record<string, string>> = {
  severe_erosion: '重度侵蚀面积',
  moderate_erosion: '中度侵蚀面积',
  built_up: '建设用地面积',
  other: '其他土地胁迫面积',
};
const EMISSION_TITLES: Readonly<Record<string, string>> = {
  COD: 'COD 排放量',
  'NH3-N': '氨氮排放量',
  SO2: '二氧化硫排放量',
  dust: '烟（粉）尘排放量',
  NOx: '氮氧化物排放量',
  'solid waste dumped': '固体废物丢弃量',
};
const EVENT_WORDS = { 中等: EVENTS[0], 严重: EVENTS[1] } as const;
const MOST = 1_000_000_000_000;

type Field = string;
const column = (field: Field, title: string, how: string, required = false): Column<Field> => ({
  field,
  title,
  how,
  required,
});
const indexColumns = (method: Method, how: string) =>
  SUB_INDICES[method].map((key) => column(`indices.${key}`, INDEX_TITLES[key]!, how));
const KEYS = [
  column('unit', '行政区代码', '见“行政区代码”表', true),
  column('year', '年度', '2000～今年', true),
  column('area', '总面积', 'km²'),
];
const SINGLE: readonly (readonly [
  Exclude<keyof StatusInput, 'indices' | 'habitat' | 'stress' | 'emissions' | 'event' | 'area' | 'eqi'>,
  string,
  string,
])[] = [
  ['BI', '生物多样性指数 BI', '野外调查所得；没有则只用生境质量'],
  ['ndvi', 'NDVI', '5～9 月逐月最大值的平均 × 10000'],
  ['river_km', '河流长度', 'km'],
  ['lake_km2', '水域面积', 'km²'],
  ['water', '水资源量', '百万 m³'],
  ['water_mean', '多年平均水资源量', '百万 m³'],
  ['precipitation', '年降水总量', '百万 m³（水量，不是水深；口径未核实）'],
];

export const STATUS_COLUMNS: Readonly<Record<Method, readonly Column<Field>[]>> = {
  EQI: [
    ...KEYS,
    column('eqi', 'EQI', '已有的指数；给出则不由一级指标计算'),
    ...indexColumns('EQI', '一级指标，0～100'),
  ],
  EI: [
    ...KEYS,
    ...indexColumns('EI', '分指数，0～100；给出则不由下列数据计算'),
    ...HABITATS.map((name) =>
      column(
        `habitat.${name}`,
        habitatTitle(name),
        'km²；生境各列没有填的按 0 计，全不填则不计算生物丰度指数',
      ),
    ),
    ...SINGLE.map(([key, title, how]) => column(key, title, how)),
    ...STRESSES.map((key) => column(`stress.${key}`, STRESS_TITLES[key]!, 'km²')),
    ...EMISSIONS.map((key) => column(`emissions.${key}`, EMISSION_TITLES[key]!, 't')),
    column(
      'event',
      '环境限制',
      `${Object.keys(EVENT_WORDS).join('、')}；发生污染或生态破坏事件，等级随之下调`,
    ),
  ],
};

function habitatTitle(name: string): string {
  if (name === '其他_built') return '其他建设用地';
  return name === '其他_unused' ? '其他未利用地' : name;
}

/** Figures of each row, evaluated; a row that cannot be is an error of its own. */
export function readStatusRows(
  method: Method,
  raw: readonly RawRow<Field>[],
  units: Units,
  thisYear: number,
): { rows: (NewStatus & { row: number })[]; found: Found[] } {
  const rows: (NewStatus & { row: number })[] = [];
  const found: Found[] = [];
  const seen = new Map<string, number>();
  for (const one of raw) {
    const cells = new Cells(one, STATUS_COLUMNS[method]);
    const unitPath = cells.unit('unit', units);
    const year = cells.whole('year', 2000, thisYear);
    const input = readInput(method, cells);
    found.push(...cells.found);
    if (cells.found.length > 0 || unitPath === null || year === null) continue;
    const { judged, defects } = judgeStatus(method, input);
    found.push(...defects.map(({ definition, params }) => wrong(one.row, null, definition, params)));
    const key = `${unitPath} ${year}`;
    const first = seen.get(key);
    seen.set(key, first ?? one.row);
    if (first !== undefined) found.push(wrong(one.row, null, sheetErrors.twice, { row: first }));
    else if (judged) rows.push({ row: one.row, unitPath, year, method, input, judged });
  }
  return { rows, found };
}

function readInput(method: Method, cells: Cells<Field>): StatusInput {
  const group = (name: string, keys: readonly string[], most: number) =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const value = cells.number(`${name}.${key}`, 0, most);
        return value === null ? [] : [[key, value]];
      }),
    );
  const common = {
    area: cells.number('area', 0, MOST),
    indices: group('indices', SUB_INDICES[method], method === 'EQI' ? 100 : MOST),
  };
  if (method === 'EQI') return withoutNothing({ ...common, eqi: cells.number('eqi', 0, 100) });
  return withoutNothing({
    ...common,
    habitat: group('habitat', HABITATS, MOST),
    stress: group('stress', STRESSES, MOST),
    emissions: group('emissions', EMISSIONS, MOST),
    ...Object.fromEntries(SINGLE.map(([key]) => [key, cells.number(key, 0, MOST)])),
    event: cells.word('event', EVENT_WORDS),
  });
}
