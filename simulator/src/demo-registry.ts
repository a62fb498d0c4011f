import type { DemoRegistry, SitePurpose } from '@tarim/registry/contract';
import { usccCheckDigit } from '@tarim/science';
import { demoSites } from './demo-sites.ts';
import { demoWaters } from './demo-waters.ts';
import { expandScenario, type GasProcess, type SimDevice } from './expand.ts';
import type { Scenario, SimKind } from './scenario.ts';
import { measureAt } from './world/measure.ts';

type Limits = DemoRegistry['limits'][number];
type GasLimit = readonly [code: string, upper: number];

/** Permit-like hourly limits at reference oxygen; figures of the standards named, given as examples of a permit. */
const GAS: Readonly<
  Record<
    GasProcess,
    {
      industry: string;
      industryName: string;
      o2: number;
      standard: string;
      clause: string;
      confidence: string;
      limits: readonly GasLimit[];
      /** A goal of policy beside the standard; what lies above it is no exceedance. */
      target?: { standard: string; clause: string; confidence: string; limits: readonly GasLimit[] };
    }
  >
> = {
  'coal-power': {
    industry: '4411',
    industryName: '火力发电（模拟）',
    o2: 6,
    standard: 'GB 13223-2011',
    clause: '表2 特别排放限值',
    confidence: 'multi-source',
    limits: [
      ['a34013', 20],
      ['a21026', 50],
      ['a21002', 100],
    ],
    target: {
      standard: '超低排放',
      clause: '燃煤发电锅炉',
      confidence: 'multi-source',
      limits: [
        ['a34013', 10],
        ['a21026', 35],
        ['a21002', 50],
      ],
    },
  },
  cement: {
    industry: '3011',
    industryName: '水泥制造（模拟）',
    o2: 10,
    standard: 'GB 4915-2013',
    clause: '表1',
    confidence: 'official-text',
    limits: [
      ['a34013', 30],
      ['a21026', 200],
      ['a21002', 400],
    ],
  },
  'gas-boiler': {
    industry: '4430',
    industryName: '热力生产（模拟）',
    o2: 3.5,
    standard: 'GB 13271-2014',
    clause: '表2 燃气锅炉',
    confidence: 'official-text',
    limits: [
      ['a34013', 20],
      ['a21026', 50],
      ['a21002', 200],
    ],
  },
  'waste-incineration': {
    industry: '4417',
    industryName: '生活垃圾焚烧发电（模拟）',
    o2: 11,
    standard: 'GB 18485-2014',
    clause: '表4 1小时均值',
    confidence: 'mixed',
    limits: [
      ['a34013', 30],
      ['a21026', 100],
      ['a21002', 300],
      ['a21024', 60],
      ['a21005', 100],
    ],
  },
};
/** GB 18918-2002 class 1A, daily means. */
const WATER: readonly (readonly [code: string, upper: number | null, lower: number | null])[] = [
  ['w01018', 50, null],
  ['w21003', 5, null],
  ['w21001', 15, null],
  ['w21011', 0.5, null],
  ['w01001', 9, 6],
];
/** Works outside a municipal plant: GB 8978-1996 grade 1, as daily means of a permit. */
const WORKS: readonly (readonly [code: string, upper: number | null, lower: number | null])[] = [
  ['w01018', 100, null],
  ['w21003', 15, null],
  ['w01001', 9, 6],
];

const UNITS: Readonly<Record<string, string>> = {
  a34004: 'µg/m³',
  a34002: 'µg/m³',
  a21026: 'µg/m³',
  a21004: 'µg/m³',
  a21003: 'µg/m³',
  a21005: 'mg/m³',
  a05024: 'µg/m³',
  a01001: '℃',
  a01002: '%',
  a01006: 'hPa',
  a01007: 'm/s',
  a01008: '°',
  a34013: 'mg/m³',
  a21002: 'mg/m³',
  a19001: '%',
  a01011: 'm/s',
  a01012: '℃',
  a01013: 'kPa',
  a01014: '%',
  a00000: 'm³/s',
  w00000: 'L/s',
  w01001: '无量纲',
  w01010: '℃',
  w01009: 'mg/L',
  w01014: 'µS/cm',
  w01003: 'NTU',
  w01019: 'mg/L',
  w01018: 'mg/L',
  w21003: 'mg/L',
  w21011: 'mg/L',
  w21001: 'mg/L',
  r01001: 'nGy/h',
  r01002: 'mm/h',
};
const CONTROL: Readonly<Record<SimKind, string>> = {
  air: '区控',
  'surface-water': '区控',
  'outlet-gas': '重点',
  'outlet-water': '重点',
  groundwater: '区控',
  noise: '市控',
  radiation: '区控',
};
/** So many gamma stations are of the national network (国控), as far as they are not of the Corps. */
const NATIONAL_GAMMA = 6;
const EFFECTIVE = '2020-01-01';

