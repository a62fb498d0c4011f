import { beijingIso, DAY_MS, HOUR_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { CHECK_ITEMS, type CheckItem, type CheckResult, type FindingCard } from '../../contract.ts';
import { cardRequired, missingChecks } from '../domain/checks.ts';
import { radnetErrors as E } from '../errors.ts';
import type { FindingRow } from '../sql/findings.ts';
import { checkRows, insertCheck, spectraBetween } from '../sql/spectra.ts';
import { requireFinding } from './require-finding.ts';
import { shownSpectrum } from './spectra.ts';

const REVIEW = 'radnet.review';

/** @throws TarimError RADNET_FINDING_UNKNOWN */
export async function getFindingCard(ctx: Context, id: number): Promise<FindingCard> {
  return cardOf(ctx.db, await requireFinding(ctx.db, id));
}

async function cardOf(db: DbOrTx, row: FindingRow): Promise<FindingCard> {
  const [rows, spectra] = await Promise.all([
    checkRows(db, row.id),
    spectraBetween(db, row.pointId, row.from.getTime() - DAY_MS, row.to.getTime() + HOUR_MS),
  ]);
  const answers = rows.map(({ at, ...one }) => ({ ...one, at: beijingIso(at.getTime()) }));
  return {
    required: cardRequired(row),
    items: CHECK_ITEMS.map((item) => ({
      item,
      answer: answers.findLast((one) => one.item === item) ?? null,
    })),
    answers,
    missing: missingChecks(answers),
    spectra: spectra.map(shownSpectrum),
  };
}

/** @throws TarimError RADNET_FINDING_UNKNOWN, RADNET_FINDING_NOT_TO_CLOSE, FORBIDDEN */
export async function answerCheck(
  ctx: Context,
  actor: Actor,
  id: number,
  body: { readonly item: CheckItem; readonly result: CheckResult; readonly note: string },
): Promise<FindingCard> {
  const { unitPath } = await requireFinding(ctx.db, id);
  ctx.policy.require(actor, REVIEW, { unitPath });
  return asActor(ctx, actor, REVIEW, async (tx) => {
    // Locked: two answers at once would bear the same number.
    const row = await requireFinding(tx, id, true);
    const open = row.state === 'open' || row.state === 'acknowledged';
    if (!open || row.kind !== 'rise') throw new TarimError(E.findingOver, {});
    const at = new Date(ctx.clock.now());
    await insertCheck(tx, row, { ...body, note: body.note.trim(), at }, actor);
    await ctx.audit.record(tx, {
      actor,
      action: 'radnet.finding.checked',
      subject: `finding/${id}`,
      unitPath,
      detail: { item: body.item, result: body.result },
    });
    return cardOf(tx, row);
  });
}

/** @throws TarimError RADNET_CHECKS_MISSING where a finding needs its card whole and it is not */
export async function requireCard(db: DbOrTx, row: FindingRow): Promise<void> {
  if (!cardRequired(row)) return;
  const missing = missingChecks(await checkRows(db, row.id));
  if (missing.length > 0) throw new TarimError(E.checksMissing, { items: missing.join(', ') });
}
