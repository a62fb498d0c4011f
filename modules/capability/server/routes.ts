import { type BoundRoute, implement, negotiateLanguage, templateOf, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { type MadeFile, XLSX } from './files.ts';
import { addEquipment, changeEquipment, getEquipment, listEquipment } from './use-cases/equipment.ts';
import {
  EQUIPMENT_COLUMNS,
  EQUIPMENT_SHEET,
  exportEquipment,
  importEquipment,
} from './use-cases/equipment-sheet.ts';
import { exportGap, getGap } from './use-cases/gap.ts';
import { importList, listLists, listTemplate } from './use-cases/lists.ts';
import { addPerson, addTraining, changePerson, listPeople, voidTraining } from './use-cases/people.ts';
import { getReport, keepReport, listReports } from './use-cases/reports.ts';
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
  implement(contract.listLists, ({ query }, ctx) => listLists(ctx, query.field)),
  implement(contract.listTemplate, async ({ query, reply }, ctx) =>
    send(reply, { bytes: await listTemplate(ctx, query.id), mime: XLSX, name: 'required-list.xlsx' }),
  ),
  implement(contract.importList, async ({ actor, query, request }, ctx) => {
    const { mode, note = '', ...input } = query;
    const { bytes } = await uploadedFile(request);
    return importList(ctx, actor!, { ...input, note }, bytes, mode === 'commit', tongueOf(request));
  }),
  implement(contract.listEquipment, ({ query }, ctx) => listEquipment(ctx, query)),
  implement(contract.exportEquipment, async ({ query: { format, ...filter }, reply }, ctx) =>
    send(reply, await exportEquipment(ctx, filter, format)),
  ),
  implement(contract.equipmentTemplate, async ({ reply }) =>
    send(reply, {
      bytes: await templateOf(EQUIPMENT_SHEET, EQUIPMENT_COLUMNS),
      mime: XLSX,
      name: 'equipment.xlsx',
    }),
  ),
  implement(contract.importEquipment, async ({ actor, query, request }, ctx) =>
    importEquipment(
      ctx,
      actor!,
      (await uploadedFile(request)).bytes,
      query.mode === 'commit',
      tongueOf(request),
    ),
  ),
  implement(contract.getEquipment, ({ params }, ctx) => getEquipment(ctx, params.id)),
  implement(contract.addEquipment, ({ actor, body }, ctx) => addEquipment(ctx, actor!, body)),
  implement(contract.changeEquipment, ({ actor, params, body }, ctx) =>
    changeEquipment(ctx, actor!, params.id, body),
  ),
  implement(contract.listPeople, ({ query }, ctx) => listPeople(ctx, query)),
  implement(contract.addPerson, ({ actor, body }, ctx) => addPerson(ctx, actor!, body)),
  implement(contract.changePerson, ({ actor, params, body }, ctx) =>
    changePerson(ctx, actor!, params.id, body),
  ),
  implement(contract.addTraining, ({ actor, params, body }, ctx) =>
    addTraining(ctx, actor!, params.id, body),
  ),
  implement(contract.voidTraining, ({ actor, params, body }, ctx) =>
    voidTraining(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.getGap, ({ query }, ctx) => getGap(ctx, query)),
  implement(contract.exportGap, async ({ query: { format, ...query }, request, reply }, ctx) =>
    send(reply, await exportGap(ctx, query, format, tongueOf(request))),
  ),
  implement(contract.listReports, ({ query }, ctx) => listReports(ctx, query)),
  implement(contract.getReport, ({ params }, ctx) => getReport(ctx, params.id)),
  implement(contract.keepReport, ({ actor, body }, ctx) => keepReport(ctx, actor!, body)),
];
