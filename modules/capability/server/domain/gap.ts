import type { GapCell, GapUnit, ListItem, Quantity } from '../../contract.ts';
import { hindranceOn, type Standing } from './calibration.ts';
import { requiredOf } from './required.ts';

export interface Piece extends Standing {
  readonly item: string;
}

/** What a required list is chosen by. */
export interface ListStanding {
  readonly id: number;
  readonly unitPath: string;
  readonly version: number;
  readonly effectiveFrom: string;
}

/** The list that holds for a unit on a day: of the nearest unit at or above it, the newest version in force. */
export function listFor<T extends ListStanding>(lists: readonly T[], unitPath: string, on: string): T | null {
  const valid = lists.filter((one) => unitPath.startsWith(one.unitPath) && one.effectiveFrom <= on);
  return valid.reduce<T | null>((best, one) => {
    if (!best || one.unitPath.length > best.unitPath.length) return one;
    return one.unitPath === best.unitPath && one.version > best.version ? one : best;
  }, null);
}

/**
 * One unit against its list (缺口): only what is in use, with a calibration that holds where one is needed, counts. What is lent counts
 * neither for its owner, who does not have it, nor for the borrower, who has to give it back.
 */
export function cellsOf(
  items: readonly ListItem[],
  pieces: readonly Piece[],
  { level, officers, on }: { level: Quantity['level']; officers: number; on: string },
): GapCell[] {
  return items.map(({ code, calibrated, quantities }) => {
    const own = pieces.filter((one) => one.item === code && one.state !== 'scrapped');
    const have = own.filter(
      (one) =>
        one.state === 'in-use' &&
        hindranceOn({ ...one, calibrates: one.calibrates || calibrated }, on) === null,
    ).length;
    const required = requiredOf(quantities, level, officers);
    return {
      code,
      have,
      idle: own.length - have,
      required,
      short: required === null ? 0 : Math.max(0, required - have),
    };
  });
}

/** Pieces that are missing in all, and units that miss some. */
export function missingOf(units: readonly Pick<GapUnit, 'cells' | 'short'>[]): {
  missing: number;
  shortUnits: number;
} {
  return {
    missing: units.reduce((sum, { cells }) => sum + cells.reduce((all, cell) => all + cell.short, 0), 0),
    shortUnits: units.filter(({ short }) => short > 0).length,
  };
}
