import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Language, type Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { REPORT_GRAIN, type Schedule, type saveSchedule as saveRoute } from '../../contract.ts';
import { nextOccurrence } from '../domain/schedule.ts';
import { reportingErrors } from '../errors.ts';
import { allSchedules, type ScheduleRecord, upsertSchedule } from '../sql/schedules.ts';
import { reportUnit } from '../units.ts';
import { wordsIn } from '../words.ts';
import { MAKE } from './access.ts';

export async function listSchedules(
  ctx: Context,
  actor: Actor,
  language: Language,
): Promise<{ schedules: Schedule[] }> {
  const [rows, units] = await Promise.all([allSchedules(ctx.db), unitsUnder(ctx.db, '/')]);
  const written = language === 'en' ? 'en' : 'zh-CN';
  const names = new Map(units.map(({ path, names: { zh, en } }) => [path, written === 'en' ? en : zh]));
  names.set('/', wordsIn(written)('doc.allUnits'));
  return {
    schedules: rows.map((row) => present(ctx, actor, row, names.get(row.unitPath) ?? row.unitPath)),
  };
}

/** @throws TarimError REPORTING_TIMING_INVALID, REPORTING_UNIT_INVALID, FORBIDDEN */
export async function saveSchedule(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof saveRoute.body>>,
  language: Language,
): Promise<Schedule> {
  const { kind, unitPath, timing } = body;
  ctx.policy.require(actor, MAKE, { unitPath });
  const { hour, minute, day, month } = timing;
  const grain = REPORT_GRAIN[kind];
  if (grain !== 'day' && (day === undefined || (grain === 'year' && month === undefined)))
    throw new TarimError(reportingErrors.timingInvalid);
  const unit = await reportUnit(ctx.db, unitPath, language === 'en' ? 'en' : 'zh-CN');
  const kept = {
    day: { hour, minute },
    month: { hour, minute, day },
    year: { hour, minute, day, month },
  }[grain];
  const row = await asActor(ctx, actor, MAKE, async (tx) => {
    const saved = await upsertSchedule(tx, { ...body, timing: kept, changedBy: actor.name }, ctx.clock.now());
    await ctx.audit.record(tx, {
      actor,
      action: 'reporting.schedule.saved',
      subject: `schedule/${kind}`,
      unitPath,
      detail: { enabled: body.enabled, timing: kept, language: body.language, publish: body.publish },
    });
    return saved;
  });
  return present(ctx, actor, row, unit.name);
}

function present(ctx: Context, actor: Actor, row: ScheduleRecord, unitName: string): Schedule {
  const next = row.enabled ? nextOccurrence(row, ctx.clock.now()) : null;
  const { kind, unitPath, enabled, timing, language, publish, lastPeriod, lastReport, changedBy } = row;
  return {
    kind,
    unitPath,
    unitName,
    enabled,
    timing,
    language,
    publish,
    nextAt: next ? beijingIso(next.at) : null,
    nextPeriod: next?.period.key ?? null,
    lastAt: row.lastAt ? beijingIso(row.lastAt.getTime()) : null,
    lastPeriod,
    lastReportId: lastReport,
    changedBy,
    mayChange: ctx.policy.can(actor, MAKE, { unitPath }),
  };
}
