import { documentFile } from '@tarim/documents';
import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { evaluateGrade, evaluateRadiationDeadline } from '@tarim/science';
import { ACCIDENT_STANDARD, RADIATION_CLOCKS } from '@tarim/standards';
import type { Accident, AccidentDetail, AccidentFacts } from '../../contract.ts';
import { formContent } from '../documents/form.ts';
import { trackingErrors as E } from '../errors.ts';
import {
  type AccidentRow,
  accidentRow,
  accidentRows,
  insertAccident,
  openAccidentOf,
  updateAccident,
} from '../sql/accidents.ts';
import { standingRows, type TerminalRow, terminalRows } from '../sql/terminals.ts';
import { wordsIn } from '../words.ts';
import { handled, noteStep } from './alarms.ts';

/** The report is in Chinese, whatever language the console is read in. */
const t = wordsIn('zh');
const HANDLE = 'tracking.handle';
const MOST = 500;
/** The clock of the unit (生产、销售、使用单位): the initial report within two hours. */
const CLOCK = 'acc-unit';

/** Grade and report of an accident as the law has them, from the source and the facts. */
function judged(
  row: AccidentRow,
  terminal: TerminalRow & { readonly lat?: number | null; readonly lon?: number | null },
) {
  // The form has no fractions of a second.
  const foundAt = Math.floor(row.foundAt.getTime() / 1_000) * 1_000;
  const { lat = null, lon = null } = terminal;
  const last =
    lat === null || lon === null ? null : t('form.lastPlace', { lat: lat.toFixed(5), lon: lon.toFixed(5) });
  const place = row.form.事故发生地点 ?? last;
  // Members that the form is filled from stand beside those of the grade.
  const input = {
    ...row.facts,
    ...row.form,
    event: row.event,
    nuclide: terminal.nuclide,
    activity: terminal.activity,
    measuredAt: Date.parse(`${terminal.measuredOn}T00:00:00+08:00`),
    at: foundAt,
    ...(terminal.sourceCode === '' ? { category: terminal.category } : { code: terminal.sourceCode }),
    '名称（公章）': row.form['名称（公章）'] ?? terminal.owner,
    事故发生地点: place,
    事故源数量: row.form.事故源数量 ?? 1,
  };
  return evaluateGrade(input);
}

function accidentOf(row: AccidentRow, terminal: TerminalRow, now: number): Accident {
  const { id, terminalId, unitPath, state, simulated } = row;
  const due = evaluateRadiationDeadline({ clock: CLOCK, trigger: row.foundAt.getTime() }).due!;
  const end = row.reportedAt?.getTime() ?? row.endedAt?.getTime() ?? now;
  return {
    ...{ id, terminalId, unitPath, state, simulated },
    terminalName: terminal.name,
    owner: terminal.owner,
    foundAt: beijingIso(row.foundAt.getTime()),
    dueAt: due,
    reportedAt: row.reportedAt && beijingIso(row.reportedAt.getTime()),
    endedAt: row.endedAt && beijingIso(row.endedAt.getTime()),
    late: end > Date.parse(due),
    grade: judged(row, terminal).grade,
  };
}

export async function listAccidents(ctx: Context): Promise<{ accidents: Accident[] }> {
  const rows = await accidentRows(ctx.db, MOST);
  const terminals = new Map(
    (
      await terminalRows(
        ctx.db,
        rows.map((one) => one.terminalId),
      )
    ).map((one) => [one.id, one]),
  );
  return { accidents: rows.map((row) => accidentOf(row, terminals.get(row.terminalId)!, ctx.clock.now())) };
}

/** @throws TarimError TRACKING_ACCIDENT_UNKNOWN */
export async function getAccident(ctx: Context, id: number, db: DbOrTx = ctx.db): Promise<AccidentDetail> {
  const row = await accidentRow(db, id);
  if (!row) throw new TarimError(E.accidentUnknown, { id });
  const [terminal] = await standingRows(db, { id: row.terminalId }, 1);
  const { grade, level, matched, category, report, problems } = judged(row, terminal!);
  return {
    ...accidentOf(row, terminal!, ctx.clock.now()),
    alarmId: row.alarmId,
    facts: { ...row.facts, event: row.event },
    grade,
    level,
    matched: matched.map((one) => ({ grade: one.grade, zh: one.zh, of: one.of })),
    category: category.used,
    activity: terminal!.activity,
    activityThen: category.activity,
    nuclide: terminal!.nuclide,
    clockSource: RADIATION_CLOCKS.data.rows.find((one) => one.id === CLOCK)!.source,
    gradeSource: ACCIDENT_STANDARD.code,
    gradeConfidence: ACCIDENT_STANDARD.confidence,
    problems: problems.map((one) => one.message),
    // What a person wrote stands before what was worked out.
    form: report.parts.map(({ key, zh, values }) => ({
      key,
      title: zh,
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, row.form[name] ?? value]),
      ),
    })),
    endReason: row.endReason,
    by: row.by,
  };
}

