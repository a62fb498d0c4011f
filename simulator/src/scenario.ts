import { readFileSync } from 'node:fs';
import { chance, hash32, seedOf } from './noise.ts';

export type SimKind = 'air' | 'surface-water' | 'outlet-gas' | 'outlet-water' | 'groundwater' | 'noise';
export const SIM_KINDS: readonly SimKind[] = [
  'air',
  'surface-water',
  'outlet-gas',
  'outlet-water',
  'groundwater',
  'noise',
];

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly unitPath: string;
  readonly lon: number;
  readonly lat: number;
  /** Larger places get more points. */
  readonly weight: number;
  /** south: rim of the Tarim basin (dust); basin: north slope with winter inversions. */
  readonly zone: 'south' | 'basin' | 'north';
}

/** A scenario is data: `scenarios/*.json`. */
export interface Scenario {
  readonly seed: number;
  readonly titleZh: string;
  readonly places: readonly Place[];
  readonly counts: Readonly<Record<SimKind, number>>;
  readonly editions: Readonly<Record<'2005' | '2017' | '2025', number>>;
  readonly faults: {
    readonly wrongCrc: number;
    readonly duplicate: number;
    readonly outageShare: number;
    readonly clockShare: number;
  };
  readonly exceedances: { readonly outletGas: number; readonly outletWater: number };
  readonly holes: ReadonlyArray<{
    readonly kind: SimKind;
    readonly index: number;
    readonly fromHoursAgo: number;
    readonly toHoursAgo: number;
  }>;
  readonly unregistered: ReadonlyArray<{ readonly kind: SimKind; readonly name: string }>;
  readonly backfill: { readonly airDays: number; readonly otherDays: number; readonly minuteHours: number };
  readonly notes: readonly string[];
}

export interface SimDevice {
  readonly index: number;
  readonly kind: SimKind;
  readonly seed: number;
  readonly mn: string;
  readonly edition: '2005' | '2017' | '2025';
  readonly password: string;
  /** 32 hexadecimal digits; only some devices of 2025 encrypt. */
  readonly sm4Key: string | null;
  /** System code of HJ 212. */
  readonly st: string;
  readonly pointCode: string;
  readonly pointName: string;
  readonly place: Place;
  readonly lon: number;
  readonly lat: number;
  /** Seconds and minutes; minuteInterval null: hourly reports only. */
  readonly rtdInterval: number;
  readonly minuteInterval: number | null;
  /** Index of the enterprise that owns an outlet. */
  readonly enterprise: number | null;
  readonly process: GasProcess | WaterProcess | null;
  readonly exceeds: boolean;
  readonly registered: boolean;
  readonly clockOffsetMs: number;
  readonly outages: boolean;
  /** Hours relative to the network's start during which nothing is sent, though it is measured and kept. */
  readonly hole: { readonly fromHoursAgo: number; readonly toHoursAgo: number } | null;
}

export type GasProcess = 'coal-power' | 'cement' | 'gas-boiler' | 'waste-incineration';
export type WaterProcess = 'municipal' | 'chemical';
export const GAS_PROCESSES: readonly GasProcess[] = [
  'coal-power',
  'coal-power',
  'cement',
  'gas-boiler',
  'waste-incineration',
];

export function loadScenario(name: string): Scenario {
  return JSON.parse(readFileSync(new URL(`../scenarios/${name}.json`, import.meta.url), 'utf8')) as Scenario;
}

const ST: Readonly<Record<SimKind, string>> = {
  air: '22',
  'surface-water': '21',
  'outlet-gas': '31',
  'outlet-water': '32',
  groundwater: '24',
  noise: '23',
};
const RHYTHM: Readonly<Record<SimKind, { rtd: number; minute: number | null }>> = {
  air: { rtd: 60, minute: 5 },
  'surface-water': { rtd: 300, minute: null },
  'outlet-gas': { rtd: 60, minute: 1 },
  'outlet-water': { rtd: 120, minute: 10 },
  groundwater: { rtd: 600, minute: null },
  noise: { rtd: 60, minute: 5 },
};
const TITLES: Readonly<Record<SimKind, string>> = {
  air: '空气自动站',
  'surface-water': '水质自动站',
  'outlet-gas': '废气排放口',
  'outlet-water': '废水排放口',
  groundwater: '地下水监测井',
  noise: '声环境自动站',
};

