import { type DoneVisit, visitForCase } from '@tarim/inspection/queries';
import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, type Context, evidenceName } from '@tarim/platform';
import type { CaseAct } from '../../contract.ts';
import { enforcementErrors as E } from '../errors.ts';
import { wordsIn } from '../words.ts';

/** Files of one piece of evidence, as its step allows. */
const MOST_FILES = 20;

/**
 * The visit that a case comes from, and what it brings along as evidence: each record as it was signed, as a PDF, with its
 * photographs (现场检查笔录; 当事人陈述 for inquiries).
 * @throws TarimError ENFORCEMENT_VISIT_UNFIT
 */
export async function evidenceOfVisit(
  ctx: Context,
  actor: Actor,
  id: number,
  enterpriseId: number | null,
): Promise<{ visit: DoneVisit; acts: Extract<CaseAct, { act: 'add-evidence' }>[] }> {
  const visit = await visitForCase(ctx, actor, id);
  if (!visit || visit.enterpriseId !== enterpriseId) throw new TarimError(E.visitUnfit, { id });
  const t = wordsIn('zh');
  const acts = [];
  for (const record of visit.records) {
    const title = t(`visit.${record.form}`);
    const mime = 'application/pdf';
    const name = evidenceName(`${title} ${record.id}.pdf`, 'evidence', mime);
    const { sha256 } = await ctx.files.put(await record.pdf(), { name, mime });
    // The store of files is shared: what the phone brought is there by its hash.
    const files = [
      { sha256, name },
      ...record.evidence.map(({ sha256: hash, name: called }) => ({ sha256: hash, name: called })),
    ];
    const whole = t('visit.evidence', { title, person: record.person });
    // One piece of evidence holds so many files; the others follow in the next, none is left out.
    for (let at = 0; at < files.length; at += MOST_FILES)
      acts.push({
        act: 'add-evidence' as const,
        on: beijingDate(record.madeAt.getTime()),
        kind: record.form === 'inquiry' ? ('party' as const) : ('site-record' as const),
        title: at === 0 ? whole : t('visit.continued', { title: whole, n: at / MOST_FILES + 1 }),
        proves: t(`visit.proves-${record.form}`),
        files: files.slice(at, at + MOST_FILES),
      });
  }
  return { visit, acts };
}
