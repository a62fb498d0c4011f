import type { Confidence } from '../standards.ts';
import { type EmissionReference, type EmissionRow, limitsOf, oxygen } from './types.ts';

type Numbers = Readonly<Record<string, unknown>>;

interface PlainRow {
  readonly stage: string;
  readonly process: string;
  readonly zh: string;
  readonly o2?: number;
  readonly excess_air?: number;
  readonly confidence?: Confidence;
  readonly hour?: Numbers;
  readonly day?: Numbers;
  readonly measured?: Numbers;
}

/** Standards whose file names processes and stages itself. */
export function plainRows({ limits }: { limits: readonly PlainRow[] }): EmissionRow[] {
  return limits.map((row) => ({
    process: row.process,
    stage: row.stage,
    zh: row.zh,
    confidence: row.confidence,
    reference: referenceOf(row),
    limits: (['hour', 'day', 'measured'] as const).flatMap((avg) => limitsOf(row[avg] ?? {}, avg)),
  }));
}

function referenceOf({ o2, excess_air: coefficient }: PlainRow): EmissionReference | null {
  if (o2 !== undefined) return oxygen(o2);
  return coefficient === undefined ? null : { kind: 'excess-air', coefficient };
}

interface Power {
  readonly o2_reference: Readonly<Record<'coal' | 'oil_gas_boiler' | 'gas_turbine', number>>;
  readonly table1: readonly {
    readonly fuel: string;
    readonly pollutant: string;
    readonly limit?: number;
    readonly new?: number;
    readonly existing?: number;
    readonly special_boilers?: number;
  }[];
  readonly table2_special: readonly Numbers[];
}
/** Fuels of table 1 that each unit reads, in the words of the file. */
const POWER_UNITS = [
  { process: 'coal-boiler', zh: '燃煤锅炉', fuels: ['coal'], o2: 'coal' },
  {
    process: 'coal-boiler-w-flame',
    zh: '燃煤锅炉（W 型火焰、现有循环流化床及 2003 年底前）',
    fuels: ['coal'],
    o2: 'coal',
  },
  { process: 'oil-boiler', zh: '以油为燃料的锅炉', fuels: ['oil', 'oil boiler'], o2: 'oil_gas_boiler' },
  { process: 'oil-turbine', zh: '以油为燃料的燃气轮机组', fuels: ['oil', 'oil turbine'], o2: 'gas_turbine' },
  {
    process: 'gas-boiler',
    zh: '天然气锅炉',
    fuels: ['natural gas', 'natural gas boiler'],
    o2: 'oil_gas_boiler',
  },
  {
    process: 'gas-boiler-other',
    zh: '其他气体锅炉',
    fuels: ['other gas', 'other gas boiler'],
    o2: 'oil_gas_boiler',
  },
  {
    process: 'gas-turbine',
    zh: '天然气燃气轮机组',
    fuels: ['natural gas', 'natural gas turbine'],
    o2: 'gas_turbine',
  },
  {
    process: 'gas-turbine-other',
    zh: '其他气体燃气轮机组',
    fuels: ['other gas', 'other gas turbine'],
    o2: 'gas_turbine',
  },
] as const;

/** GB 13223-2011; the higher sulphur limits of four provinces stay in the file. */
export function powerRows(data: Power): EmissionRow[] {
  return POWER_UNITS.flatMap(({ process, zh, fuels, o2 }) => {
    const reference = oxygen(data.o2_reference[o2]);
    const stage = (name: 'new' | 'existing'): EmissionRow => {
      const row: Record<string, unknown> = {};
      for (const one of data.table1)
        if ((fuels as readonly string[]).includes(one.fuel))
          row[one.pollutant] =
            (process === 'coal-boiler-w-flame' ? one.special_boilers : undefined) ?? one.limit ?? one[name];
      return { process, zh, stage: name, reference, limits: limitsOf(row, 'hour') };
    };
    const fuel = fuels[0] === 'coal' || fuels[0] === 'oil' ? fuels[0] : 'gas';
    const special: Record<string, unknown> = { ...data.table2_special.find((one) => one.fuel === fuel) };
    special.NOx ??= special[process.includes('turbine') ? 'NOx_turbine' : 'NOx_boiler'];
    for (const name of ['NOx_turbine', 'NOx_boiler']) delete special[name];
    return [
      stage('new'),
      stage('existing'),
      { process, zh, stage: 'special', reference, limits: limitsOf(special, 'hour') },
    ];
  });
}

type Boilers = Readonly<
  Record<`table${1 | 2 | 3}_${string}`, Readonly<Record<'coal' | 'oil' | 'gas', Numbers>>>
> & {
  readonly o2_reference: Readonly<Record<'coal' | 'oil_gas', number>>;
};

/** GB 13271-2014; the higher sulphur limit of four provinces stays in the file. */
export function boilerRows(data: Boilers): EmissionRow[] {
  const tables = { 'in-use': data.table1_in_use, new: data.table2_new, special: data.table3_special };
  const names = { coal: '燃煤锅炉', oil: '燃油锅炉', gas: '燃气锅炉' };
  return Object.entries(tables).flatMap(([stage, table]) =>
    (['coal', 'oil', 'gas'] as const).map((fuel): EmissionRow => {
      const { PM, SO2, NOx, Hg } = table![fuel];
      return {
        process: `${fuel}-boiler`,
        stage,
        zh: names[fuel],
        reference: oxygen(data.o2_reference[fuel === 'coal' ? 'coal' : 'oil_gas']),
        limits: limitsOf({ PM, SO2, NOx, Hg }, 'hour'),
      };
    }),
  );
}

