import type { ReviewLevel, TaskState } from '../../contract.ts';

/**
 * Life of a monitoring task (监测任务):
 *
 *     assigned ─sample→ sampled ─receive→ in-lab ─report→ reported ─check→ checked ─review→ reviewed ─sign→ official
 *        └──cancel─────────┴────────────────┘                └──────── return ─────┴────────────┘            │
 *     returned ─report→ reported …                          returned ←──────────────── reopen ───────────────┘
 *
 * A task whose items are all measured at the site has nothing for the laboratory and is reported from `sampled`.
 */
export type Act = 'sample' | 'receive' | 'results' | 'report' | ReviewLevel | 'return' | 'reopen' | 'cancel';

const FROM: Readonly<Record<Act, readonly TaskState[]>> = {
  sample: ['assigned'],
  receive: ['sampled', 'in-lab'],
  results: ['in-lab', 'returned'],
  report: ['sampled', 'in-lab', 'returned'],
  check: ['reported'],
  review: ['checked'],
  sign: ['reviewed'],
  return: ['reported', 'checked', 'reviewed'],
  reopen: ['official'],
  cancel: ['assigned', 'sampled', 'in-lab', 'returned'],
};

const TO: Readonly<Record<Act, TaskState | null>> = {
  sample: 'sampled',
  receive: 'in-lab',
  results: null,
  report: 'reported',
  check: 'checked',
  review: 'reviewed',
  sign: 'official',
  return: 'returned',
  reopen: 'returned',
  cancel: 'cancelled',
};

/** The state after an act; null: the act is not possible in this state. `results` leaves it. */
export function after(state: TaskState, act: Act): TaskState | null {
  return FROM[act].includes(state) ? (TO[act] ?? state) : null;
}

/** Who has had a hand in the present round of a task, by user id. */
export interface Hands {
  readonly sampledBy: string | null;
  readonly reportedBy: string | null;
  /** Those who passed a level since the task was last reported. */
  readonly passed: Readonly<Partial<Record<ReviewLevel, string>>>;
}

/**
 * Why somebody may not pass this level (三级审核 means three pairs of eyes): whoever sampled or reported does not check, and
 * nobody passes two levels. Null: they may.
 */
export function conflictOf(
  level: ReviewLevel,
  userId: string,
  hands: Hands,
): 'own-work' | 'own-level' | null {
  if (userId === hands.sampledBy || userId === hands.reportedBy) return 'own-work';
  const others = Object.entries(hands.passed).filter(([name]) => name !== level);
  return others.some(([, by]) => by === userId) ? 'own-level' : null;
}
