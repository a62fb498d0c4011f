import { type BoundRoute, implement, negotiateLanguage, templateOf, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { ratePetition, readReceipt } from './use-cases/by-receipt.ts';
import { addFacility, changeFacility, getFacility, listFacilities } from './use-cases/facilities.ts';
import { FACILITY_COLUMNS, FACILITY_SHEET, importFacilities } from './use-cases/facility-sheet.ts';
import { emfFigures } from './use-cases/figures.ts';
import { acknowledgeFinding, closeFinding, listFindings } from './use-cases/findings.ts';
import { addCertificate, addInstrument, listInstruments } from './use-cases/instruments.ts';
import {
  addMeasurement,
  checkMeasurement,
  getMeasurement,
  listMeasurements,
} from './use-cases/measurements.ts';
import { type MadeFile, openFacilities, openFile } from './use-cases/open.ts';
import { fileOwnMeasurement, listOwnFacilities } from './use-cases/own.ts';
import { petitionReport } from './use-cases/petition-report.ts';
import { actOnPetition, registerPetition } from './use-cases/petitions.ts';
import { addPhoto, openPhoto, photoFile, removePhoto } from './use-cases/photos.ts';
import { getPetition, listPetitions } from './use-cases/read-petitions.ts';
import { addRule, listRules } from './use-cases/rules.ts';
import type { Tongue } from './words.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

interface Reply {
  type(mime: string): Reply;
  header(name: string, value: string): Reply;
  send(body: Buffer): unknown;
}
async function send(reply: Reply, { bytes, mime, name }: MadeFile): Promise<undefined> {
  reply.type(mime).header('content-disposition', `attachment; filename="${name}"`);
  await reply.send(Buffer.from(bytes));
  return undefined;
}

/** A picture to look at; whatever it is, a browser takes it for nothing else. */
async function show(
  reply: Reply,
  { bytes, mime }: MadeFile,
  whose: 'private' | 'public',
): Promise<undefined> {
  reply
    .type(mime)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', `${whose}, max-age=${whose === 'public' ? 60 : 600}`);
  await reply.send(Buffer.from(bytes));
  return undefined;
}

export const routes: readonly BoundRoute[] = [
  implement(contract.listFacilities, ({ query }, ctx) => listFacilities(ctx, query)),
  implement(contract.facilityTemplate, async ({ reply }) =>
    send(reply, {
      bytes: await templateOf(FACILITY_SHEET, FACILITY_COLUMNS),
      mime: XLSX,
      name: 'facilities.xlsx',
    }),
  ),
  implement(contract.importFacilities, async ({ actor, query, request }, ctx) => {
    const { bytes } = await uploadedFile(request);
    return importFacilities(ctx, actor!, bytes, query.mode === 'commit', tongueOf(request));
  }),
  implement(contract.getFacility, ({ params }, ctx) => getFacility(ctx, params.id)),
  implement(contract.addFacility, ({ actor, body, request }, ctx) =>
    addFacility(ctx, actor!, body, tongueOf(request)),
  ),
  implement(contract.changeFacility, ({ actor, params, body, request }, ctx) =>
    changeFacility(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.listMeasurements, ({ query }, ctx) => listMeasurements(ctx, query)),
  implement(contract.getMeasurement, ({ actor, params }, ctx) => getMeasurement(ctx, actor!, params.id)),
  implement(contract.addMeasurement, ({ actor, params, body }, ctx) =>
    addMeasurement(ctx, actor!, params.id, body.kind, body.measurement),
  ),
  implement(contract.checkMeasurement, ({ actor, params, body }, ctx) =>
    checkMeasurement(ctx, actor!, params.id, body),
  ),
  implement(contract.listInstruments, ({ query }, ctx) => listInstruments(ctx, query)),
  implement(contract.addInstrument, ({ actor, body }, ctx) => addInstrument(ctx, actor!, body)),
  implement(contract.addCertificate, ({ actor, params, body }, ctx) =>
    addCertificate(ctx, actor!, params.id, body),
  ),
  implement(contract.addPhoto, async ({ actor, params, request }, ctx) =>
    addPhoto(ctx, actor!, params.id, await uploadedFile(request)),
  ),
  implement(contract.photoFile, async ({ actor, params, reply }, ctx) =>
    show(reply, await photoFile(ctx, actor!, params.id), 'private'),
  ),
  implement(contract.removePhoto, ({ actor, params, body }, ctx) =>
    removePhoto(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.openPhoto, async ({ params, reply }, ctx) =>
    show(reply, await openPhoto(ctx, params.id), 'public'),
  ),
  implement(contract.listOwnFacilities, ({ actor }, ctx) => listOwnFacilities(ctx, actor!)),
  implement(contract.fileOwnMeasurement, ({ actor, params, body }, ctx) =>
    fileOwnMeasurement(ctx, actor!, params.id, body),
  ),
  implement(contract.listEmfFindings, ({ query }, ctx) => listFindings(ctx, query)),
  implement(contract.acknowledgeEmfFinding, ({ actor, params }, ctx) =>
    acknowledgeFinding(ctx, actor!, params.id),
  ),
  implement(contract.closeEmfFinding, ({ actor, params, body }, ctx) =>
    closeFinding(ctx, actor!, params.id, body),
  ),
  implement(contract.listDutyRules, (_call, ctx) => listRules(ctx)),
  implement(contract.addDutyRule, ({ actor, body }, ctx) => addRule(ctx, actor!, body)),
  implement(contract.listPetitions, ({ actor, query }, ctx) => listPetitions(ctx, actor!, query)),
  implement(contract.getPetition, ({ actor, params }, ctx) => getPetition(ctx, actor!, params.id)),
  implement(contract.registerPetition, ({ actor, body }, ctx) => registerPetition(ctx, actor!, body)),
  implement(contract.actOnPetition, ({ actor, params, body }, ctx) =>
    actOnPetition(ctx, actor!, params.id, body),
  ),
  implement(contract.petitionReport, async ({ actor, params, query, reply }, ctx) =>
    send(reply, await petitionReport(ctx, actor!, params.id, query.format)),
  ),
  implement(contract.readPetitionReceipt, ({ body }, ctx) => readReceipt(ctx, body)),
  implement(contract.ratePetition, ({ body }, ctx) => ratePetition(ctx, body)),
  implement(contract.listOpenFacilities, (_call, ctx) => openFacilities(ctx)),
  implement(contract.exportOpenFacilities, async ({ query, reply }, ctx) =>
    send(reply, await openFile(ctx, query.format)),
  ),
  implement(contract.getEmfFigures, (_call, ctx) => emfFigures(ctx)),
];
