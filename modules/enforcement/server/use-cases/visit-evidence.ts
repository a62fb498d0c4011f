import { type DoneVisit, visitForCase } from '@tarim/inspection/queries';
import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, type Context, evidenceName } from '@tarim/platform';
import type { CaseAct } from '../../contract.ts';
import { enforcementErrors as E } from '../errors.ts';
import { wordsIn } from '../words.ts';

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
    acts.push({
      act: 'add-evidence' as const,
      on: beijingDate(record.madeAt.getTime()),
      kind: record.form === 'site' ? ('site-record' as const) : ('party' as const),
      title: t('visit.evidence', { title, person: record.person }),
      proves: t(`visit.proves-${record.form}`),
      // The store of files is shared: what the phone brought is there by its hash.
      files: [
        { sha256, name },
        ...record.evidence.map(({ sha256: hash, name: called }) => ({ sha256: hash, name: called })),
      ].slice(0, 20),
    });
  }
  return { visit, acts };
}