/** The registry of a scenario's world: made-up enterprises that say so in their names, with credit codes whose check character is right. */
export function demoRegistry(scenario: Scenario): DemoRegistry {
  const devices = expandScenario(scenario).filter((device) => device.registered);
  const owners = devices.filter((device) => device.enterprise !== null);
  const sites = demoSites(scenario);
  const sections = new Set(sites.map((one) => one.code));
  return {
    enterprises: owners.map(enterpriseOf),
    points: [
      ...devices.map((device): DemoRegistry['points'][number] => ({
        code: device.pointCode,
        name: device.pointName,
        kind: device.kind,
        unitPath: device.place.unitPath,
        uscc: device.enterprise === null ? null : usccOf(device),
        lon: device.lon,
        lat: device.lat,
        controlLevel: controlOf(device),
        public: true,
        purposes: purposesOf(device, scenario),
        attributes: device.process
          ? { process: String(device.process) }
          : stationAttributes(device, sections),
      })),
      ...sites,
    ],
    devices: devices.map((device) => ({
      pointCode: device.pointCode,
      mn: device.mn,
      edition: device.edition,
      transport: device.transport,
      // One that sends no password is registered without: the platform refuses a password that is not the registered one.
      password: device.oddity === 'empty-pw' ? null : device.password,
      sm4Key: device.sm4Key,
      rtdInterval: device.rtdInterval,
      minuteInterval: device.minuteInterval,
      gateway: device.gateway?.name ?? null,
      maker: '模拟器',
      model: 'TARIM-SIM',
    })),
    parameters: devices.flatMap(parametersOf),
    limits: devices.flatMap(limitsOf),
  };
}

function controlOf({ kind, index, place }: SimDevice): string {
  if (place.unitPath.startsWith('/BT/')) return '兵控';
  return kind === 'radiation' && index < NATIONAL_GAMMA ? '国控' : CONTROL[kind];
}

/** 路边交通站, 组分站 */
function purposesOf({ kind, index, roadside }: SimDevice, scenario: Scenario): SitePurpose[] {
  if (kind !== 'air') return [];
  const component = scenario.component.includes(index + 1);
  return [...(roadside ? (['traffic'] as const) : []), ...(component ? (['component'] as const) : [])];
}

/** A station of water stands at the section or well of its county where there is one; else it is a site by itself. */
function stationAttributes(
  { kind, place }: SimDevice,
  sections: ReadonlySet<string>,
): NonNullable<DemoRegistry['points'][number]['attributes']> {
  if (kind !== 'surface-water' && kind !== 'groundwater') return {};
  const section = `SIM-${kind === 'groundwater' ? 'DX' : 'DM'}-${place.code}`;
  if (sections.has(section)) return { section };
  return kind === 'groundwater' ? {} : { waterKind: 'river', targetClass: 'III', ...demoWaters(place) };
}

function usccOf(device: SimDevice): string {
  const area = /(\d{6})\/$/.exec(device.place.unitPath)?.[1] ?? '650000';
  const serial = `${device.kind === 'outlet-gas' ? 'G' : 'W'}${String(device.index).padStart(8, '0')}`;
  const first17 = `91${area}${serial}`;
  return first17 + usccCheckDigit(first17)!;
}

function enterpriseOf(device: SimDevice): DemoRegistry['enterprises'][number] {
  const gas = device.kind === 'outlet-gas' ? GAS[device.process as GasProcess] : null;
  const name = device.pointName.split(' ')[0]!;
  const municipal = device.process === 'municipal';
  return {
    uscc: usccOf(device),
    name: `${name}（模拟）`,
    shortName: name,
    industry: gas?.industry ?? (municipal ? '4620' : '2614'),
    industryName: gas?.industryName ?? (municipal ? '污水处理（模拟）' : '有机化学原料制造（模拟）'),
    unitPath: device.place.unitPath,
    address: `${device.place.name}（模拟地址）`,
    lon: device.lon,
    lat: device.lat,
    contact: null,
    category: gas ? '大气环境重点排污单位（模拟）' : '水环境重点排污单位（模拟）',
  };
}

function parametersOf(device: SimDevice): DemoRegistry['parameters'][number][] {
  return Object.keys(measureAt(device, Date.UTC(2026, 0, 1)).values).map((code, sort) => ({
    pointCode: device.pointCode,
    code,
    unit: /^L|^M/.test(code)
      ? 'dB'
      : device.kind === 'outlet-gas' && /^a(2\d|34)/.test(code)
        ? 'mg/m³'
        : (UNITS[code] ?? null),
    sort,
    public: true,
  }));
}

/** Permit-like limits of an outlet, those of the standard before those of a target. */
export function limitsOf(device: SimDevice): Limits[] {
  const common = {
    pointCode: device.pointCode,
    effectiveFrom: EFFECTIVE,
    effectiveTo: null,
    source: '模拟排污许可（限值取自所列标准）',
  };
  if (device.kind === 'outlet-gas') {
    const gas = GAS[device.process as GasProcess];
    return [gas, ...(gas.target ? [gas.target] : [])].flatMap(({ limits, standard, clause, confidence }) =>
      limits.map(
        ([code, upper]): Limits => ({
          ...common,
          code,
          basis: 'hour',
          measure: 'converted',
          upper,
          lower: null,
          referenceO2: gas.o2,
          standard,
          clause,
          confidence,
        }),
      ),
    );
  }
  if (device.kind === 'outlet-water') {
    const municipal = device.process === 'municipal';
    return (municipal ? WATER : WORKS).map(
      ([code, upper, lower]): Limits => ({
        ...common,
        code,
        basis: 'day',
        measure: 'actual',
        upper,
        lower,
        referenceO2: null,
        standard: municipal ? 'GB 18918-2002' : 'GB 8978-1996',
        clause: municipal ? '表1 一级A' : '表4 一级',
        confidence: 'official-text',
      }),
    );
  }
  return [];
}
