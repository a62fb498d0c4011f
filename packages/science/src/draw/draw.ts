import { createHash } from 'node:crypto';
import type { Problem } from '@tarim/kernel';
import { isDate } from '../clock/calendar.ts';
import { isAmount } from '../money.ts';
import { problem } from '../problems.ts';
import { multiply, type Rational, rational } from '../rational.ts';
import { commitmentOf, DRAW_ALGORITHM, isSeed } from './chance.ts';
import { DRAW_PROBLEMS as P } from './problems.ts';
import { drawTeams } from './teams.ts';
import type { DrawInput, DrawObject, DrawOfficer, DrawQuota, DrawResult } from './types.ts';
import { drawWeighted } from './weighted.ts';

const LEAST_TEAM = 2;

/**
 * A draw of 双随机、一公开: of each stratum the objects, by weight, and for each object its officers. Everything follows from the input,
 * so whoever has what was published gets the same list; a seed that does not fit the commitment draws nothing.
 */
export function runDraw(input: DrawInput): DrawResult {
  const problems = problemsOf(input);
  const nothing = {
    algorithm: DRAW_ALGORITHM,
    draw: null,
    commitment: null,
    drawn: [],
    strata: {},
    held: [],
    hash: null,
  };
  if (problems.length > 0) return { ...nothing, problems };
  const { draw, seed, on, quotas, objects } = input;
  const weights = input.weights ?? {};
  const officers = input.officers ?? [];
  const teamSize = input.teamSize ?? LEAST_TEAM;
  const strata: Record<string, DrawResult['strata'][string]> = {};
  const chosen: { one: DrawObject; weight: number; key: number }[] = [];
  const fit = officers.filter(({ certifiedTo }) => certifiedTo >= on).length;
  for (const stratum of Object.keys(quotas).sort()) {
    const pool = objects.filter((one) => one.stratum === stratum);
    const drawable = pool
      .filter(({ held }) => !held)
      .map((one) => ({ id: one.id, weight: weightOf(one, weights), one }));
    const wanted = wantedOf(quotas[stratum]!, pool.length, fit);
    const there = drawable.filter(({ weight }) => weight > 0).length;
    strata[stratum] = { pool: pool.length, drawable: there, wanted };
    if (wanted > there) problems.push(problem(P.short, { stratum, wanted, there }));
    for (const { one, key } of drawWeighted(drawable, wanted, seed, draw, 'object'))
      chosen.push({ one: one.one, weight: one.weight, key });
  }
  const teams =
    officers.length === 0
      ? { teams: chosen.map((): string[] => []), problems: [] }
      : drawTeams(
          chosen.map(({ one }) => one),
          officers,
          { draw, seed, on, teamSize },
        );
  problems.push(...teams.problems);
  const drawn = chosen.map(({ one, weight, key }, i) => ({
    id: one.id,
    stratum: one.stratum,
    weight,
    key,
    team: teams.teams[i]!,
  }));
  const commitment = commitmentOf(seed);
  return {
    algorithm: DRAW_ALGORITHM,
    draw,
    commitment,
    drawn,
    strata,
    held: objects.filter(({ held }) => held).map(({ id, held }) => ({ id, why: held! })),
    hash: hashOf(draw, commitment, drawn),
    problems,
  };
}

