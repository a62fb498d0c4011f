import type { Oddity } from './device/oddities.ts';
import { chance, hash32, seedOf } from './noise.ts';
import { round } from './numbers.ts';
import { type Place, type Scenario, SIM_KINDS, type SimGateway, type SimKind } from './scenario.ts';
import type { OutletTamper } from './tamper/kinds.ts';
import { type PreparedEvent, prepareEvent } from './world/events.ts';

export type GasProcess = 'coal-power' | 'cement' | 'gas-boiler' | 'waste-incineration';
export type WaterProcess = 'municipal' | 'chemical';
export type Transport = 'tcp' | 'http' | 'mqtt';

export interface SimDevice {
  readonly index: number;
  readonly kind: SimKind;
  readonly seed: number;
  readonly mn: string;
  readonly edition: '2005' | '2017' | '2025';
  readonly transport: Transport;
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
  /** Measures so many factors that no record fits into one frame. */
  readonly longRecords: boolean;
  readonly registered: boolean;
  /** Stands at a road (路边交通站): more of what exhausts bring, and NO. */
  readonly roadside: boolean;
  readonly clockOffsetMs: number;
  readonly outages: boolean;
  readonly oddity: Oddity | null;
  /** What it shares its line with others by; null: a line of its own. */
  readonly gateway: SimGateway | null;
  /** Hours relative to the network's start during which nothing is sent, though it is measured and kept. */
  readonly hole: { readonly fromHoursAgo: number; readonly toHoursAgo: number } | null;
  /** How its data are falsified, labelled; null for all honest ones. */
  readonly tamper: OutletTamper | null;
  /** What happens in this device's world; one list for all devices of a network. */
  readonly events: readonly PreparedEvent[];
}

const GAS_PROCESSES: readonly GasProcess[] = [
  'coal-power',
  'coal-power',
  'cement',
  'gas-boiler',
  'waste-incineration',
];
const ST: Readonly<Record<SimKind, string>> = {
  air: '22',
  'surface-water': '21',
  'outlet-gas': '31',
  'outlet-water': '32',
  groundwater: '24',
  noise: '23',
  // 38 放射性环境污染源: the standard has no code for stations of ambient radiation.
  radiation: '38',
};
const RHYTHM: Readonly<Record<SimKind, { rtd: number; minute: number | null }>> = {
  air: { rtd: 60, minute: 5 },
  'surface-water': { rtd: 300, minute: null },
  'outlet-gas': { rtd: 60, minute: 1 },
  'outlet-water': { rtd: 120, minute: 10 },
  groundwater: { rtd: 600, minute: null },
  noise: { rtd: 60, minute: 5 },
  radiation: { rtd: 60, minute: 5 },
};
const TITLES: Readonly<Record<SimKind, string>> = {
  air: '空气自动站',
  'surface-water': '水质自动站',
  'outlet-gas': '废气排放口',
  'outlet-water': '废水排放口',
  groundwater: '地下水监测井',
  noise: '声环境自动站',
  radiation: 'γ辐射自动站',
};

/** The devices of a scenario, the same for the same seed. Injected events go to `events` of all of them. */
export function expandScenario(
  scenario: Scenario,
  injected: PreparedEvent[] = scenario.events.map(prepareEvent),
): SimDevice[] {
  const devices: SimDevice[] = [];
  for (const kind of SIM_KINDS) {
    for (let index = 0; index < scenario.counts[kind]; index++)
      devices.push(makeDevice(scenario, kind, index, true, injected));
  }
  scenario.unregistered.forEach((one, index) => {
    devices.push({ ...makeDevice(scenario, one.kind, 900 + index, false, injected), pointName: one.name });
  });
  return withTransports(scenario, withOddities(scenario, withLongRecords(scenario, devices)));
}

function makeDevice(
  scenario: Scenario,
  kind: SimKind,
  index: number,
  registered: boolean,
  events: readonly PreparedEvent[],
): SimDevice {
  const seed = hash32(scenario.seed, seedOf(`${kind}/${index}`));
  const place = placeFor(scenario, index, seed);
  const edition = editionFor(scenario, seed);
  const mn = mnFor(kind, index, seed, edition);
  const outlet = kind === 'outlet-gas' || kind === 'outlet-water';
  const pointCode = `SIM-${kind.toUpperCase()}-${String(index + 1).padStart(3, '0')}`;
  const hole = scenario.holes.find((one) => one.kind === kind && one.index === index) ?? null;
  return {
    index,
    kind,
    seed,
    mn,
    edition,
    transport: 'tcp',
    password: '123456',
    sm4Key: edition === '2025' && chance(seed, 11) < 0.5 ? keyFor(seed) : null,
    st: ST[kind],
    pointCode,
    pointName: nameFor(kind, index, place, scenario),
    place,
    lon: round(place.lon + (chance(seed, 1) - 0.5) * 0.35, 5),
    lat: round(place.lat + (chance(seed, 2) - 0.5) * 0.25, 5),
    rtdInterval: RHYTHM[kind].rtd,
    minuteInterval: RHYTHM[kind].minute,
    enterprise: outlet ? (kind === 'outlet-gas' ? index : 1_000 + index) : null,
    process: processFor(kind, seed),
    exceeds: chance(seed, 5) < exceedShare(scenario, kind),
    longRecords: false,
    registered,
    roadside: kind === 'air' && scenario.roadside.includes(index + 1),
    clockOffsetMs:
      chance(seed, 6) < scenario.faults.clockShare ? Math.round((chance(seed, 7) - 0.5) * 240_000) : 0,
    outages: hole === null && kind !== 'radiation' && chance(seed, 8) < scenario.faults.outageShare,
    oddity: null,
    gateway: registered ? gatewayFor(scenario, kind, index) : null,
    hole,
    tamper: tamperOf(scenario, pointCode),
    events,
  };
}

