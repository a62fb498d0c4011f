import type { QualityFlag } from '@tarim/standards';

/** One value of a series as it came in. Times are epoch ms; `value` null: the period came without a figure. */
export interface FlagSample {
  /** DataTime: begin of the period. */
  readonly time: number;
  readonly value: number | null;
  /** When the platform received it; absent for what was not received by us. */
  readonly receivedAt?: number;
  /** Time in the QN of its frame. */
  readonly qnTime?: number;
  /** Whether it was sent again later (补传): its receipt tells nothing of the clock. */
  readonly late?: boolean;
  /** Data mark; of what is not N only range and order are tested. */
  readonly mark?: string;
}

/** What a test found: data, no verdict. `time` is that of the value it speaks of, which for spikes and steps is an earlier one. */
export interface RaisedFlag {
  readonly flag: QualityFlag;
  readonly time: number;
  readonly figures: Readonly<Record<string, number | null>>;
}

export type FlagParameters = Readonly<Record<string, number | null>>;

/**
 * A test of a stream: what it remembers and one value in, what it found and what it remembers out. State is plain data of fixed
 * size, so that it can be stored between values; the same values give the same flags.
 */
export type FlagTest<S> = (
  state: S | undefined,
  sample: FlagSample,
  parameters: FlagParameters,
) => { readonly raised: RaisedFlag | null; readonly state: S };

/** A parameter that is switched off (null) or not given is `otherwise`. */
export const parameter = (parameters: FlagParameters, name: string, otherwise: number): number =>
  parameters[name] ?? otherwise;
