import { type DocumentContent, type DocumentFile, documentFile, type Format } from '@tarim/documents';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { bodyOf } from '@tarim/supervision/queries';
import type { CaseDocument, VerifiedDocument } from '../../contract.ts';
import type { FileInput } from '../documents/content.ts';
import { factoryBody, paperWords } from '../documents/paper-words.ts';
import {
  type Dated,
  dayOf,
  filingPaper,
  stepKind,
  stepPaper,
  stepSpec,
  volumePaper,
} from '../documents/step-paper.ts';
import { standingOf } from '../domain/file.ts';
import { enforcementErrors as E } from '../errors.ts';
import { type CaseRow, type StepRow, stepsOf } from '../sql/cases.ts';
import { compensationOf } from '../sql/compensation.ts';
import { documentByCode, documentContent, documentContents } from '../sql/papers.ts';
import { HANDLE } from './actions.ts';
import { type Templates, templatesOf } from './paper-templates.ts';
import { requireCase, seesPerson } from './read-cases.ts';
import { titleOf } from './titles.ts';

/** A case with all that its papers are made of. */
export interface OpenFile {
  readonly row: CaseRow;
  readonly steps: readonly StepRow[];
  readonly input: FileInput;
  readonly templates: Templates;
  /** What was made with a number, by its step. */
  readonly made: ReadonlyMap<number, DocumentContent>;
}

/** @throws TarimError ENFORCEMENT_CASE_UNKNOWN, FORBIDDEN for cases of persons */
export async function openFile(ctx: Context, actor: Actor, id: number): Promise<OpenFile> {
  const row = await requireCase(ctx.db, id);
  if (!seesPerson(ctx, actor, row)) ctx.policy.require(actor, HANDLE, { unitPath: row.unitPath });
  const steps = await stepsOf(ctx.db, [id]);
  const { name } = await bodyOf(ctx.db, row.unitPath);
  const input: FileInput = {
    row,
    steps,
    standing: standingOf(steps),
    authority: name,
    violationTitle: titleOf(row.violation, 'zh'),
    compensation: await compensationOf(ctx.db, id),
  };
  const made = await documentContents(ctx.db, id);
  return { row, steps, input, templates: await templatesOf(ctx.db, row.unitPath), made };
}

const iso = (at: Date) => beijingIso(at.getTime());

/**
 * A paper of the file: as it was made where it has a number of its own, else what its step says, under the case's number, by the
 * template that held when the step was taken.
 */
export function paperOf({ row, input, templates, made }: OpenFile, step: StepRow | null): DocumentContent {
  if (!step)
    return filingPaper({
      ...input,
      words: templates('file', row.recordedAt),
      number: row.number,
      on: row.filedOn,
      madeAt: iso(row.recordedAt),
    });
  const kept = made.get(step.nth);
  if (kept) return kept;
  const kind = stepKind(step.act);
  const words = kind ? templates(kind, step.at) : paperWords(factoryBody(stepSpec(step.act)), null);
  const number = `${row.number}-${step.nth}`;
  return stepPaper(
    { ...input, words, number, on: dayOf(step.act), madeAt: iso(step.at) },
    step.act,
    step.by.name,
  );
}

export const datedPaper = (file: OpenFile, step: StepRow | null): Dated => ({
  content: paperOf(file, step),
  on: step === null ? file.row.filedOn : dayOf(step.act),
});

/** 文书: of one step; of none (0) 立案审批表. @throws TarimError ENFORCEMENT_DOCUMENT_UNKNOWN */
export async function casePaper(
  ctx: Context,
  actor: Actor,
  id: number,
  nth: number,
  format: Format,
): Promise<DocumentFile> {
  const file = await openFile(ctx, actor, id);
  const step = nth === 0 ? null : file.steps.find((one) => one.nth === nth);
  if (step === undefined) throw new TarimError(E.documentUnknown);
  return documentFile(paperOf(file, step), `case-${id}-${nth}`, format);
}

/** 案卷: everything in one document, with its list. */
export async function caseVolume(
  ctx: Context,
  actor: Actor,
  id: number,
  format: Format,
): Promise<DocumentFile> {
  const file = await openFile(ctx, actor, id);
  const papers = [null, ...file.steps].map((step) => datedPaper(file, step));
  const last = file.steps.at(-1);
  const at = last?.at ?? file.row.recordedAt;
  const content = volumePaper(
    {
      ...file.input,
      words: file.templates('volume', at),
      number: file.row.number,
      on: papers.at(-1)!.on,
      madeAt: iso(at),
    },
    papers,
  );
  return documentFile(content, `case-${id}`, format);
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
