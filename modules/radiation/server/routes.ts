import { type BoundRoute, implement, negotiateLanguage, templateOf, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { type MadeFile, XLSX } from './files.ts';
import { getCollection } from './use-cases/collection.ts';
import { compareLedger, listComparisons, takeComparison } from './use-cases/comparisons.ts';
import { LEDGER_COLUMNS, LEDGER_SHEET } from './use-cases/ledger-sheet.ts';
import { actOnLicence, addLicence } from './use-cases/licences.ts';
import { actOnOrphan, addOrphan, listOrphans } from './use-cases/orphans.ts';
import { addOwnReading, fileOwnReport, listOwnUnits } from './use-cases/own.ts';
import { addDevice, addPerson, addPlace, addReading, changePerson } from './use-cases/people.ts';
import { actOnReport } from './use-cases/reports.ts';
import { exportSources, listSources } from './use-cases/source-list.ts';
import { actOnSource, addSource, getSource } from './use-cases/sources.ts';
import { exportUnits } from './use-cases/unit-sheet.ts';
import { addUnit, changeUnit, getUnit, listUnits } from './use-cases/units.ts';
import type { Tongue } from './words.ts';

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

export const routes: readonly BoundRoute[] = [
  implement(contract.listUnits, ({ actor, query }, ctx) => listUnits(ctx, actor!, query)),
  implement(contract.exportUnits, async ({ actor, query: { format, ...filter }, request, reply }, ctx) =>
    send(reply, await exportUnits(ctx, actor!, filter, format, tongueOf(request))),
  ),
  implement(contract.getUnit, ({ actor, params }, ctx) => getUnit(ctx, actor!, params.id)),
  implement(contract.addUnit, ({ actor, body, request }, ctx) =>
    addUnit(ctx, actor!, body, tongueOf(request)),
  ),
  implement(contract.changeUnit, ({ actor, params, body }, ctx) => changeUnit(ctx, actor!, params.id, body)),
  implement(contract.addLicence, ({ actor, params, body, request }, ctx) =>
    addLicence(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.actOnLicence, ({ actor, params, body, request }, ctx) =>
    actOnLicence(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.addPlace, ({ actor, params, body }, ctx) => addPlace(ctx, actor!, params.id, body)),
  implement(contract.addDevice, ({ actor, params, body }, ctx) => addDevice(ctx, actor!, params.id, body)),
  implement(contract.addPerson, ({ actor, params, body }, ctx) => addPerson(ctx, actor!, params.id, body)),
  implement(contract.changePerson, ({ actor, params, body }, ctx) =>
    changePerson(ctx, actor!, params.id, body),
  ),
  implement(contract.addReading, ({ actor, params, body }, ctx) => addReading(ctx, actor!, params.id, body)),
  implement(contract.actOnReport, ({ actor, params, body, request }, ctx) =>
    actOnReport(ctx, actor!, params.id, params.year, body, tongueOf(request)),
  ),
  implement(contract.listOwnUnits, ({ actor }, ctx) => listOwnUnits(ctx, actor!)),
  implement(contract.fileOwnReport, ({ actor, params, body, request }, ctx) =>
    fileOwnReport(ctx, actor!, params.id, params.year, body, tongueOf(request)),
  ),
  implement(contract.addOwnReading, ({ actor, params, body }, ctx) =>
    addOwnReading(ctx, actor!, params.id, body),
  ),
  implement(contract.listSources, ({ query }, ctx) => listSources(ctx, query)),
  implement(contract.exportSources, async ({ query: { format, ...filter }, request, reply }, ctx) =>
    send(reply, await exportSources(ctx, filter, format, tongueOf(request))),
  ),
  implement(contract.getSource, ({ params, request }, ctx) => getSource(ctx, params.id, tongueOf(request))),
  implement(contract.addSource, ({ actor, params, body, request }, ctx) =>
    addSource(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.actOnSource, ({ actor, params, body, request }, ctx) =>
    actOnSource(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.getCollection, ({ query }, ctx) => getCollection(ctx, query.unit)),
  implement(contract.listOrphans, ({ query }, ctx) => listOrphans(ctx, query)),
  implement(contract.addOrphan, ({ actor, body }, ctx) => addOrphan(ctx, actor!, body)),
  implement(contract.actOnOrphan, ({ actor, params, body, request }, ctx) =>
    actOnOrphan(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.listComparisons, (_call, ctx) => listComparisons(ctx)),
  implement(contract.comparisonTemplate, async ({ reply }) =>
    send(reply, {
      bytes: await templateOf(LEDGER_SHEET, LEDGER_COLUMNS),
      mime: XLSX,
      name: 'radiation-sources.xlsx',
    }),
  ),
  implement(contract.compareLedger, async ({ actor, request }, ctx) => {
    const { bytes, name } = await uploadedFile(request);
    return compareLedger(ctx, actor!, bytes, name, tongueOf(request));
  }),
  implement(contract.takeComparison, ({ actor, params }, ctx) => takeComparison(ctx, actor!, params.id)),
];
