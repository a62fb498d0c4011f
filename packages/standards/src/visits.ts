import { load } from './load.ts';
import type { Confidence } from './standards.ts';

/** How officers are suggested for a visit (派员建议): shares of the score and what they are measured by. */
export interface AssignmentParameters {
  /** Shares of the score; they add up to 1. */
  readonly weights: { readonly distance: number; readonly load: number; readonly speciality: number };
  /** From so far, km, the distance scores nothing. */
  readonly farKm: number;
  /** With so much in hand the load scores nothing. */
  readonly fullLoad: number;
  /** Visits that a case in hand weighs as much as. */
  readonly caseCounts: number;
  readonly mostVisitsADay: number;
}

/** Parameters of visits that no rule sets: proposals of the platform with their version, never shown as law. */
export interface VisitParameters {
  readonly version: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly assignment: AssignmentParameters;
  /** A fix so near the object's place counts as arrived (到达围栏). */
  readonly fenceMetres: number;
  /** What begins so long after its appointment is late. */
  readonly lateMinutes: number;
  /** So long without any evidence is a gap of the trace (取证间隔). */
  readonly traceGapMinutes: number;
}

export const VISIT_PARAMETERS: VisitParameters = load('enforcement/visits.json');
