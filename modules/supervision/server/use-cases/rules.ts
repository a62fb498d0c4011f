import { DAY_MS, TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import type {
  Body,
  BodyStatistics,
  DispatchRule,
  DispatchRuleInput,
  Lead,
  listLeads as leadsRoute,
  bodyStatistics as statisticsRoute,
} from '../../contract.ts';
import { supervisionErrors as E } from '../errors.ts';
import { bodyOf, writeBody } from '../sql/bodies.ts';
import { leadCode, leadRows } from '../sql/notices.ts';
import { insertVersion } from '../sql/rules.ts';
import { statistics, taskCode } from '../sql/tasks.ts';
import { iso, unitNames } from './present.ts';

/** A new version that holds from now on; tasks keep the one that made them. @throws TarimError SUPERVISION_UNIT_UNKNOWN */
export async function saveDispatchRule(
  ctx: Context,
  actor: Actor,
  key: string,
  input: DispatchRuleInput,
): Promise<DispatchRule> {
  for (const unit of input.match.units) await requireUnit(ctx, unit);
  return ctx.db.transaction().execute(async (tx) => {
    const rule = await insertVersion(tx, key, input, actor.name, new Date(ctx.clock.now()));
    await ctx.audit.record(tx, {
      actor,
      action: 'supervision.rule.changed',
      subject: `dispatch-rule/${key}`,
      detail: { ...input, version: rule.version },
    });
    return rule;
  });
}

async function requireUnit(ctx: Context, unit: string): Promise<void> {
  if (unit !== '/' && !(await unitByPath(ctx.db, unit))) throw new TarimError(E.unitUnknown, { unit });
}

/** Name and sign of a body; notices that were issued keep what they say. @throws TarimError SUPERVISION_UNIT_UNKNOWN */
export async function putBody(ctx: Context, actor: Actor, body: Omit<Body, 'set'>): Promise<Body> {
  const { unitPath } = body;
  await requireUnit(ctx, unitPath);
  return ctx.db.transaction().execute(async (tx) => {
    await writeBody(tx, body);
    await ctx.audit.record(tx, {
      actor,
      action: 'supervision.body.changed',
      subject: unitPath,
      unitPath,
      detail: { ...body },
    });
    return bodyOf(tx, unitPath);
  });
}

export async function listLeads(
  ctx: Context,
  query: Static<NonNullable<typeof leadsRoute.query>>,
  language: Language,
): Promise<{ leads: Lead[] }> {
  const [rows, nameOf] = await Promise.all([leadRows(ctx.db, query), unitNames(ctx.db, language)]);
  return {
    leads: rows.map((row) => ({
      ...row,
      code: leadCode(row.id),
      taskCode: taskCode(row.taskId),
      unitName: nameOf(row.unitPath),
      at: iso(row.at),
    })),
  };
}

const MOST_DAYS = 1_100;

/** By the body that has the tasks now, of those dispatched from `from` to `to` (both inclusive). @throws TarimError SUPERVISION_SPAN_INVALID */
export async function bodyStatistics(
  ctx: Context,
  { from, to, unit }: Static<NonNullable<typeof statisticsRoute.query>>,
  language: Language,
): Promise<{ bodies: BodyStatistics[] }> {
  const [begin, end] = [Date.parse(`${from}T00:00:00+08:00`), Date.parse(`${to}T00:00:00+08:00`) + DAY_MS];
  if (end <= begin || end - begin > MOST_DAYS * DAY_MS) throw new TarimError(E.spanInvalid);
  const span = {
    from: new Date(begin),
    to: new Date(end),
    unit: unit ?? '/',
    now: new Date(ctx.clock.now()),
  };
  const [rows, nameOf] = await Promise.all([statistics(ctx.db, span), unitNames(ctx.db, language)]);
  return { bodies: rows.map((row) => ({ ...row, unitName: nameOf(row.unitPath) })) };
}
