import type { ActName } from '../../contract.ts';

export const READ = 'complaint.read';
export const HANDLE = 'complaint.handle';
/** 负责人: extensions, replies, reviews. */
export const DECIDE = 'complaint.decide';
/** Who reported. */
export const CONTACT = 'complaint.contact';

const DECIDED: ReadonlySet<ActName> = new Set([
  'decide-extension',
  'rework',
  'reply',
  'publish',
  'decide-review',
  'answer-retaliation',
]);
/** What the unit that handles a complaint does not decide itself: the level above does. */
const ABOVE: ReadonlySet<ActName> = new Set(['decide-review', 'answer-retaliation']);

export const actionOf = (act: ActName): string => (DECIDED.has(act) ? DECIDE : HANDLE);

/** The unit above; everywhere (`/`) is above a region. */
export const unitAbove = (unitPath: string): string => {
  const above = unitPath.split('/').slice(0, -2).join('/');
  return `${above}/`;
};

/** Whose post a step asks for: that of the complaint's unit, or of the level above. */
export const placeOf = (act: ActName, unitPath: string): string =>
  ABOVE.has(act) ? unitAbove(unitPath) : unitPath;
