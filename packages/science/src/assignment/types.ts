/** Degrees, CGCS2000. */
export interface AssignmentPlace {
  readonly lon: number;
  readonly lat: number;
}

/** A visit that an officer has an appointment for on the same day. */
export interface SameDayVisit {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly place: AssignmentPlace | null;
}

export interface AssignmentOfficer {
  readonly id: string;
  /** `/650000/650100/`: the officer serves this unit and those below it. */
  readonly unitPath: string;
  /** 在岗. */
  readonly onPost: boolean;
  /** Last day of the certificate. */
  readonly certifiedTo: string;
  readonly specialities: readonly string[];
  /** Objects to keep away from (回避). */
  readonly recusals: readonly string[];
  /** Of the unit; null where it is not known. */
  readonly seat: AssignmentPlace | null;
  /** Visits still to be made, cases in hand. */
  readonly visits: number;
  readonly cases: number;
  readonly sameDay: readonly SameDayVisit[];
}

export interface AssignmentInput {
  readonly object: {
    readonly id: string;
    readonly unitPath: string;
    readonly place: AssignmentPlace | null;
    /** One of the team should have it; null: none is asked for. */
    readonly speciality: string | null;
  };
  /** Day of the visit, and its hours (epoch ms) where they are set. */
  readonly on: string;
  readonly from: number | null;
  readonly to: number | null;
  /** 兵地联合执法: officers of the other hierarchy may come too. */
  readonly joint: boolean;
  readonly officers: readonly AssignmentOfficer[];
}

/** Why somebody is not suggested. */
export const ASSIGNMENT_GROUNDS = [
  'off-post',
  'certificate',
  'recused',
  'hierarchy',
  'unit',
  'busy',
  'day-full',
] as const;
export type AssignmentGround = (typeof ASSIGNMENT_GROUNDS)[number];

export interface AssignmentCandidate {
  readonly id: string;
  /** 0–1, three decimals. */
  readonly score: number;
  /** What each share scored by itself, 0–1. */
  readonly distance: number;
  readonly load: number;
  readonly speciality: number;
  /** Great-circle km from where the officer starts; null where a place is missing: it counts as far. */
  readonly km: number | null;
  /** Whence: the unit's seat, or the last visit of the day before this one. */
  readonly start: 'seat' | 'visit';
  readonly visits: number;
  readonly cases: number;
  /** Other appointments of the day. */
  readonly thatDay: number;
}

export interface AssignmentResult {
  /** The best first. */
  readonly candidates: readonly AssignmentCandidate[];
  readonly excluded: readonly { readonly id: string; readonly grounds: readonly AssignmentGround[] }[];
  /** Two of them, the first leads; fewer when there are not so many. */
  readonly proposed: readonly string[];
  /** `team-short`: not two can go; `speciality`: none who can go has it. */
  readonly problems: readonly ('team-short' | 'speciality')[];
}
