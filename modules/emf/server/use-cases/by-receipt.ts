import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import { bodyOf, calendarOf } from '@tarim/supervision/queries';
import type { PetitionReceipt, ResidentView } from '../../contract.ts';
import { replyDue } from '../domain/clocks.ts';
import { mayRate, type RateAct, standingOf } from '../domain/petition.ts';
import { hashOfCode, idOfNumber, numberOf } from '../domain/receipt.ts';
import { emfErrors as E } from '../errors.ts';
import { measurementRows } from '../sql/measurements.ts';
import { insertStep, lockPetition, type PetitionRow, petitionOfCode, stepsOf } from '../sql/petitions.ts';
import { receivedOn, requirePetition } from './read-petitions.ts';

/** The same error whether the number or the code is wrong. @throws TarimError EMF_RECEIPT_UNKNOWN */
async function rowOf(ctx: Context, { number, code }: PetitionReceipt): Promise<PetitionRow> {
  const named = idOfNumber(number);
  const row = named && (await petitionOfCode(ctx.db, named.id, hashOfCode(code)));
  if (!row || receivedOn(row).slice(0, 4) !== named.year) throw new TarimError(E.receiptUnknown);
  return row;
}

/** @throws TarimError EMF_RECEIPT_UNKNOWN */
export async function readReceipt(ctx: Context, receipt: PetitionReceipt): Promise<ResidentView> {
  return viewOf(ctx, ctx.db, await rowOf(ctx, receipt));
}

/** 满意度, once. @throws TarimError EMF_RECEIPT_UNKNOWN, EMF_RATING_UNFIT */
export async function ratePetition(
  ctx: Context,
  { satisfied, note, ...receipt }: PetitionReceipt & { satisfied: boolean; note: string },
): Promise<ResidentView> {
  const row = await rowOf(ctx, receipt);
  const at = new Date(ctx.clock.now());
  await ctx.db.transaction().execute(async (tx) => {
    await lockPetition(tx, row.id);
    const steps = await stepsOf(tx, [row.id]);
    const standing = standingOf(steps.map((one) => one.act));
    if (!mayRate(standing)) throw new TarimError(E.ratedAlready);
    const act: RateAct = { act: 'rate', on: beijingDate(at.getTime()), satisfied, note: note.trim() };
    await insertStep(tx, row, { nth: steps.length + 1, act, by: '', at }, standing.state);
    await ctx.audit.record(tx, {
      actor: null,
      action: 'emf.petition.rated',
      subject: `petition/${row.id}`,
      unitPath: row.unitPath,
      detail: { satisfied },
    });
  });
  return viewOf(ctx, ctx.db, row);
}

async function viewOf(ctx: Context, db: DbOrTx, row: PetitionRow): Promise<ResidentView> {
  const acts = (await stepsOf(db, [row.id])).map(({ act }) => act);
  const own = standingOf(acts);
  // What was joined to another stands as that one does.
  let [main, now] = [row, own];
  while (now.mergedInto !== null) {
    main = await requirePetition(db, now.mergedInto);
    now = standingOf((await stepsOf(db, [main.id])).map(({ act }) => act));
  }
  const calendar = await calendarOf(ctx, db, main.unitPath);
  return {
    number: numberOf(row.id, receivedOn(row)),
    state: now.state,
    place: row.place,
    unit: (await bodyOf(db, main.levelPath)).name,
    receivedOn: receivedOn(row),
    dueOn: now.reply ? null : replyDue(receivedOn(main), calendar),
    appointment: now.appointment && beijingIso(Date.parse(now.appointment)),
    measurement: await measurementOf(db, now.measurementId),
    report: now.report,
    reply: now.reply,
    rated: own.rated,
    mayRate: mayRate(own),
    simulated: row.simulated,
  };
}

async function measurementOf(db: DbOrTx, id: number | null): Promise<ResidentView['measurement']> {
  const [one] = id === null ? [] : await measurementRows(db, { id, limit: 1 });
  if (!one || one.state === 'returned') return null;
  const { input, judgement } = one;
  return {
    at: beijingIso(one.measuredAt.getTime()),
    place: input.place,
    measuredBy: input.measuredBy,
    instrument: input.instrument.name,
    method: input.method,
    distanceM: input.distanceM,
    readings: input.readings.map((reading, i) => ({ ...reading, ...judgement.readings[i]! })),
    verdict: one.verdict,
    percent: one.percent,
    upperBound: judgement.upperBound,
    checked: one.state === 'checked',
    rule: judgement.rule,
  };
}
