import type { Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { chanceOf } from './chance.ts';
import { DRAW_PROBLEMS as P } from './problems.ts';
import type { DrawObject, DrawOfficer } from './types.ts';

interface Asked {
  readonly draw: string;
  readonly seed: string;
  readonly on: string;
  readonly teamSize: number;
}

/**
 * Officers for each object, one object after the other: certified on the day, not to be recused, those with the fewest objects first, by
 * chance among equals. Where a speciality is needed, the first is drawn among those who have it.
 */
export function drawTeams(
  objects: readonly DrawObject[],
  officers: readonly DrawOfficer[],
  { draw, seed, on, teamSize }: Asked,
): { teams: string[][]; problems: Problem[] } {
  const problems: Problem[] = [];
  const load = new Map(officers.map(({ id }) => [id, 0]));
  const teams = objects.map(({ id: object, speciality }) => {
    const can = officers.filter(
      ({ certifiedTo, recusals }) => certifiedTo >= on && !recusals?.includes(object),
    );
    const order = can
      .map((one) => ({ one, chance: chanceOf(seed, draw, 'officer', object, one.id) }))
      .sort((a, b) => load.get(a.one.id)! - load.get(b.one.id)! || b.chance - a.chance)
      .map(({ one }) => one);
    if (order.length < teamSize) {
      problems.push(problem(P.team, { object, wanted: teamSize, there: order.length }));
      return [];
    }
    const expert = speciality ? order.find((one) => one.specialities?.includes(speciality)) : undefined;
    if (speciality && !expert) problems.push(problem(P.speciality, { object, speciality }));
    const rest = order.filter((one) => one !== expert);
    const team = [...(expert ? [expert] : []), ...rest].slice(0, teamSize).map(({ id }) => id);
    for (const id of team) load.set(id, load.get(id)! + 1);
    return team;
  });
  return { teams, problems };
}
