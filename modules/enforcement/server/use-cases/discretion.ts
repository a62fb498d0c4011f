import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { FINE_RANGES } from '@tarim/standards';
import type {
  DiscretionAsked,
  DiscretionResult,
  DiscretionTable,
  estimateFine as estimateRoute,
  setDiscretion as setRoute,
} from '../../contract.ts';
import { adviceOf, tableFault } from '../domain/discretion.ts';
import { enforcementErrors as E } from '../errors.ts';
import type { CaseRow } from '../sql/cases.ts';
import { discretionRows, insertDiscretion } from '../sql/discretion.ts';
import { DECIDE, HANDLE } from './actions.ts';
import { requireCase, type Tongue } from './read-cases.ts';

export async function listDiscretion(
  ctx: Context,
  query: { unit?: string; violation?: string; on?: string },
): Promise<{ tables: DiscretionTable[] }> {
  return { tables: await discretionRows(ctx.db, query) };
}

/**
 * A new version of a table. Those that cases used stay as they were.
 * @throws TarimError ENFORCEMENT_DISCRETION_UNFIT, …_VIOLATION_UNKNOWN, …_UNIT_UNKNOWN, FORBIDDEN
 */
export async function setDiscretion(
  ctx: Context,
  actor: Actor,
  asked: Static<NonNullable<typeof setRoute.body>>,
  simulated = false,
): Promise<DiscretionTable> {
  ctx.policy.require(actor, DECIDE, { unitPath: asked.unitPath });
  // A table that the region and the Corps issued together (兵地) is of the whole platform.
  if (asked.unitPath !== '/' && !(await unitByPath(ctx.db, asked.unitPath)))
    throw new TarimError(E.unitUnknown, { unit: asked.unitPath });
  const { violation } = asked;
  const known = FINE_RANGES.some(({ key, tiers }) =>
    tiers.some(({ when }) => `${key}:${when}` === violation),
  );
  if (violation !== null && !known)
    throw new TarimError(E.violationUnknown, { key: violation, on: asked.effectiveFrom });
  if (tableFault(asked)) throw new TarimError(E.discretionUnfit);
  return asActor(ctx, actor, DECIDE, async (tx) => {
    const id = await insertDiscretion(tx, {
      ...asked,
      by: actor.name,
      at: new Date(ctx.clock.now()),
      simulated,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'enforcement.discretion.set',
      subject: `discretion/${id}`,
      unitPath: asked.unitPath,
      detail: { name: asked.name, violation },
    });
    return (await discretionRows(tx, { id }))[0]!;
  });
}

/** @throws TarimError ENFORCEMENT_DISCRETION_UNKNOWN, …_DISCRETION_ASKED_BADLY, …_NO_RANGE */
export async function adviseOn(
  ctx: Context,
  row: CaseRow,
  asked: DiscretionAsked,
  tongue: Tongue,
): Promise<DiscretionResult> {
  // A table of another unit, or of another violation, is none for this case.
  const [table] = await discretionRows(ctx.db, {
    id: asked.table,
    unit: row.unitPath,
    violation: row.violation,
  });
  if (!table) throw new TarimError(E.discretionUnknown, { id: asked.table });
  if (!row.range) throw new TarimError(E.noRange);
  const advice = adviceOf(table, asked, row.range, tongue);
  if (typeof advice === 'string') throw new TarimError(E.discretionAsked, { why: advice });
  return advice;
}

/** Tries a table out; nothing is kept. */
export async function estimateFine(
  ctx: Context,
  actor: Actor,
  id: number,
  asked: Static<NonNullable<typeof estimateRoute.query>>,
  tongue: Tongue,
): Promise<DiscretionResult> {
  const row = await requireCase(ctx.db, id);
  ctx.policy.require(actor, HANDLE, { unitPath: row.unitPath });
  const { table, choices, adjust, share = 0, ground = '' } = asked;
  return adviseOn(
    ctx,
    row,
    {
      table,
      choices: choices.split(',').map(Number),
      adjustment: adjust ? { kind: adjust, share, ground } : null,
    },
    tongue,
  );
}
