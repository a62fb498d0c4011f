import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Language, type Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { pointsByIds } from '@tarim/registry/queries';
import { type createHush as createRoute, type Hush, LIVE_ALARMS } from '../../contract.ts';
import { alarmErrors } from '../errors.ts';
import { endHush as endRow, type HushRow, insertHush, listHushRows, settleHushes } from '../sql/hush.ts';
import { versionsOf } from '../sql/rule-book.ts';

const ACTION = 'alarm.acknowledge';

export async function listHushes(
  ctx: Context,
  actor: Actor,
  query: { present?: boolean; pointId?: number },
  language: Language,
): Promise<{ hushes: Hush[] }> {
  const now = ctx.clock.now();
  const rows = await listHushRows(ctx.db, {
    ...(query.present ? { present: now } : {}),
    ...(query.pointId === undefined ? {} : { pointId: query.pointId }),
  });
  return { hushes: await present(ctx, actor, rows, language) };
}

async function present(
  ctx: Context,
  actor: Actor,
  rows: readonly HushRow[],
  language: Language,
): Promise<Hush[]> {
  if (rows.length === 0) return [];
  const now = ctx.clock.now();
  const points = await pointsByIds(ctx.db, [...new Set(rows.flatMap((row) => row.pointId ?? []))]);
  const pointName = new Map(points.map((point) => [point.id, point.name]));
  const unitName = new Map(
    (await unitsUnder(ctx.db, '/')).map(({ path, names }) => [
      path,
      (language === 'zh-CN' ? names.zh : names[language]) || names.zh,
    ]),
  );
  return rows.map((row) => {
    const over = row.endedAt !== null || Date.parse(row.until) <= now;
    return {
      ...row,
      pointName: row.pointId === null ? null : (pointName.get(row.pointId) ?? null),
      unitName: unitName.get(row.unitPath) ?? row.unitPath,
      state: over ? 'over' : Date.parse(row.from) > now ? 'planned' : 'present',
      mayEnd: !over && ctx.policy.can(actor, ACTION, { unitPath: row.unitPath }),
    };
  });
}

/**
 * Silences alarms of a point, a rule or a kind for a time. Alarms go on living; nobody is disturbed. For the competent chain only:
 * the unit is the point's, or the one below which it is to hold.
 * @throws TarimError FORBIDDEN, ALARM_HUSH_OF_NOTHING, ALARM_PERIOD_WRONG, ALARM_POINT_UNKNOWN, ALARM_RULE_UNKNOWN, ALARM_TEXT_EMPTY
 */
export async function createHush(
  ctx: Context,
  actor: Actor,
  input: Static<NonNullable<typeof createRoute.body>>,
  language: Language,
): Promise<Hush> {
  const { kind, pointId, ruleKey, alarmKind } = input;
  const now = ctx.clock.now();
  const from = Date.parse(input.from);
  const until = Date.parse(input.until);
  const reason = input.reason.trim();
  if (reason === '') throw new TarimError(alarmErrors.textEmpty);
  if (pointId === undefined && ruleKey === undefined && alarmKind === undefined)
    throw new TarimError(alarmErrors.hushOfNothing);
  if (until <= from || until <= now) throw new TarimError(alarmErrors.periodWrong);
  const unitPath = await unitOf(ctx, pointId, input.unitPath);
  ctx.policy.require(actor, ACTION, { unitPath });
  if (ruleKey !== undefined && (await versionsOf(ctx.db, ruleKey)).length === 0)
    throw new TarimError(alarmErrors.ruleUnknown, { key: ruleKey });
  const id = await asActor(ctx, actor, ACTION, async (tx) => {
    const made = await insertHush(tx, {
      kind,
      pointId: pointId ?? null,
      ruleKey: ruleKey ?? null,
      alarmKind: alarmKind ?? null,
      unitPath,
      from,
      until,
      reason,
      byName: actor.name,
      byUser: actor.userId,
      at: now,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'alarm.hush.created',
      subject: `alarm/hush/${made}`,
      unitPath,
      detail: { ...input, reason },
    });
    return made;
  });
  await settle(ctx);
  return only(ctx, actor, id, language);
}

async function unitOf(
  ctx: Context,
  pointId: number | undefined,
  wanted: string | undefined,
): Promise<string> {
  if (pointId === undefined) return wanted ?? '/';
  const [point] = await pointsByIds(ctx.db, [pointId]);
  if (!point) throw new TarimError(alarmErrors.pointUnknown, { id: pointId });
  return point.unitPath;
}

/** @throws TarimError ALARM_HUSH_UNKNOWN, ALARM_HUSH_OVER, FORBIDDEN */
export async function endHush(ctx: Context, actor: Actor, id: number, language: Language): Promise<Hush> {
  const [row] = await listHushRows(ctx.db, { id });
  if (!row) throw new TarimError(alarmErrors.hushUnknown, { id });
  const { unitPath } = row;
  ctx.policy.require(actor, ACTION, { unitPath });
  await asActor(ctx, actor, ACTION, async (tx) => {
    if (!(await endRow(tx, id, actor.name, ctx.clock.now())))
      throw new TarimError(alarmErrors.hushOver, { id });
    await ctx.audit.record(tx, { actor, action: 'alarm.hush.ended', subject: `alarm/hush/${id}`, unitPath });
  });
  await settle(ctx);
  return only(ctx, actor, id, language);
}

/** Open alarms show at once what covers them. */
async function settle(ctx: Context): Promise<void> {
  await ctx.db.transaction().execute((tx) => settleHushes(tx, ctx.clock.now()));
  ctx.live.publish(LIVE_ALARMS, { items: [] });
}

async function only(ctx: Context, actor: Actor, id: number, language: Language): Promise<Hush> {
  return (await present(ctx, actor, await listHushRows(ctx.db, { id }), language))[0]!;
}
