import { type BoundRoute, implement, sendStoredFile, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { exportHours, type MadeFile } from './use-cases/export-hours.ts';
import { getFindingAround } from './use-cases/finding-around.ts';
import { answerCheck, getFindingCard } from './use-cases/finding-card.ts';
import { acknowledgeFinding, closeFinding, getFinding, listFindings } from './use-cases/findings.ts';
import { actOnLegacyPoint, addLegacyPoint, getLegacyPoint, listLegacyPoints } from './use-cases/legacy.ts';
import {
  actOnNormUnit,
  addNormUnit,
  getNormUnit,
  listNormUnits,
  listOpenNormUnits,
} from './use-cases/norm.ts';
import { listOpenStations } from './use-cases/open-stations.ts';
import { actOnSample, getSample, listOpenSamples, listSamples, planSample } from './use-cases/samples.ts';
import { addSpectrum, getSpectrum, listSpectra, spectrumFile } from './use-cases/spectra.ts';
import { addBackground, getStation, listStations } from './use-cases/stations.ts';
import { addWell, addWellDay, getWell, listWells } from './use-cases/wells.ts';

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

export const routes: readonly BoundRoute[] = [
  implement(contract.listStations, ({ query }, ctx) => listStations(ctx, query.unit)),
  implement(contract.getStation, ({ params, query }, ctx) => getStation(ctx, params.id, query)),
  implement(contract.addBackground, ({ actor, params, body }, ctx) =>
    addBackground(ctx, actor!, params.id, body),
  ),
  implement(contract.listFindings, ({ query }, ctx) => listFindings(ctx, query)),
  implement(contract.getFinding, ({ params }, ctx) => getFinding(ctx, params.id)),
  implement(contract.acknowledgeFinding, ({ actor, params }, ctx) =>
    acknowledgeFinding(ctx, actor!, params.id),
  ),
  implement(contract.closeFinding, ({ actor, params, body }, ctx) =>
    closeFinding(ctx, actor!, params.id, body),
  ),
  implement(contract.getFindingCard, ({ params }, ctx) => getFindingCard(ctx, params.id)),
  implement(contract.answerCheck, ({ actor, params, body }, ctx) =>
    answerCheck(ctx, actor!, params.id, body),
  ),
  implement(contract.getFindingAround, ({ params }, ctx) => getFindingAround(ctx, params.id)),
  implement(contract.listSpectra, ({ params, query }, ctx) => listSpectra(ctx, params.id, query)),
  implement(contract.addSpectrum, async ({ actor, params, query, request }, ctx) =>
    addSpectrum(ctx, actor!, params.id, query, await uploadedFile(request)),
  ),
  implement(contract.getSpectrum, ({ params }, ctx) => getSpectrum(ctx, params.id)),
  implement(contract.spectrumFile, async ({ params, request, reply }, ctx) => {
    const { file, mime } = await spectrumFile(ctx, params.id);
    reply.header('cache-control', 'private, no-cache');
    sendStoredFile({ request, reply }, file, mime);
    return undefined;
  }),
  implement(contract.exportHours, async ({ query: { format, ...query }, reply }, ctx) =>
    send(reply, await exportHours(ctx, format, query)),
  ),
  implement(contract.listOpenRadiationStations, (_call, ctx) => listOpenStations(ctx)),
  implement(contract.listNormUnits, ({ query }, ctx) => listNormUnits(ctx, query)),
  implement(contract.getNormUnit, ({ actor, params }, ctx) => getNormUnit(ctx, actor!, params.id)),
  implement(contract.addNormUnit, ({ actor, body }, ctx) => addNormUnit(ctx, actor!, body)),
  implement(contract.actOnNormUnit, ({ actor, params, body }, ctx) =>
    actOnNormUnit(ctx, actor!, params.id, body),
  ),
  implement(contract.listOpenNormUnits, (_call, ctx) => listOpenNormUnits(ctx)),
  implement(contract.listLegacyPoints, ({ query }, ctx) => listLegacyPoints(ctx, query)),
  implement(contract.getLegacyPoint, ({ actor, params }, ctx) => getLegacyPoint(ctx, actor!, params.id)),
  implement(contract.addLegacyPoint, ({ actor, body }, ctx) => addLegacyPoint(ctx, actor!, body)),
  implement(contract.actOnLegacyPoint, ({ actor, params, body }, ctx) =>
    actOnLegacyPoint(ctx, actor!, params.id, body),
  ),
  implement(contract.listWells, ({ query }, ctx) => listWells(ctx, query.unit)),
  implement(contract.getWell, ({ params }, ctx) => getWell(ctx, params.id)),
  implement(contract.addWell, ({ actor, body }, ctx) => addWell(ctx, actor!, body)),
  implement(contract.addWellDay, ({ actor, params, body }, ctx) => addWellDay(ctx, actor!, params.id, body)),
  implement(contract.listSamples, ({ query }, ctx) => listSamples(ctx, query)),
  implement(contract.getSample, ({ actor, params }, ctx) => getSample(ctx, actor!, params.id)),
  implement(contract.planSample, ({ actor, body }, ctx) => planSample(ctx, actor!, body)),
  implement(contract.actOnSample, ({ actor, params, body }, ctx) =>
    actOnSample(ctx, actor!, params.id, body),
  ),
  implement(contract.listOpenSamples, ({ query }, ctx) => listOpenSamples(ctx, query.before)),
];
