import { type ErrorParams, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import type { Method, putStatus as putRoute } from '../../contract.ts';
import { judgeStatus, withoutNothing } from '../domain/judge-status.ts';
import { ecologyErrors as E } from '../errors.ts';
import { insertStatuses, statusOfYears } from '../sql/status.ts';
import { bringer, canonical, requireUnit, thisYear, WRITE } from '../use-cases/frame.ts';

/** Evaluates what was entered and adds it as a revision; the same input again adds nothing. */
export async function putStatus(
  ctx: Context,
  actor: Actor,
  { code, method, year }: { code: string; method: Method; year: number },
  body: Static<NonNullable<typeof putRoute.body>>,
): Promise<Static<NonNullable<typeof putRoute.response>>> {
  const unit = await requireUnit(ctx.db, code);
  ctx.policy.require(actor, WRITE, { unitPath: unit.path });
  if (year > thisYear(ctx)) throw new TarimError(E.yearAhead, { year });
  const input = withoutNothing(body.input);
  const { judged, defects } = judgeStatus(method, input);
  if (!judged) {
    const { definition, params } = defects[0]!;
    throw new TarimError(definition, params as ErrorParams);
  }
  return asActor(ctx, actor, WRITE, async (tx) => {
    const { value, grade } = judged;
    const before = (await statusOfYears(tx, method, [year], unit.path)).find(
      (one) => one.unitPath === unit.path,
    );
    if (before && same(before, { input, judged }))
      return { revision: before.revision, value, grade, added: false };
    const [made] = await insertStatuses(
      tx,
      [{ unitPath: unit.path, year, method, input, judged }],
      bringer(ctx, actor, body.source),
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'ecology.status.put',
      subject: `${unit.code} ${method} ${year}`,
      unitPath: unit.path,
      detail: { revision: made!.revision, value, grade },
    });
    return { revision: made!.revision, value, grade, added: true };
  });
}

/** The same figures judged by the same rule. */
export const same = (
  before: { input: object; rule: { version: string } },
  now: { input: object; judged: { rule: { version: string } } },
): boolean =>
  canonical(before.input) === canonical(now.input) && before.rule.version === now.judged.rule.version;
