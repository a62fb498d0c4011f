import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { importComponents, postComponents } from './import/import-components.ts';
import { componentTemplate } from './import/template.ts';
import { components } from './use-cases/components.ts';
import { explainComponents } from './use-cases/explain-components.ts';
import { exportComponents } from './use-cases/export-components.ts';
import { languageOf, wordsOf } from './use-cases/frame.ts';
import { listSpecies, listStations } from './use-cases/stations.ts';
import { traffic } from './use-cases/traffic.ts';
import { listUploads, uploadFile } from './use-cases/uploads.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function send(
  reply: Parameters<BoundRoute['handle']>[0]['reply'],
  name: string,
  mime: string,
  body: Parameters<typeof reply.send>[0],
): undefined {
  void reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .type(mime)
    .send(body);
}

export const routes: readonly BoundRoute[] = [
  implement(contract.listStations, (_call, ctx) => listStations(ctx)),
  implement(contract.listSpecies, async () => listSpecies()),
  implement(contract.components, ({ query }, ctx) => components(ctx, query)),
  implement(contract.explainComponents, ({ query }, ctx) => explainComponents(ctx, query)),
  implement(contract.exportComponents, async ({ query, request, reply }, ctx) => {
    const { name, mime, stream } = await exportComponents(ctx, query, languageOf(request));
    return send(reply, name, mime, stream);
  }),
  implement(contract.traffic, ({ query }, ctx) => traffic(ctx, query)),
  implement(contract.importComponents, async ({ actor, query: { mode, ...declared }, request }, ctx) =>
    importComponents(ctx, actor!, await uploadedFile(request), mode, declared, wordsOf(request)),
  ),
  implement(contract.postComponents, ({ machine, query, body, request }, ctx) =>
    postComponents(ctx, machine!, body, query.mode ?? 'import', wordsOf(request)),
  ),
  implement(contract.componentTemplate, async ({ reply }) =>
    send(reply, 'VOC组分导入模板.xlsx', XLSX, Buffer.from(await componentTemplate())),
  ),
  implement(contract.listUploads, (_call, ctx) => listUploads(ctx)),
  implement(contract.uploadFile, async ({ params, reply }, ctx) => {
    const { name, mime, bytes } = await uploadFile(ctx, params.id);
    return send(reply, name, mime, Buffer.from(bytes));
  }),
];