/** Of the lines `number of the draw|commitment`, then `object|officer,officer` in the order of the draw. */
function hashOf(draw: string, commitment: string, drawn: DrawResult['drawn']): string {
  const lines = [`${draw}|${commitment}`, ...drawn.map(({ id, team }) => `${id}|${team.join(',')}`)];
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function weightOf(one: DrawObject, weights: NonNullable<DrawInput['weights']>): number {
  return Object.entries(one.factors ?? {}).reduce((weight, [factor, value]) => {
    const table = Object.hasOwn(weights, factor) ? weights[factor]! : {};
    return weight * (Object.hasOwn(table, value) ? table[value]! : 1);
  }, 1);
}

/** Shares are rounded up: 5 % of 21 are 2. Exact, so that 5 % of 20 are 1. */
function wantedOf(quota: DrawQuota, pool: number, officers: number): number {
  if ('count' in quota) return quota.count;
  if ('ratio' in quota) return ceil(multiply(rational(quota.ratio), rational(pool)));
  return Math.min(pool, ceil(multiply(rational(quota.perOfficer), rational(officers))));
}

const ceil = ({ n, d }: Rational): number => Number((n + d - 1n) / d);

function problemsOf(input: DrawInput): Problem[] {
  const problems: Problem[] = [];
  const { draw, seed, commitment, on } = input;
  const algorithm = input.algorithm ?? DRAW_ALGORITHM;
  if (algorithm !== DRAW_ALGORITHM)
    problems.push(
      problem(P.algorithm, { algorithm: String(algorithm).slice(0, 40), known: DRAW_ALGORITHM }, 'algorithm'),
    );
  if (typeof draw !== 'string' || draw === '') problems.push(problem(P.name, {}, 'draw'));
  if (!isSeed(seed)) problems.push(problem(P.seed, {}, 'seed'));
  else if (commitment !== undefined && commitment !== null && commitment !== commitmentOf(seed))
    problems.push(problem(P.commitment, {}, 'commitment'));
  if (!isDate(on)) problems.push(problem(P.date, {}, 'on'));
  problems.push(...listProblems('objects', input.objects, isObject));
  problems.push(...listProblems('officers', input.officers ?? [], isOfficer));
  problems.push(...quotaProblems(input.quotas), ...weightProblems(input.weights));
  const teamSize = input.teamSize ?? LEAST_TEAM;
  if (!Number.isInteger(teamSize) || teamSize < LEAST_TEAM || teamSize > 20)
    problems.push(problem(P.count, { stratum: 'teamSize' }, 'teamSize'));
  return problems;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTextOrNone = (value: unknown) => value === undefined || value === null || typeof value === 'string';
const areTexts = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.every(isText));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isObject(one: unknown): one is DrawObject {
  if (!isRecord(one)) return false;
  const { id, stratum, factors, held, speciality } = one;
  return (
    isText(id) &&
    isText(stratum) &&
    isTextOrNone(held) &&
    isTextOrNone(speciality) &&
    (factors === undefined ||
      factors === null ||
      (isRecord(factors) && Object.values(factors).every((value) => typeof value === 'string')))
  );
}

function isOfficer(one: unknown): one is DrawOfficer {
  if (!isRecord(one)) return false;
  const { id, certifiedTo, specialities, recusals } = one;
  return isText(id) && isDate(certifiedTo) && areTexts(specialities) && areTexts(recusals);
}

function listProblems(name: string, list: unknown, good: (one: unknown) => one is { id: string }): Problem[] {
  if (!Array.isArray(list)) return [problem(P.list, { name, index: 0 }, name)];
  const seen = new Set<string>();
  for (const [index, one] of list.entries()) {
    if (!good(one)) return [problem(P.list, { name, index: index + 1 }, `${name}/${index}`)];
    if (seen.has(one.id)) return [problem(P.twice, { name, id: one.id.slice(0, 60) }, `${name}/${index}`)];
    seen.add(one.id);
  }
  return [];
}

const MOST = 1_000_000;

function quotaProblems(quotas: unknown): Problem[] {
  if (!isRecord(quotas)) return [problem(P.count, { stratum: 'quotas' }, 'quotas')];
  const good = (one: unknown) =>
    isRecord(one) &&
    Object.keys(one).length === 1 &&
    ((Number.isInteger(one.count) && (one.count as number) >= 0 && (one.count as number) <= MOST) ||
      (isAmount(one.ratio) && one.ratio <= 1) ||
      (isAmount(one.perOfficer) && one.perOfficer <= MOST));
  return Object.entries(quotas)
    .filter(([, one]) => !good(one))
    .map(([stratum]) =>
      problem(P.count, { stratum: stratum.slice(0, 40) }, `quotas/${stratum.slice(0, 40)}`),
    );
}

function weightProblems(weights: unknown): Problem[] {
  if (weights === undefined || weights === null) return [];
  const good =
    isRecord(weights) &&
    Object.values(weights).every((table) => isRecord(table) && Object.values(table).every(isAmount));
  return good ? [] : [problem(P.list, { name: 'weights', index: 0 }, 'weights')];
}
