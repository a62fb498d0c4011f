import { renderDocument } from '@tarim/documents';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { bodyOf } from '@tarim/supervision/queries';
import { petitionContent } from '../documents/report.ts';
import { emfErrors as E } from '../errors.ts';
import { getMeasurement } from './measurements.ts';
import type { MadeFile } from './open.ts';
import { getPetition } from './read-petitions.ts';

const MIME = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** The report as it stands now. @throws TarimError EMF_PETITION_UNKNOWN, EMF_PETITION_NOT_MEASURED, FORBIDDEN */
export async function petitionReport(
  ctx: Context,
  actor: Actor,
  id: number,
  format: 'pdf' | 'docx',
): Promise<MadeFile> {
  const one = await getPetition(ctx, actor, id);
  if (one.measurement === null) throw new TarimError(E.petitionNotMeasured);
  const measured = await getMeasurement(ctx, actor, one.measurement.id);
  const { name } = await bodyOf(ctx.db, one.levelPath);
  const content = petitionContent(one, measured, name, beijingIso(ctx.clock.now()));
  const rendered = await renderDocument(content);
  return { bytes: rendered[format], mime: MIME[format], name: `${one.number}.${format}` };
}