/** The devices of a scenario, the same for the same seed. */
export function expandScenario(scenario: Scenario): SimDevice[] {
  const devices: SimDevice[] = [];
  for (const kind of SIM_KINDS) {
    for (let index = 0; index < scenario.counts[kind]; index++)
      devices.push(makeDevice(scenario, kind, index, true));
  }
  scenario.unregistered.forEach((one, index) => {
    devices.push({ ...makeDevice(scenario, one.kind, 900 + index, false), pointName: one.name });
  });
  return devices;
}

function makeDevice(scenario: Scenario, kind: SimKind, index: number, registered: boolean): SimDevice {
  const seed = hash32(scenario.seed, seedOf(`${kind}/${index}`));
  const place = placeFor(scenario, index, seed);
  const edition = editionFor(scenario, seed);
  const mn = mnFor(kind, index, seed, edition);
  const outlet = kind === 'outlet-gas' || kind === 'outlet-water';
  const exceedShare =
    kind === 'outlet-gas'
      ? scenario.exceedances.outletGas
      : kind === 'outlet-water'
        ? scenario.exceedances.outletWater
        : 0;
  const hole = scenario.holes.find((one) => one.kind === kind && one.index === index) ?? null;
  return {
    index,
    kind,
    seed,
    mn,
    edition,
    password: '123456',
    sm4Key:
      edition === '2025' && chance(seed, 11) < 0.5
        ? Array.from({ length: 4 }, (_, i) =>
            hash32(seed, 20 + i)
              .toString(16)
              .padStart(8, '0'),
          ).join('')
        : null,
    st: ST[kind],
    pointCode: `SIM-${kind.toUpperCase()}-${String(index + 1).padStart(3, '0')}`,
    pointName: nameFor(kind, index, place, scenario),
    place,
    lon: round(place.lon + (chance(seed, 1) - 0.5) * 0.35, 5),
    lat: round(place.lat + (chance(seed, 2) - 0.5) * 0.25, 5),
    rtdInterval: RHYTHM[kind].rtd,
    minuteInterval: RHYTHM[kind].minute,
    enterprise: outlet ? (kind === 'outlet-gas' ? index : 1_000 + index) >> 0 : null,
    process:
      kind === 'outlet-gas'
        ? GAS_PROCESSES[Math.floor(chance(seed, 3) * GAS_PROCESSES.length)]!
        : kind === 'outlet-water'
          ? chance(seed, 4) < 0.6
            ? 'municipal'
            : 'chemical'
          : null,
    exceeds: chance(seed, 5) < exceedShare,
    registered,
    clockOffsetMs:
      chance(seed, 6) < scenario.faults.clockShare ? Math.round((chance(seed, 7) - 0.5) * 240_000) : 0,
    outages: hole === null && chance(seed, 8) < scenario.faults.outageShare,
    hole,
  };
}

/** Every large place is served before small ones get a second point. */
function placeFor(scenario: Scenario, index: number, seed: number): Place {
  const big = scenario.places.filter((place) => place.weight >= 2);
  if (index < big.length) return big[index]!;
  return scenario.places[Math.floor(chance(seed, 9) * scenario.places.length)]!;
}

function editionFor(scenario: Scenario, seed: number): SimDevice['edition'] {
  const x = chance(seed, 10);
  if (x < scenario.editions['2005']) return '2005';
  return x < scenario.editions['2005'] + scenario.editions['2025'] ? '2025' : '2017';
}

/** 2005: 14 digits; 2017 and 2025: 24 hexadecimal digits. */
function mnFor(kind: SimKind, index: number, seed: number, edition: string): string {
  const serial = SIM_KINDS.indexOf(kind) * 1_000 + index;
  if (edition === '2005') return `8865000${String(serial).padStart(7, '0')}`;
  return (
    `65A0${hash32(seed, 30).toString(16)}${hash32(seed, 31).toString(16)}`
      .padEnd(18, '0')
      .slice(0, 18)
      .toUpperCase() + String(serial).padStart(6, '0')
  );
}

function nameFor(kind: SimKind, index: number, place: Place, scenario: Scenario): string {
  const same = Math.floor(index / Math.max(1, scenario.places.length)) + 1;
  if (kind === 'outlet-gas')
    return `${place.name}模拟企业${index + 1}号 DA${String(same).padStart(3, '0')} ${TITLES[kind]}`;
  if (kind === 'outlet-water')
    return `${place.name}模拟水厂${index + 1}号 DW${String(same).padStart(3, '0')} ${TITLES[kind]}`;
  return `${place.name}${TITLES[kind]}${index + 1}（模拟）`;
}

export const round = (value: number, digits: number): number =>
  Math.round(value * 10 ** digits) / 10 ** digits;
