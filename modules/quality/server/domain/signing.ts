/**
 * Three levels of the official word (三级审核): the operator reviews itself (企业/运维自审), the station or county checks (站/县审核), the
 * city or prefecture decides (市/区审定). Each by another person.
 */
export const LEVELS = ['self', 'check', 'final'] as const;
export type Level = (typeof LEVELS)[number];

/** A version under way or signed; `returned` and `reopened` ended it. */
export const REVIEW_STATES = ['self', 'check', 'final', 'returned', 'reopened'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export interface ReviewFacts {
  readonly state: ReviewState;
  readonly signers: readonly string[];
}

/** Nothing may be done to the month while a version is under way or official. */
export const isLocked = (review: Pick<ReviewFacts, 'state'> | null): boolean =>
  review !== null && (LEVELS as readonly string[]).includes(review.state);

/** The level that is signed next; null: all three are. */
export function nextLevel(review: ReviewFacts | null): Level | null {
  if (!review || !isLocked(review)) return 'self';
  return LEVELS[LEVELS.indexOf(review.state as Level) + 1] ?? null;
}

export type SigningObstacle = 'not-next' | 'same-person' | 'not-over';

export function signingObstacle(
  review: ReviewFacts | null,
  level: Level,
  person: string,
  over: boolean,
): SigningObstacle | null {
  if (!over) return 'not-over';
  if (nextLevel(review) !== level) return 'not-next';
  // A new version begins with clean hands.
  if (level !== 'self' && review!.signers.includes(person)) return 'same-person';
  return null;
}
