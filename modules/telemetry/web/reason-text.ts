import type { Text } from '@tarim/ui';

/** Reasons of a revision that the platform codes; anything else stands as it is. */
const CODED: ReadonlySet<string> = new Set(['data', 'late-data', 'resent', 'different-value']);

export const reasonText = (reason: string, t: Text): string =>
  CODED.has(reason) ? t(`reason.${reason}`) : reason;