/**
 * Makes an accident of an alarm: the two hours run from when it was found.
 * @throws TarimError TRACKING_ALARM_UNKNOWN, TRACKING_ALARM_CLOSED, TRACKING_ACCIDENT_OPEN, TRACKING_FOUND_INVALID, FORBIDDEN
 */
export async function openAccident(
  ctx: Context,
  actor: Actor,
  alarmId: number,
  { event, foundAt }: { readonly event: AccidentFacts['event']; readonly foundAt: string },
): Promise<AccidentDetail> {
  const now = ctx.clock.now();
  if (Date.parse(foundAt) > now) throw new TarimError(E.foundUnfit);
  let id = 0;
  await handled(ctx, actor, alarmId, async (tx, alarm) => {
    const { terminalId, unitPath, simulated } = alarm;
    if ((await openAccidentOf(tx, terminalId)) !== null) throw new TarimError(E.accidentThere);
    const at = new Date(now);
    id = await insertAccident(tx, {
      terminalId,
      alarmId,
      unitPath,
      event,
      foundAt: new Date(foundAt),
      simulated,
      by: actor.name,
      at,
    });
    await noteStep(ctx, tx, alarm, { act: 'accident', note: '', by: actor.name });
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.accident.opened',
      subject: `accident/${id}`,
      unitPath,
      detail: { alarmId, event },
    });
  });
  return getAccident(ctx, id);
}

async function changed(
  ctx: Context,
  actor: Actor,
  id: number,
  action: string,
  change: (row: AccidentRow) => AccidentRow,
): Promise<AccidentDetail> {
  const known = await accidentRow(ctx.db, id);
  if (!known) throw new TarimError(E.accidentUnknown, { id });
  const { unitPath } = known;
  ctx.policy.require(actor, HANDLE, { unitPath });
  return asActor(ctx, actor, HANDLE, async (tx) => {
    const row = (await accidentRow(tx, id, true))!;
    if (row.endedAt) throw new TarimError(E.accidentEnded);
    await updateAccident(tx, change(row));
    await ctx.audit.record(tx, { actor, action, subject: `accident/${id}`, unitPath });
    return getAccident(ctx, id, tx);
  });
}

/** Only fields of the form are kept. */
const FIELDS = new Set(ACCIDENT_STANDARD.data.fields.flatMap((one) => one.parts));

/** @throws TarimError TRACKING_ACCIDENT_UNKNOWN, TRACKING_ACCIDENT_ENDED, FORBIDDEN */
export function changeAccident(
  ctx: Context,
  actor: Actor,
  id: number,
  { facts: { event, ...facts }, form }: { readonly facts: AccidentFacts; readonly form: AccidentRow['form'] },
): Promise<AccidentDetail> {
  return changed(ctx, actor, id, 'tracking.accident.changed', (row) => ({
    ...row,
    event,
    facts,
    form: {
      ...row.form,
      ...Object.fromEntries(Object.entries(form).filter(([name]) => FIELDS.has(name))),
    },
  }));
}

/** @throws TarimError TRACKING_ACCIDENT_UNKNOWN, TRACKING_ACCIDENT_ENDED, FORBIDDEN */
export function settleAccident(
  ctx: Context,
  actor: Actor,
  id: number,
  { act, note }: { readonly act: 'reported' | 'ended'; readonly note: string },
): Promise<AccidentDetail> {
  const at = new Date(ctx.clock.now());
  return changed(ctx, actor, id, `tracking.accident.${act}`, (row) =>
    act === 'reported'
      ? { ...row, state: 'reported', reportedAt: row.reportedAt ?? at }
      : { ...row, state: 'ended', endedAt: at, endReason: note },
  );
}

/** The initial report as a document. @throws TarimError TRACKING_ACCIDENT_UNKNOWN */
export async function accidentForm(ctx: Context, id: number, format: 'pdf' | 'docx') {
  const content = formContent(await getAccident(ctx, id), beijingIso(ctx.clock.now()));
  return documentFile(content, `accident-${id}`, format);
}
