import type { FourWay, ParameterChange, Revision } from '@tarim/science';
import type { TamperKind } from '../kinds.ts';

/** Honest things that look like falsification (看似作假的正当情形). */
export const LOOK_ALIKES = [
  'none',
  /** Treatment controlled close to the limit. */
  'controlled',
  /** An instrument of coarse resolution. */
  'coarse',
  /** A plant that runs evenly. */
  'steady',
  /** Range too small, told by the mark T. */
  'range-limit',
  /** Line lost for hours and days; what was kept comes when it is back. */
  'outages',
  /** Overload brings faults: marks D and gaps after high values. */
  'overload-faults',
  'fuel-change',
  /** Stops every week, with cooling and start-up. */
  'many-stops',
  /** A duct that leaks more and more: air really comes in. */
  'air-leak',
  /** All hours worked out again after an error, up or down. */
  'recalculation',
  /** Two lines of one plant that share their load. */
  'shared-load',
  /** A new instrument of another range, the filing a while behind. */
  'instrument-replaced',
] as const;
export type LookAlike = (typeof LOOK_ALIKES)[number];

export const LABELLED_ITEMS = ['a34013', 'a21026', 'a21002', 'a19001', 'a00000', 'a01012'] as const;
export type LabelledItem = (typeof LABELLED_ITEMS)[number];
export const POLLUTANTS = ['a34013', 'a21026', 'a21002'] as const;
export type Pollutant = (typeof POLLUTANTS)[number];

/** An outlet of the labelled synthetic set (带标签的模拟数据集): hours as a platform would hold them, and what was done to them. */
export interface LabelledOutlet {
  /** `SYN-…`: made up, as all of it. */
  readonly id: string;
  readonly simulated: true;
  /** Empty: honest. */
  readonly kinds: readonly TamperKind[];
  readonly lookAlike: LookAlike;
  /** Index of the first hour that is falsified; null for honest ones. */
  readonly from: number | null;
  /** Epoch ms of the first hour; hours are 3 600 000 ms. */
  readonly start: number;
  /** mg/m³ as measured, %, m³/s, ℃; NaN where missing. */
  readonly items: Readonly<Record<LabelledItem, Float64Array>>;
  /** Of the fan, kW: production monitoring (用电监控). */
  readonly power: Float64Array;
  /** Mark of the pollutants. */
  readonly marks: string[];
  /** 1: marked as stopped. */
  readonly stopped: Uint8Array;
  readonly received: Float64Array;
  readonly revisions: (Revision & { readonly item: Pollutant })[];
  readonly parameters: FourWay[];
  readonly changes: ParameterChange[];
  /** At reference oxygen, mg/m³. */
  readonly limits: Readonly<Record<Pollutant, number>>;
  readonly ranges: Readonly<Record<Pollutant, number>>;
  readonly referenceOxygen: number;
  /** Decimals as sent. */
  readonly decimals: Readonly<Record<Pollutant, number>>;
}

/** Concentration at reference oxygen (折算); NaN where it cannot be told. */
export function convertedSeries(outlet: LabelledOutlet, item: Pollutant): Float64Array {
  const o2 = outlet.items.a19001;
  return outlet.items[item].map((value, i) =>
    o2[i]! < 20 ? (value * (21 - outlet.referenceOxygen)) / (21 - o2[i]!) : Number.NaN,
  );
}
