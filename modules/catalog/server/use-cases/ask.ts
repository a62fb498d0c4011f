import { beijingDate, DAY_MS, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { type AskedSet, LONGEST_DAYS, type RequestBody, type RequestRow } from '../../contract.ts';
import { defectOfAsked } from '../domain/grant.ts';
import { hashSecret, newReceipt, plainReceipt } from '../domain/token.ts';
import { catalogErrors as E } from '../errors.ts';
import { insertRequest, type RequestRecord, requestByReceipt } from '../sql/requests.ts';
import { presentRequest } from './present.ts';

/**
 * 提交共享申请: by a person of another bureau who is signed in, or by anybody on the portal.
 * @returns the receipt code, which is told now and never again
 * @throws TarimError CATALOG_NOT_SHAREABLE, CATALOG_FIELD_UNKNOWN, CATALOG_UNIT_UNKNOWN, CATALOG_PERIOD_INVALID
 */
export async function askForSharing(
  ctx: Context,
  actor: Actor | null,
  asked: RequestBody,
  simulated = false,
): Promise<{ id: number; receipt: string }> {
  checkSets(ctx, asked.datasets);
  await checkUnit(ctx, asked.unitPath);
  checkPeriod(ctx, asked.validTo);
  const receipt = newReceipt();
  const id = await ctx.db.transaction().execute(async (tx) => {
    const made = await insertRequest(tx, {
      ...asked,
      receiptHash: hashSecret(plainReceipt(receipt)),
      applicantUser: actor?.userId ?? null,
      at: new Date(ctx.clock.now()),
      simulated,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'catalog.request.submitted',
      subject: `request/${made}`,
      unitPath: asked.unitPath,
      detail: { body: asked.body, datasets: asked.datasets.map((one) => one.dataset) },
    });
    return made;
  });
  return { id, receipt };
}

/** @throws TarimError CATALOG_RECEIPT_UNKNOWN */
export async function requestOfReceipt(ctx: Context, receipt: string): Promise<RequestRecord> {
  const found = await requestByReceipt(ctx.db, hashSecret(plainReceipt(receipt)));
  if (!found) throw new TarimError(E.receiptUnknown);
  return found;
}

export async function readReceipt(ctx: Context, receipt: string): Promise<RequestRow> {
  return presentRequest(ctx, await requestOfReceipt(ctx, receipt));
}

/** @throws TarimError CATALOG_NOT_SHAREABLE, CATALOG_FIELD_UNKNOWN */
export function checkSets(ctx: Context, asked: readonly AskedSet[]): void {
  const defect = defectOfAsked(asked, ctx.datasets);
  if (defect?.kind === 'not-shareable') throw new TarimError(E.notShareable, { id: defect.id });
  if (defect) throw new TarimError(E.fieldUnknown, { id: defect.id, field: defect.field });
}

/** @throws TarimError CATALOG_UNIT_UNKNOWN */
export async function checkUnit(ctx: Context, unitPath: string): Promise<void> {
  if (unitPath !== '/' && !(await unitByPath(ctx.db, unitPath)))
    throw new TarimError(E.unitUnknown, { unit: unitPath });
}

/** @throws TarimError CATALOG_PERIOD_INVALID */
export function checkPeriod(ctx: Context, validTo: string): void {
  const now = ctx.clock.now();
  if (validTo <= beijingDate(now) || validTo > beijingDate(now + LONGEST_DAYS * DAY_MS))
    throw new TarimError(E.periodInvalid, { days: LONGEST_DAYS });
}