function gatewayFor(scenario: Scenario, kind: SimKind, index: number): SimGateway | null {
  const found = scenario.gateways.find(
    (one) => one.kind === kind && index >= one.first && index < one.first + one.count,
  );
  return found ? { name: found.name, ...(found.outage ? { outage: found.outage } : {}) } : null;
}

function tamperOf(scenario: Scenario, pointCode: string): OutletTamper | null {
  const own = scenario.tamper.find((one) => one.point === pointCode);
  if (!own) return null;
  return {
    ...own,
    plans: own.plans.map((plan) => {
      const other = plan.kind === 'twin' ? /^SIM-(.+)-(\d+)$/.exec(plan.of) : null;
      if (!other) return plan;
      const seed = hash32(scenario.seed, seedOf(`${other[1]!.toLowerCase()}/${Number(other[2]) - 1}`));
      return { ...plan, seed };
    }),
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

function processFor(kind: SimKind, seed: number): SimDevice['process'] {
  if (kind === 'outlet-gas') return GAS_PROCESSES[Math.floor(chance(seed, 3) * GAS_PROCESSES.length)]!;
  if (kind === 'outlet-water') return chance(seed, 4) < 0.6 ? 'municipal' : 'chemical';
  return null;
}

function exceedShare(scenario: Scenario, kind: SimKind): number {
  if (kind === 'outlet-gas') return scenario.exceedances.outletGas;
  return kind === 'outlet-water' ? scenario.exceedances.outletWater : 0;
}

const keyFor = (seed: number): string =>
  Array.from({ length: 4 }, (_, i) =>
    hash32(seed, 20 + i)
      .toString(16)
      .padStart(8, '0'),
  ).join('');

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
  const title = kind === 'air' && scenario.roadside.includes(index + 1) ? '交通空气站' : TITLES[kind];
  return `${place.name}${title}${index + 1}（模拟）`;
}

/** Rather plain devices of 2017, whose packets anybody can read; 2005 has no codes for what they measure. */
function withLongRecords(scenario: Scenario, devices: SimDevice[]): SimDevice[] {
  const rank = (one: SimDevice) => (one.edition === '2017' ? 0 : 1);
  const fit = devices
    .filter((one) => one.kind === 'outlet-gas' && one.edition !== '2005' && one.registered && !one.hole)
    .sort((a, b) => rank(a) - rank(b) || hash32(a.seed, 93) - hash32(b.seed, 93));
  const given = new Set(fit.slice(0, scenario.longRecords).map((one) => one.mn));
  return devices.map((one) => ({ ...one, longRecords: given.has(one.mn) }));
}

/** Habits go to plain devices of 2017: their frames are not encrypted, and nothing else is special about them. */
function withOddities(scenario: Scenario, devices: SimDevice[]): SimDevice[] {
  const wanted = Object.entries(scenario.oddities).flatMap(([oddity, count]) =>
    Array.from({ length: count }, () => oddity as Oddity),
  );
  const plain = devices
    .filter((one) => one.edition === '2017' && one.registered && !one.hole)
    .filter((one) => one.kind !== 'outlet-gas' && one.kind !== 'radiation')
    .sort((a, b) => hash32(a.seed, 91) - hash32(b.seed, 91));
  const given = new Map(wanted.map((oddity, index) => [plain[index]?.mn, oddity]));
  return devices.map((one) => ({ ...one, oddity: given.get(one.mn) ?? null }));
}

/** JSON senders are the wells and rivers: slow, small, typical for NB-IoT boxes. */
function withTransports(scenario: Scenario, devices: SimDevice[]): SimDevice[] {
  // Devices that play a part on the line of HJ 212 (holes, habits, outages, history calls) keep it.
  const slow = devices
    .filter((one) => one.kind === 'groundwater' || one.kind === 'surface-water')
    .filter((one) => one.registered && !one.hole && !one.oddity && !one.outages)
    .sort((a, b) => hash32(a.seed, 92) - hash32(b.seed, 92));
  const { http, mqtt } = scenario.transports;
  const given = new Map<string, Transport>();
  for (const one of slow.slice(0, http)) given.set(one.mn, 'http');
  for (const one of slow.slice(http, http + mqtt)) given.set(one.mn, 'mqtt');
  return devices.map((one) => ({ ...one, transport: given.get(one.mn) ?? 'tcp' }));
}
