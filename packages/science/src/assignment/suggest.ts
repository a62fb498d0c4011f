import type { AssignmentParameters } from '@tarim/standards';
import { distanceOf, pointsOf } from '../spatial/points.ts';
import type {
  AssignmentCandidate,
  AssignmentGround,
  AssignmentInput,
  AssignmentOfficer,
  AssignmentPlace,
  AssignmentResult,
} from './types.ts';

/** Officers of a team at the least (行政处罚法 42; 生态环境法典 51). */
const TEAM = 2;

/**
 * Officers for a visit (派员建议): who may go, the best first, and why the others may not. What the law asks (certificate of the day,
 * two officers, recusal, competence) excludes; distance, load and speciality only rank, by parameters that are proposals of the
 * platform. Scores are rounded to three decimals; equal ones stand by load, then nearness, then id. A person decides.
 */
export function suggestOfficers(input: AssignmentInput, parameters: AssignmentParameters): AssignmentResult {
  const candidates: AssignmentCandidate[] = [];
  const excluded: { id: string; grounds: AssignmentGround[] }[] = [];
  for (const officer of input.officers) {
    const grounds = groundsAgainst(officer, input, parameters);
    if (grounds.length > 0) excluded.push({ id: officer.id, grounds });
    else candidates.push(weighed(officer, input, parameters));
  }
  const inHand = ({ visits, cases }: AssignmentCandidate) => visits + parameters.caseCounts * cases;
  candidates.sort(
    (a, b) =>
      b.score - a.score ||
      inHand(a) - inHand(b) ||
      (a.km ?? Number.POSITIVE_INFINITY) - (b.km ?? Number.POSITIVE_INFINITY) ||
      (a.id < b.id ? -1 : 1),
  );
  const asked = input.object.speciality !== null;
  // As in a draw: where a speciality is asked for, the first of the team has it.
  const expert = asked ? candidates.find(({ speciality }) => speciality === 1) : undefined;
  const rest = candidates.filter((one) => one !== expert);
  return {
    candidates,
    excluded,
    proposed: [...(expert ? [expert] : []), ...rest].slice(0, TEAM).map(({ id }) => id),
    problems: [
      ...(candidates.length < TEAM ? (['team-short'] as const) : []),
      ...(asked && !expert ? (['speciality'] as const) : []),
    ],
  };
}

/** What excludes an officer whatever the day brings: of the post, the certificate, the object and the unit. */
export function standingGrounds(
  officer: Pick<AssignmentOfficer, 'unitPath' | 'onPost' | 'certifiedTo' | 'recusals'>,
  {
    object,
    on,
    joint,
  }: Pick<AssignmentInput, 'on' | 'joint'> & {
    readonly object: Pick<AssignmentInput['object'], 'id' | 'unitPath'>;
  },
): AssignmentGround[] {
  const grounds: AssignmentGround[] = [];
  if (!officer.onPost) grounds.push('off-post');
  if (officer.certifiedTo < on) grounds.push('certificate');
  if (officer.recusals.includes(object.id)) grounds.push('recused');
  if (!object.unitPath.startsWith(officer.unitPath)) {
    // 自治区与兵团各管其事: the other's officers come in a joint operation only, where no path can say which of them.
    const same = rootOf(officer.unitPath) === rootOf(object.unitPath);
    if (same) grounds.push('unit');
    else if (!joint) grounds.push('hierarchy');
  }
  return grounds;
}

function groundsAgainst(
  officer: AssignmentOfficer,
  input: AssignmentInput,
  { mostVisitsADay }: AssignmentParameters,
): AssignmentGround[] {
  const grounds = standingGrounds(officer, input);
  const { from, to } = input;
  if (from !== null && to !== null && officer.sameDay.some((one) => one.from < to && from < one.to))
    grounds.push('busy');
  if (officer.sameDay.length >= mostVisitsADay) grounds.push('day-full');
  return grounds;
}

const rootOf = (path: string): string => path.split('/')[1] ?? '';

function weighed(
  officer: AssignmentOfficer,
  { object, from }: AssignmentInput,
  { weights, farKm, fullLoad, caseCounts }: AssignmentParameters,
): AssignmentCandidate {
  const { place, start } = startOf(officer, from);
  const km = place && object.place ? greatCircleKm(place, object.place) : null;
  const distance = km === null ? 0 : Math.max(0, 1 - km / farKm);
  const load = Math.max(0, 1 - (officer.visits + caseCounts * officer.cases) / fullLoad);
  const speciality = object.speciality === null || officer.specialities.includes(object.speciality) ? 1 : 0;
  const score = weights.distance * distance + weights.load * load + weights.speciality * speciality;
  return {
    id: officer.id,
    score: Math.round(score * 1_000) / 1_000,
    distance,
    load,
    speciality,
    km,
    start,
    visits: officer.visits,
    cases: officer.cases,
    thatDay: officer.sameDay.length,
  };
}

/** Where the officer comes from: the last visit of that day that ends before this one begins, else the seat of the unit. */
function startOf(
  { sameDay, seat }: AssignmentOfficer,
  from: number | null,
): { place: AssignmentPlace | null; start: 'seat' | 'visit' } {
  const before = sameDay
    .filter((one) => from !== null && one.to <= from && one.place !== null)
    .reduce<(typeof sameDay)[number] | null>((last, one) => (last && last.to >= one.to ? last : one), null);
  return before ? { place: before.place, start: 'visit' } : { place: seat, start: 'seat' };
}

/** Great-circle distance on the mean sphere, km: no road is known. */
export function greatCircleKm(a: AssignmentPlace, b: AssignmentPlace): number {
  const at = ({ lon, lat }: AssignmentPlace) => ({ x: lon, y: lat });
  const points = pointsOf([at(a), at(b)], 'lonlat');
  return distanceOf(points, 0, points, 1) / 1_000;
}
