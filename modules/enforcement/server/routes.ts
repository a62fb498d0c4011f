import { TarimError } from '@tarim/kernel';
import { type BoundRoute, implement, negotiateLanguage, sendEvidence, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { enforcementErrors as E } from './errors.ts';
import { actOnCase } from './use-cases/act-on-case.ts';
import { addClue, listClues, triageClue } from './use-cases/clues.ts';
import { getCommand } from './use-cases/command.ts';
import { getDesk } from './use-cases/desk.ts';
import { estimateFine, listDiscretion, setDiscretion } from './use-cases/discretion.ts';
import { fileCase, violationsOn } from './use-cases/file-case.ts';
import { caseFile, uploadCaseFile } from './use-cases/files.ts';
import { caseDocument, casePaper, caseVolume, verifyDocument } from './use-cases/papers.ts';
import { printPapers } from './use-cases/print.ts';
import { getCase, listCases, listOpenDecisions, type Tongue } from './use-cases/read-cases.ts';
import { caseStatistics } from './use-cases/statistics.ts';
import { getTemplate, listTemplates, previewTemplate, saveTemplate } from './use-cases/templates.ts';

const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

/** Of the answer of the server, what a paper needs. */
interface Reply {
  type(mime: string): { header(name: string, value: string): unknown };
  send(bytes: Buffer): { then(sent: () => void, failed: (error: Error) => void): void };
}

async function sendPaper(
  reply: Reply,
  { bytes, mime, name }: { bytes: Uint8Array; mime: string; name: string },
): Promise<undefined> {
  reply.type(mime).header('content-disposition', `inline; filename="${name}"`);
  await reply.send(Buffer.from(bytes));
  return undefined;
}

export const routes: readonly BoundRoute[] = [
  implement(contract.listCases, ({ query, request }, ctx) => listCases(ctx, query, tongueOf(request))),
  implement(contract.getCase, ({ actor, params, request }, ctx) =>
    getCase(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.fileCase, ({ actor, body, request }, ctx) =>
    fileCase(ctx, actor!, body, tongueOf(request)),
  ),
  implement(contract.actOnCase, ({ actor, params, body, request }, ctx) =>
    actOnCase(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.uploadCaseFile, async ({ actor, request }, ctx) =>
    uploadCaseFile(ctx, actor!, await uploadedFile(request)),
  ),
  implement(contract.getCaseFile, async ({ actor, params, ...http }, ctx) => {
    const file = await caseFile(ctx, actor!, params.id, params.sha256);
    if (!(await sendEvidence(http, ctx.files, file))) throw new TarimError(E.fileUnknown);
    return undefined;
  }),
  implement(contract.getCaseDocument, async ({ actor, params, query, reply }, ctx) =>
    sendPaper(reply, await caseDocument(ctx, actor!, params.id, params.kind, query.format)),
  ),
  implement(contract.getCasePaper, async ({ actor, params, query, reply }, ctx) =>
    sendPaper(reply, await casePaper(ctx, actor!, params.id, params.nth, query.format)),
  ),
  implement(contract.getCaseVolume, async ({ actor, params, query, reply }, ctx) =>
    sendPaper(reply, await caseVolume(ctx, actor!, params.id, query.format)),
  ),
  implement(contract.printPapers, async ({ actor, query, reply }, ctx) =>
    sendPaper(reply, await printPapers(ctx, actor!, query)),
  ),
  implement(contract.listTemplates, ({ query, request }, ctx) =>
    listTemplates(ctx, query.unit, tongueOf(request)),
  ),
  implement(contract.getTemplate, ({ params, query, request }, ctx) =>
    getTemplate(ctx, params.kind, query.unit, tongueOf(request)),
  ),
  implement(contract.saveTemplate, ({ actor, params, body, request }, ctx) =>
    saveTemplate(ctx, actor!, params.kind, body, tongueOf(request)),
  ),
  implement(contract.previewTemplate, async ({ actor, params, query, body, request, reply }, ctx) =>
    sendPaper(reply, await previewTemplate(ctx, actor!, params.kind, body, query.format, tongueOf(request))),
  ),
  implement(contract.listViolations, async ({ query, request }) => ({
    violations: violationsOn(query.on, tongueOf(request)),
  })),
  implement(contract.listClues, ({ query }, ctx) => listClues(ctx, query)),
  implement(contract.addClue, ({ actor, body }, ctx) => addClue(ctx, actor!, body)),
  implement(contract.triageClue, ({ actor, params, body }, ctx) => triageClue(ctx, actor!, params.id, body)),
  implement(contract.listDiscretion, ({ query }, ctx) => listDiscretion(ctx, query)),
  implement(contract.setDiscretion, ({ actor, body }, ctx) => setDiscretion(ctx, actor!, body)),
  implement(contract.estimateFine, ({ actor, params, query, request }, ctx) =>
    estimateFine(ctx, actor!, params.id, query, tongueOf(request)),
  ),
  implement(contract.getDesk, ({ actor, query, request }, ctx) =>
    getDesk(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.getCommand, ({ actor, query, request }, ctx) =>
    getCommand(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.caseStatistics, ({ query, request }, ctx) =>
    caseStatistics(ctx, query, tongueOf(request)),
  ),
  implement(contract.verifyDocument, ({ params }, ctx) => verifyDocument(ctx, params.code)),
  implement(contract.listOpenDecisions, ({ query }, ctx) => listOpenDecisions(ctx, query.before)),
];
