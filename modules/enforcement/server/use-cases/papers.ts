import { type DocumentContent, type DocumentFile, documentFile, type Format } from '@tarim/documents';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { bodyOf } from '@tarim/supervision/queries';
import type { CaseDocument, VerifiedDocument } from '../../contract.ts';
import type { PaperInput } from '../documents/content.ts';
import { filingPaper, stepPaper, volumePaper } from '../documents/step-paper.ts';
import { standingOf } from '../domain/file.ts';
import { enforcementErrors as E } from '../errors.ts';
import { type CaseRow, type StepRow, stepsOf } from '../sql/cases.ts';
import { compensationOf } from '../sql/compensation.ts';
import { documentByCode, documentContent, documentContents } from '../sql/papers.ts';
import { HANDLE } from './actions.ts';
import { requireCase, seesPerson } from './read-cases.ts';
import { titleOf } from './titles.ts';

/** @throws TarimError ENFORCEMENT_CASE_UNKNOWN, FORBIDDEN for cases of persons */
async function openFile(
  ctx: Context,
  actor: Actor,
  id: number,
): Promise<{ row: CaseRow; steps: StepRow[]; input: PaperInput }> {
  const row = await requireCase(ctx.db, id);
  if (!seesPerson(ctx, actor, row)) ctx.policy.require(actor, HANDLE, { unitPath: row.unitPath });
  const steps = await stepsOf(ctx.db, [id]);
  const { name } = await bodyOf(ctx.db, row.unitPath);
  const input: PaperInput = {
    row,
    steps,
    standing: standingOf(steps),
    number: row.number,
    authority: name,
    violationTitle: titleOf(row.violation, 'zh'),
    compensation: await compensationOf(ctx.db, id),
    madeAt: beijingIso((steps.at(-1)?.at ?? row.recordedAt).getTime()),
  };
  return { row, steps, input };
}

/** A paper of the file: as it was made where it has a number of its own, else what its step says, under the case's number. */
function paperOf(
  input: PaperInput,
  step: StepRow | null,
  made: DocumentContent | undefined,
): DocumentContent {
  if (made) return made;
  if (!step) return filingPaper({ ...input, madeAt: beijingIso(input.row.recordedAt.getTime()) });
  const number = `${input.row.number}-${step.nth}`;
  return stepPaper({ ...input, number, madeAt: beijingIso(step.at.getTime()) }, step.act, step.by.name);
}

/** 文书: of one step; of none (0) 立案审批表. @throws TarimError ENFORCEMENT_DOCUMENT_UNKNOWN */
export async function casePaper(
  ctx: Context,
  actor: Actor,
  id: number,
  nth: number,
  format: Format,
): Promise<DocumentFile> {
  const { steps, input } = await openFile(ctx, actor, id);
  const step = nth === 0 ? null : steps.find((one) => one.nth === nth);
  if (step === undefined) throw new TarimError(E.documentUnknown);
  const made = (await documentContents(ctx.db, id)).get(nth);
  return documentFile(paperOf(input, step, made), `case-${id}-${nth}`, format);
}

/** 案卷: everything in one document, with its list. */
export async function caseVolume(
  ctx: Context,
  actor: Actor,
  id: number,
  format: Format,
): Promise<DocumentFile> {
  const { row, steps, input } = await openFile(ctx, actor, id);
  const made = await documentContents(ctx.db, id);
  const papers = [null, ...steps].map((step) => ({
    content: paperOf(input, step, step ? made.get(step.nth) : undefined),
    on: step === null ? row.filedOn : 'on' in step.act ? step.act.on : step.act.from,
  }));
  return documentFile(volumePaper(input, papers), `case-${id}`, format);
}

/** 有文号的文书: the last of its kind. @throws TarimError ENFORCEMENT_CASE_UNKNOWN, ENFORCEMENT_DOCUMENT_UNKNOWN, FORBIDDEN for cases of persons */
export async function caseDocument(
  ctx: Context,
  actor: Actor,
  id: number,
  kind: CaseDocument['kind'],
  format: Format,
): Promise<DocumentFile> {
  const row = await requireCase(ctx.db, id);
  if (!seesPerson(ctx, actor, row)) ctx.policy.require(actor, HANDLE, { unitPath: row.unitPath });
  const found = await documentContent(ctx.db, id, kind);
  if (!found) throw new TarimError(E.documentUnknown);
  return documentFile(found.content, `${kind}-${id}`, format);
}

/** 文书核验, for everybody who has the paper. @throws TarimError ENFORCEMENT_CODE_UNKNOWN */
export async function verifyDocument(ctx: Context, code: string): Promise<VerifiedDocument> {
  const found = await documentByCode(ctx.db, code);
  if (!found) throw new TarimError(E.codeUnknown);
  const { unitPath, ...told } = found;
  return { ...told, authority: (await bodyOf(ctx.db, unitPath)).name };
}
