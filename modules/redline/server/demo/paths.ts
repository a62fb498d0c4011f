import type { DiscardReason, Judgement, PatchAct } from '../../contract.ts';

/** How far a simulated patch has come: its acts in their order, with what they decided. */
export interface Path {
  readonly count: number;
  readonly acts: readonly PatchAct[];
  readonly judgement?: Judgement;
  readonly reasons?: readonly DiscardReason[];
}

const TO_CLUE: readonly PatchAct[] = ['interpret'];
const TO_SUSPECTED: readonly PatchAct[] = [...TO_CLUE, 'suspect'];
const TO_VERIFYING: readonly PatchAct[] = [...TO_SUSPECTED, 'dispatch', 'receive'];
const TO_VERIFIED: readonly PatchAct[] = [...TO_VERIFYING, 'verify'];
const TO_JUDGED: readonly PatchAct[] = [...TO_VERIFIED, 'judge'];
const TO_RECTIFYING: readonly PatchAct[] = [...TO_JUDGED, 'order'];
const TO_CLOSED: readonly PatchAct[] = [...TO_RECTIFYING, 'submit', 'accept'];

/** About two hundred patches in all states; most of what a detector gives is no problem, as in practice. */
export const PATHS: readonly Path[] = [
  { count: 26, acts: [] },
  { count: 16, acts: TO_CLUE },
  { count: 10, acts: TO_SUSPECTED },
  { count: 8, acts: [...TO_SUSPECTED, 'dispatch'] },
  { count: 11, acts: TO_VERIFYING },
  { count: 7, acts: TO_VERIFIED },
  { count: 8, acts: TO_JUDGED, judgement: 'lawful' },
  { count: 7, acts: TO_JUDGED, judgement: 'allowed' },
  { count: 6, acts: TO_JUDGED, judgement: 'natural' },
  { count: 8, acts: TO_JUDGED, judgement: 'false' },
  { count: 4, acts: TO_JUDGED, judgement: 'violation' },
  { count: 7, acts: TO_RECTIFYING, judgement: 'violation' },
  { count: 4, acts: [...TO_JUDGED, 'hand-over'], judgement: 'violation' },
  { count: 4, acts: [...TO_RECTIFYING, 'submit'], judgement: 'violation' },
  { count: 3, acts: [...TO_RECTIFYING, 'submit', 'refuse'], judgement: 'violation' },
  { count: 10, acts: TO_CLOSED, judgement: 'violation' },
  { count: 7, acts: [...TO_CLOSED, 'look-back'], judgement: 'violation' },
  { count: 2, acts: [...TO_CLOSED, 'reopen'], judgement: 'violation' },
  {
    count: 38,
    acts: ['discard'],
    reasons: [
      'season',
      'irrigation',
      'snow',
      'cloud-shadow',
      'ploughing',
      'water-level',
      'misregistration',
      'salt-crust',
    ],
  },
  {
    count: 14,
    acts: ['interpret', 'discard'],
    reasons: ['natural', 'known-activity', 'approved', 'duplicate'],
  },
];

/** Days that each step takes from the one before, so that a long path began long ago. */
export const DAYS: Readonly<Record<PatchAct, number>> = {
  interpret: 3,
  discard: 2,
  suspect: 2,
  dispatch: 1,
  receive: 1,
  'give-back': 1,
  verify: 9,
  'send-back': 2,
  judge: 3,
  order: 2,
  'hand-over': 2,
  submit: 40,
  accept: 7,
  refuse: 5,
  'look-back': 60,
  reopen: 45,
  restore: 1,
  split: 1,
  merge: 1,
};
