import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { TarimError } from '@tarim/kernel';
import type { Oddity } from './device/oddities.ts';
import { simulatorErrors } from './errors.ts';
import type { OutletTamper } from './tamper/kinds.ts';
import type { SimEvent } from './world/events.ts';

export type SimKind =
  | 'air'
  | 'surface-water'
  | 'outlet-gas'
  | 'outlet-water'
  | 'groundwater'
  | 'noise'
  | 'radiation';
export const SIM_KINDS: readonly SimKind[] = [
  'air',
  'surface-water',
  'outlet-gas',
  'outlet-water',
  'groundwater',
  'noise',
  'radiation',
];

/** south: rim of the Tarim basin (dust); basin: north slope of the Tianshan (winter inversions); north: the rest. */
export type Zone = 'south' | 'basin' | 'north';

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly unitPath: string;
  readonly lon: number;
  readonly lat: number;
  /** Larger places get more points. */
  readonly weight: number;
  readonly zone: Zone;
}

/** What several devices reach the platform through, and when it goes out after the start of the network. */
export interface SimGateway {
  readonly name: string;
  readonly outage?: { readonly afterMinutes: number; readonly minutes: number };
}

/** A scenario is data: `scenarios/*.json`. A file may name another one in `extends` and change only some of its members. */
export interface Scenario {
  readonly seed: number;
  readonly titleZh: string;
  readonly places: readonly Place[];
  readonly counts: Readonly<Record<SimKind, number>>;
  /** Shares. */
  readonly editions: Readonly<Record<'2005' | '2017' | '2025', number>>;
  readonly faults: {
    /** Share of frames on the wire. */
    readonly wrongCrc: number;
    readonly duplicate: number;
    /** Share of devices. */
    readonly outageShare: number;
    readonly clockShare: number;
  };
  /** Share of outlets that exceed now and then. */
  readonly exceedances: { readonly outletGas: number; readonly outletWater: number };
  /** What happens in this world, see world/events.ts. */
  readonly events: readonly SimEvent[];
  /** How many devices have which habit met in the field, see device/oddities.ts. */
  readonly oddities: Readonly<Partial<Record<Oddity, number>>>;
  /** How many stacks measure so many factors that each of their records goes up in several packets (PNUM, PNO). */
  readonly longRecords: number;
  /** How many devices send JSON instead of HJ 212, when the network is given somewhere to send it. */
  readonly transports: { readonly http: number; readonly mqtt: number };
  /** Devices behind one upstream gateway (上联网关): so many of a kind from an index on. An outage takes the lines of all of them. */
  readonly gateways: ReadonlyArray<
    SimGateway & { readonly kind: SimKind; readonly first: number; readonly count: number }
  >;
  readonly holes: ReadonlyArray<{
    readonly kind: SimKind;
    readonly index: number;
    readonly fromHoursAgo: number;
    readonly toHoursAgo: number;
  }>;
  /** Outlets whose data are falsified in known ways, each with its label; see tamper/kinds.ts. */
  readonly tamper: readonly OutletTamper[];
  readonly unregistered: ReadonlyArray<{ readonly kind: SimKind; readonly name: string }>;
  readonly backfill: {
    readonly airDays: number;
    readonly otherDays: number;
    /** Of outlets that are tampered with: detectors ask for a week of hours at least. */
    readonly tamperedDays?: number;
    /** Of stations of surface water and groundwater: what is older than `otherDays` is of every fourth hour, as their analysers work. */
    readonly waterDays?: number;
    /** Of gamma stations: their dry background is of thirty days. */
    readonly radiationDays?: number;
    readonly minuteHours: number;
  };
  /** Air stations, by number, that stand at a road (交通站), and those of the component network (组分站). */
  readonly roadside: readonly number[];
  readonly component: readonly number[];
  /** Outlets that send two whole months of hours at the start, so that there is a month to review. */
  readonly longPast: ReadonlyArray<{
    readonly kind: SimKind;
    readonly index: number;
    readonly days: number;
  }>;
  readonly notes: readonly string[];
}

const FOLDER = new URL('../scenarios/', import.meta.url);

/** Names of the scenarios that come with the simulator. */
export function scenarioNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();
}

/** Reads a scenario by name; `TarimError` SIMULATOR_SCENARIO_UNKNOWN when there is none. */
export function loadScenario(name: string): Scenario {
  const file = new URL(`${name}.json`, FOLDER);
  if (!/^[\w-]+$/.test(name) || !existsSync(file))
    throw new TarimError(simulatorErrors.scenarioUnknown, { name, names: scenarioNames().join(', ') });
  const { extends: base, ...own } = JSON.parse(readFileSync(file, 'utf8')) as Scenario & { extends?: string };
  return base ? { ...loadScenario(base), ...own } : own;
}
