import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import { bodyOf, calendarOf } from '@tarim/supervision/queries';
import type { Receipt, ReporterAct, ReporterView } from '../../contract.ts';
import { dueOf, handleDue, reviewUntil } from '../domain/clocks.ts';
import { type Doer, retaliationOpen, type Standing, standingOf } from '../domain/file.ts';
import { reporterActs, reporterRefusal } from '../domain/life.ts';
import { hashOfCode, idOfNumber, numberOf } from '../domain/receipt.ts';
import { complaintErrors as E } from '../errors.ts';
import { type FileRow, fileOfCode, insertStep, lockFile, stepsOf } from '../sql/files.ts';
import { type Key, type Tongue, wordsIn } from '../words.ts';
import { refused } from './act-on-file.ts';
import { receivedOn, requireFile } from './read-files.ts';

/** Steps of the reporter carry no name. */
const REPORTER: Doer = { userId: null, name: '' };

/** The same error whether the number or the code is wrong: neither can be found out by itself. @throws TarimError COMPLAINT_RECEIPT_UNKNOWN */
async function fileOf(ctx: Context, { number, code }: Receipt): Promise<FileRow> {
  const named = idOfNumber(number);
  const row = named && (await fileOfCode(ctx.db, named.id, hashOfCode(code)));
  if (!row || receivedOn(row).slice(0, 4) !== named.year) throw new TarimError(E.receiptUnknown);
  return row;
}

/** @throws TarimError COMPLAINT_RECEIPT_UNKNOWN */
export async function readReceipt(ctx: Context, receipt: Receipt, tongue: Tongue): Promise<ReporterView> {
  return viewOf(ctx, ctx.db, await fileOf(ctx, receipt), tongue);
}

/**
 * What a reporter does with receipt and code; a report of retaliation raises the flag that the level above sees.
 * @throws TarimError of `domain/life.ts`; COMPLAINT_RECEIPT_UNKNOWN
 */
export async function actByReceipt(
  ctx: Context,
  { act, ...receipt }: Receipt & { act: ReporterAct },
  tongue: Tongue,
): Promise<ReporterView> {
  const row = await fileOf(ctx, receipt);
  const calendar = await calendarOf(ctx, ctx.db, row.unitPath);
  const at = new Date(ctx.clock.now());
  const today = beijingDate(at.getTime());
  await ctx.db.transaction().execute(async (tx) => {
    await lockFile(tx, row.id);
    const steps = await stepsOf(tx, [row.id]);
    const refusal = reporterRefusal(standingOf(steps), act.act, today, calendar);
    if (refusal) throw refused(refusal, tongue);
    const dated = { ...act, on: today };
    const after = standingOf([...steps, { act: dated, by: REPORTER }]);
    await insertStep(
      tx,
      { complaintId: row.id, nth: steps.length + 1, unitPath: row.unitPath, act: dated, by: REPORTER, at },
      {
        state: after.state,
        retaliation: retaliationOpen(after),
        unitPath: row.unitPath,
        enterpriseId: row.enterpriseId,
      },
    );
    await ctx.audit.record(tx, {
      actor: null,
      action: 'complaint.reporter.step',
      subject: `complaint/${row.id}`,
      unitPath: row.unitPath,
      detail: { act: act.act },
    });
  });
  return viewOf(ctx, ctx.db, row, tongue);
}

async function viewOf(ctx: Context, db: DbOrTx, row: FileRow, tongue: Tongue): Promise<ReporterView> {
  const own = standingOf(await stepsOf(db, [row.id]));
  // What was joined to another stands as that one does.
  const main = own.ended?.act === 'merge' ? await requireFile(db, own.ended.into) : row;
  const merged = main.id !== row.id;
  const now = merged ? standingOf(await stepsOf(db, [main.id])) : own;
  const calendar = await calendarOf(ctx, db, main.unitPath);
  const body = await bodyOf(db, main.unitPath);
  const today = beijingDate(ctx.clock.now());
  const acts = reporterActs(own, today, calendar);
  return {
    number: numberOf(row.id, receivedOn(row)),
    kind: row.kind,
    state: now.state,
    unit: body.name,
    receivedAt: beijingIso(row.receivedAt.getTime()),
    acceptedOn: now.accepted?.on ?? null,
    dueOn: dueNow(now, receivedOn(main), calendar),
    extended: now.extension?.granted ?? false,
    ended: endedOf(now, tongue),
    merged,
    reply: now.reply && {
      on: now.reply.on,
      text: now.reply.text,
      verdict: now.handled?.verdict ?? null,
      authority: body.name,
    },
    rated: own.rated,
    reviewUntil: acts.includes('ask-review') ? reviewUntil(own, calendar) : null,
    review: own.review && {
      askedOn: own.review.askedOn,
      decidedOn: own.review.decided?.on ?? null,
      opinion: own.review.decided?.opinion ?? null,
    },
    retaliation: own.retaliation && {
      on: own.retaliation.on,
      answeredOn: own.retaliation.answer?.on ?? null,
      answer: own.retaliation.answer?.text ?? null,
    },
    acts,
  };
}

/** Up to when something is owed to the reporter. */
function dueNow(now: Standing, received: string, calendar: Parameters<typeof dueOf>[2]): string | null {
  if (now.ended || now.reply) return null;
  return now.accepted ? handleDue(now, calendar) : dueOf('complaint-accept', received, calendar);
}

function endedOf({ ended }: Standing, tongue: Tongue): ReporterView['ended'] {
  if (!ended || ended.act === 'merge') return null;
  if (ended.act === 'transfer') return { on: ended.on, reason: ended.reason, to: ended.to };
  const ground = wordsIn(tongue)(`ground.${ended.ground}` as Key);
  return { on: ended.on, reason: `${ground}${tongue === 'zh' ? '：' : ': '}${ended.reason}`, to: null };
}