interface Incineration {
  readonly o2_reference: number;
  readonly limits: readonly { item: string; hour?: number; day?: number; measured_mean?: number }[];
}
/** GB 18485-2014 */
export function incinerationRows({ o2_reference, limits }: Incineration): EmissionRow[] {
  return [
    {
      process: 'incinerator',
      stage: 'any',
      zh: '生活垃圾焚烧炉',
      reference: oxygen(o2_reference),
      limits: limits.flatMap(({ item, hour, day, measured_mean }) => [
        ...limitsOf({ [item]: hour }, 'hour'),
        ...limitsOf({ [item]: day }, 'day'),
        ...limitsOf({ [item]: measured_mean }, 'measured'),
      ]),
    },
  ];
}

interface Cement {
  readonly o2_reference: Readonly<Record<'kiln' | 'dryer_with_own_heat_source', number>>;
  readonly table1: readonly Numbers[];
  readonly table2_special: readonly Numbers[];
}
/** GB 4915-2013; its rows stand in this order. */
export function cementRows(data: Cement): EmissionRow[] {
  const units = [
    { process: 'kiln', zh: '水泥窑及窑尾余热利用系统', reference: oxygen(data.o2_reference.kiln) },
    {
      process: 'dryer',
      zh: '烘干机、烘干磨、煤磨及冷却机（独立热源）',
      reference: oxygen(data.o2_reference.dryer_with_own_heat_source),
    },
    { process: 'ventilation', zh: '破碎机、磨机、包装机及其他通风生产设备', reference: null },
  ];
  return Object.entries({ general: data.table1, special: data.table2_special }).flatMap(([stage, table]) =>
    units.map((unit, index): EmissionRow => ({ ...unit, stage, limits: limitsOf(table[index]!, 'hour') })),
  );
}

const OXYGEN_BY_PROCESS = {
  zh: '基准氧含量因工序而异，这里不折算；请给出折算后的浓度',
  en: 'the reference oxygen depends on the process and none is converted to: give converted concentrations',
};
interface UltraLow {
  readonly table: readonly (Numbers & { readonly process: string; readonly o2?: number | string })[];
  readonly heating_boiler_from_65_t_h: Numbers & { readonly o2: number; readonly confidence: Confidence };
}
/** 超低排放: targets of policy. */
export function ultraLowRows(data: UltraLow): EmissionRow[] {
  const { o2: boilerO2, confidence, ...boiler } = data.heating_boiler_from_65_t_h;
  return [
    ...data.table.map(
      ({ process, o2, PM, SO2, NOx, NH3 }, index): EmissionRow => ({
        process: process.replace(/[:/]? +\/? ?/g, '-'),
        stage: 'target',
        zh: process,
        confidence: index === 0 ? 'multi-source' : 'memory',
        reference: typeof o2 === 'number' ? oxygen(o2) : null,
        ...(typeof o2 === 'string' ? { caveat: OXYGEN_BY_PROCESS } : {}),
        limits: limitsOf({ PM, SO2, NOx, NH3 }, 'hour'),
      }),
    ),
    {
      process: 'coal-heating-boiler',
      stage: 'target',
      zh: '65 t/h 及以上燃煤锅炉',
      confidence,
      reference: oxygen(boilerO2),
      limits: limitsOf(boiler, 'hour'),
    },
  ];
}

interface Fugitive {
  readonly annexA_inside_plant_NMHC: readonly { avg: string; limit: number; special: number }[];
}
/** GB 37822-2019 annex A, beside the workshop. */
export function fugitiveRows({ annexA_inside_plant_NMHC: rows }: Fugitive): EmissionRow[] {
  return (['limit', 'special'] as const).map((column) => ({
    process: 'inside-plant',
    stage: column === 'limit' ? 'general' : 'special',
    zh: '厂区内（厂房外）',
    limits: rows.flatMap((row) => limitsOf({ NMHC: row[column] }, row.avg === 'hour' ? 'hour' : 'any')),
  }));
}

interface Integrated {
  readonly table2_new_sources_from_1997: readonly {
    readonly key: string;
    readonly concentration_mg_m3: readonly { readonly v: number }[];
  }[];
}
const CONCENTRATIONS_ONLY = {
  zh: '只比较浓度，按用途分列的取最严；速率须按排气筒高度另行判定',
  en: 'concentrations only, the strictest of several uses; rates are judged by the height of the stack',
};
/** GB 16297-1996 table 2. Of several uses of a pollutant the strictest: who knows the use looks it up with the rate. */
export function integratedRows({ table2_new_sources_from_1997: rows }: Integrated): EmissionRow[] {
  const strictest = Object.fromEntries(
    rows.map((row) => [
      row.key === 'PM_other' ? 'PM' : row.key,
      Math.min(...row.concentration_mg_m3.map((one) => one.v)),
    ]),
  );
  return [
    {
      process: 'general',
      stage: 'new',
      zh: '新污染源（1997-01-01 起）',
      limits: limitsOf(strictest, 'hour'),
      caveat: CONCENTRATIONS_ONLY,
    },
  ];
}
