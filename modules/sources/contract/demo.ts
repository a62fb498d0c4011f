import type { Activity, CatchmentInput } from './diffuse.ts';
import type { Inspection, RemotePass } from './mobile-records.ts';
import type { OutfallInput, OutfallState, Treatment } from './outfalls.ts';
import type { ResultInput } from './steps.ts';

/** A made-up outfall with what happened to it so far. Days as `2026-05-20`. */
export interface DemoOutfall extends OutfallInput {
  readonly state: OutfallState;
  readonly monitoredOn: string;
  readonly results: readonly ResultInput[];
  readonly tracedOn: string;
  readonly responsible: string;
  readonly plan: {
    readonly on: string;
    readonly treatment: Treatment;
    readonly measure: string;
    readonly deadline: string;
  } | null;
  readonly doneOn: string;
  readonly closedOn: string;
}

/** What the demonstration is sown with: all of it simulated, and marked so in every row. */
export interface DemoSources {
  readonly outfalls: readonly DemoOutfall[];
  /** `vehicle` is a number of the simulation, not a plate. */
  readonly inspections: readonly (Omit<Inspection, 'plate' | 'row'> & { readonly vehicle: number })[];
  readonly passes: readonly (Omit<RemotePass, 'plate' | 'row'> & { readonly vehicle: number })[];
  readonly catchments: readonly (CatchmentInput & {
    readonly years: readonly { readonly year: number; readonly data: Activity }[];
  })[];
}
