import { type EmissionRow, limitsOf } from './types.ts';

type Value = number | readonly [number, number] | string | null;
interface Columns {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly item?: string;
    readonly zh?: string;
    readonly scope?: string;
    readonly built?: string;
    readonly v: readonly Value[];
    readonly v_when_water_le_12C?: readonly Value[];
  }[];
}

/** Names of GB 8978 table 4 as symbols. */
const SYMBOLS: Readonly<Record<string, string>> = {
  悬浮物: 'SS',
  氨氮: 'NH3-N',
  石油类: 'Oil',
  动植物油: 'AnimalVegOil',
  挥发酚: 'VPhenol',
  总氰化合物: 'CN',
  硫化物: 'S',
  氟化物: 'F',
  '磷酸盐(以P计)': 'TP',
  总铜: 'Cu',
  总锌: 'Zn',
  总锰: 'Mn',
  '色度(稀释倍数)': 'Colour',
  甲醛: 'HCHO',
};

interface Sewage {
  readonly table1_basic: Columns;
  readonly table2_class1: readonly { readonly item: string; readonly v: number | string }[];
}
/** GB 18918-2002: daily means by level; ammonia has another limit in cold water (`-cold`), phosphorus by the year of building. */
export function sewageRows({ table1_basic: basic, table2_class1: metals }: Sewage): EmissionRow[] {
  const first = Object.fromEntries(metals.map((one) => [one.item, one.v]));
  return basic.columns.flatMap((level, index) =>
    ['', '-cold'].flatMap((cold) =>
      ['', '-before-2006'].map((built): EmissionRow => {
        const row: Record<string, unknown> = { ...first };
        for (const one of basic.rows) {
          if (one.built !== undefined && one.built.startsWith('before') !== (built !== '')) continue;
          row[one.item!] = (cold && one.v_when_water_le_12C?.[index]) || one.v[index];
        }
        return {
          process: `plant${built}`,
          stage: `${level}${cold}`,
          zh: `城镇污水处理厂${built && '（2006 年前建）'}${cold && '，水温 ≤ 12 ℃'}`,
          medium: 'water',
          limits: limitsOf(row, 'day'),
        };
      }),
    ),
  );
}

interface Wastewater {
  readonly table1_class1_workshop_outlet: readonly { readonly item: string; readonly v: number | string }[];
  readonly table4_class2_built_from_1998: Columns;
}
/** Trades that a row of table 4 names; `all` and 其他 are none. */
const tradesOf = (scope = ''): string[] =>
  scope === 'all' || scope === '其他' ? [] : scope.replace(/\(.*\)/, '').split('、');

/** GB 8978-1996: `other` or a trade of table 4 by its Chinese name, levels 1 to 3; first-class pollutants at the workshop. */
export function wastewaterRows(data: Wastewater): EmissionRow[] {
  const { columns, rows } = data.table4_class2_built_from_1998;
  const trades = new Set(rows.flatMap((row) => tradesOf(row.scope)));
  const workshop = Object.fromEntries(data.table1_class1_workshop_outlet.map((one) => [one.item, one.v]));
  return [
    {
      process: 'workshop',
      stage: 'any',
      zh: '车间排放口',
      medium: 'water',
      limits: limitsOf(workshop, 'day'),
    },
    ...['other', ...trades].flatMap((trade) =>
      columns.map((stage, index): EmissionRow => {
        const named = new Map<string, Value>();
        const own = new Set<string>();
        for (const { zh = '', scope, v } of rows) {
          const item = SYMBOLS[zh] ?? zh;
          const is = tradesOf(scope).includes(trade);
          // A trade's own row stands before the one for all others, in whatever order they are printed.
          if (is) own.add(item);
          if (is || (tradesOf(scope).length === 0 && !own.has(item))) named.set(item, v[index] ?? null);
        }
        const limits = limitsOf(Object.fromEntries(named), 'day');
        return {
          process: trade,
          stage,
          zh: trade === 'other' ? '其他排污单位' : trade,
          medium: 'water',
          limits,
        };
      }),
    ),
  ];
}

interface Livestock {
  readonly daily_mean_limits: Readonly<Record<string, number>>;
}
/** GB 18596-2001 */
export function livestockRows({ daily_mean_limits: row }: Livestock): EmissionRow[] {
  return [
    { process: 'farm', stage: 'any', zh: '集约化畜禽养殖业', medium: 'water', limits: limitsOf(row, 'day') },
  ];
}

interface Petrochemical {
  readonly water_table1: Columns & { readonly workshop: Readonly<Record<string, number | string>> };
  readonly water_special_direct: Readonly<Record<string, number>>;
}
/** GB 31571-2015, water: direct and indirect discharge, special limits, workshop outlets. */
export function petrochemicalWaterRows(data: Petrochemical): EmissionRow[] {
  const { columns, rows, workshop } = data.water_table1;
  const row = (
    process: string,
    stage: string,
    zh: string,
    values: Readonly<Record<string, unknown>>,
  ): EmissionRow => ({
    process,
    stage,
    zh,
    medium: 'water',
    limits: limitsOf(values, 'day'),
  });
  return [
    ...columns.map((stage, index) =>
      row(
        'wastewater',
        stage,
        '废水总排放口',
        Object.fromEntries(rows.map((one) => [one.item!, one.v[index]])),
      ),
    ),
    row('wastewater', 'special-direct', '废水总排放口', data.water_special_direct),
    row('workshop', 'any', '车间或生产设施排放口', workshop),
  ];
}

interface Coking {
  readonly water_direct_new_2012: Readonly<Record<string, number | readonly number[]>>;
}
/** GB 16171-2012, direct discharge. */
export function cokingWaterRows({ water_direct_new_2012: row }: Coking): EmissionRow[] {
  return [
    {
      process: 'wastewater',
      stage: 'direct',
      zh: '废水直接排放',
      medium: 'water',
      limits: limitsOf(row, 'day'),
    },
  ];
}
