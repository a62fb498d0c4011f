import type { SignalCode } from '@tarim/science';
import defaults from './defaults.json' with { type: 'json' };

/** Settings as delivered. A threshold is about what one in a hundred simulated honest outlets exceeds, and never below a quarter. */
export interface FactorySetting {
  readonly detector: SignalCode;
  readonly threshold: number;
  readonly windowDays: number;
  readonly source: 'published' | 'rules' | 'ours';
  readonly confidence: string;
}
export const FACTORY = defaults as readonly FactorySetting[];

/** Goes up when a detector counts otherwise than before: leads keep the version that found them. */
export const DETECTOR_VERSION = 'signals-1';
