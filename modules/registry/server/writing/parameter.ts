import type { Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { ParameterInput, Point } from '../../contract.ts';
import { factorIssue, rangeIssue } from '../domain/checks.ts';
import { type Issue, issue, refuse } from '../domain/issue.ts';
import { registryErrors } from '../errors.ts';
import type { RegisteredParameter } from '../sql/read.ts';
import { stored } from '../sql/write.ts';
import { differs, merged, type Writing } from './writing.ts';

type Input = Static<typeof ParameterInput>;
type Known = Omit<RegisteredParameter, 'pointId'>;

/** What is wrong with a parameter; a code that stands there already may stay. */
export function parameterIssues(old: Known | null, input: Input): Issue[] {
  const next = merged(old, input);
  return [old ? null : factorIssue(input.code), rangeIssue(next.rangeLow, next.rangeHigh)].filter(
    (one) => one !== null,
  );
}

/** Replaces the table of parameters of a point; of a row that stays, fields that are not given stay. */
export async function writeParameters(
  w: Writing,
  point: Point,
  known: ReadonlyMap<string, Known>,
  inputs: readonly Input[],
): Promise<void> {
  const seen = new Set<string>();
  const issues: Issue[] = [];
  for (const [index, input] of inputs.entries()) {
    const at = (one: Issue): Issue => ({ ...one, field: `parameters/${index}/${one.field}` });
    if (seen.has(input.code))
      issues.push(at(issue(registryErrors.parameterRepeated, { code: input.code }, 'code')));
    seen.add(input.code);
    issues.push(...parameterIssues(known.get(input.code) ?? null, input).map(at));
  }
  refuse(issues);
  const gone = [...known.keys()].filter((code) => !seen.has(code));
  if (gone.length > 0) {
    await sql`delete from registry.point_parameter where point_id = ${point.id} and code = any(${gone}::text[])`.execute(
      w.tx,
    );
    w.effects.point(point.id);
    w.effects.limits(point.id, gone);
  }
  for (const [index, input] of inputs.entries())
    await writeParameter(w, point, known.get(input.code) ?? null, { ...input, sort: input.sort ?? index });
}

/** Adds a parameter or changes it. Whether its limit is read in another unit now is for those who judge to know. */
export async function writeParameter(
  w: Writing,
  point: Point,
  old: Known | null,
  input: Input,
): Promise<void> {
  if (old && !differs(old, input)) return;
  const next = merged(old, input);
  const value = (field: 'unit') => stored(field, next[field] ?? null);
  await sql`
    insert into registry.point_parameter (point_id, code, unit, decimals, range_low, range_high, sort, public)
    values (${point.id}, ${input.code}, ${value('unit')}, ${next.decimals ?? null}, ${next.rangeLow ?? null},
      ${next.rangeHigh ?? null}, ${next.sort ?? 0}, ${next.public ?? true})
    on conflict (point_id, code) do update set unit = excluded.unit, decimals = excluded.decimals, range_low = excluded.range_low,
      range_high = excluded.range_high, sort = excluded.sort, public = excluded.public
  `.execute(w.tx);
  w.effects.point(point.id);
  if ((old?.unit ?? null) !== value('unit')) w.effects.limits(point.id, [input.code]);
}
