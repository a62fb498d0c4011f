import { plusDays } from '@tarim/science';
import type { Calibration, EquipmentState } from '../../contract.ts';

/** Days before its end from which a calibration is told as ending. */
const SOON_DAYS = 30;

export interface Standing {
  readonly state: EquipmentState;
  readonly calibrates: boolean;
  /** The last day on which the calibration holds. */
  readonly calibratedTo: string | null;
}

/** How the calibration (检定、校准) stands on a day `YYYY-MM-DD`; its last day still holds. */
export function calibrationOn(
  { calibrates, calibratedTo }: Omit<Standing, 'state'>,
  on: string,
): Calibration {
  if (!calibrates) return 'not-needed';
  if (calibratedTo === null) return 'none';
  if (calibratedTo < on) return 'ended';
  return calibratedTo <= plusDays(on, SOON_DAYS) ? 'soon' : 'valid';
}

/** Why a piece does not serve on a day; null: it does. What is lent serves the unit that has it. */
export type Hindrance = 'repair' | 'scrapped' | 'no-calibration' | 'calibration-ended';
export function hindranceOn(one: Standing, on: string): Hindrance | null {
  if (one.state === 'repair' || one.state === 'scrapped') return one.state;
  const calibration = calibrationOn(one, on);
  if (calibration === 'none') return 'no-calibration';
  return calibration === 'ended' ? 'calibration-ended' : null;
}
