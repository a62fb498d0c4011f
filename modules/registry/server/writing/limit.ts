import { TarimError } from '@tarim/kernel';
import type { Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { Limit, LimitInput } from '../../contract.ts';
import { factorIssue, limitIssues, limitUnitIssue } from '../domain/checks.ts';
import { refuse } from '../domain/issue.ts';
import { registryErrors } from '../errors.ts';
import { pointParameters } from '../sql/read.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { changeablePoint } from './point.ts';
import { merged, type Writing } from './writing.ts';

type Input = Static<typeof LimitInput>;

/** Registers a limit or corrects it. */
export async function writeLimit(w: Writing, old: Limit | null, input: Input): Promise<number> {
  if (old) await changeablePoint(w, old.pointId);
  const point = await changeablePoint(w, input.pointId);
  const next = merged(old, input);
  const [parameter] = (await pointParameters(w.tx, [point.id])).filter((one) => one.code === next.code);
  refuse([
    input.code === old?.code ? null : factorIssue(input.code),
    limitUnitIssue(next.unit, parameter?.unit),
    ...limitIssues(next),
  ]);
  await refuseOverlap(w, next, old?.id ?? 0);
  w.effects.limits(point.id, [input.code]);
  if (!old) return insertRow(w.tx, 'point_limit', input);
  await updateRow(
    w.tx,
    'point_limit',
    old.id,
    input,
    () => new TarimError(registryErrors.limitUnknown, { id: old.id }),
  );
  w.effects.limits(old.pointId, [old.code]);
  return old.id;
}

/**
 * Two limits of the same factor, period and measure must not be in force on the same day: which one judged would be
 * chance. A converted and an actual one stand beside each other and both judge.
 */
async function refuseOverlap(w: Writing, limit: Input, except: number): Promise<void> {
  // Of two people who add a limit at the same moment the second waits, and then sees the first one's.
  await sql`select 1 from registry.point where id = ${limit.pointId} for update`.execute(w.tx);
  const { rows } = await sql<{ from: string }>`
    select effective_from::text as from from registry.point_limit
    where point_id = ${limit.pointId} and code = ${limit.code} and basis = ${limit.basis} and measure = ${limit.measure} and id <> ${except}
      and effective_from <= coalesce(${limit.effectiveTo ?? null}::date, 'infinity') and coalesce(effective_to, 'infinity') >= ${limit.effectiveFrom}::date
    order by effective_from limit 1
  `.execute(w.tx);
  if (rows[0]) throw new TarimError(registryErrors.limitOverlaps, { code: limit.code, from: rows[0].from });
}
