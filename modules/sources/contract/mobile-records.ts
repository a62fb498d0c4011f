import type { FUELS, METHODS } from './mobile.ts';

export type Fuel = (typeof FUELS)[number];
export type Method = (typeof METHODS)[number];

/** A record of an inspection as it is kept; `row` is where it stood in its file. */
export interface Inspection {
  readonly row: number;
  readonly unitPath: string;
  readonly station: string;
  /** Keyed hash, hexadecimal. */
  readonly plate: string;
  readonly at: number;
  readonly fuel: Fuel;
  readonly stage: number;
  readonly method: Method;
  readonly passed: boolean;
  readonly items: Readonly<Record<string, number>>;
}
export interface RemotePass {
  readonly row: number;
  readonly unitPath: string;
  readonly site: string;
  readonly plate: string;
  readonly at: number;
  readonly co: number | null;
  readonly hc: number | null;
  readonly no: number | null;
  readonly opacity: number | null;
  readonly valid: boolean;
  readonly exceeds: boolean;
}
