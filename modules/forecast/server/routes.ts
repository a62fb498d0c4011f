import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { importForecasts, postForecasts } from './import/import-forecasts.ts';
import { importTemplate } from './import/template.ts';
import { explainForecast } from './use-cases/explain-forecast.ts';
import { languageOf, wordsOf } from './use-cases/frame.ts';
import { listForecasts } from './use-cases/list-forecasts.ts';
import { listUploads, uploadFile } from './use-cases/uploads.ts';
import { verification } from './use-cases/verification.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function send(
  reply: Parameters<BoundRoute['handle']>[0]['reply'],
  { name, mime, bytes }: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array },
): undefined {
  void reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .type(mime)
    .send(Buffer.from(bytes));
}

export const routes: readonly BoundRoute[] = [
  implement(contract.listForecasts, ({ query, request }, ctx) =>
    listForecasts(ctx, query, languageOf(request)),
  ),
  implement(contract.explainForecast, ({ query, request }, ctx) =>
    explainForecast(ctx, query, languageOf(request)),
  ),
  implement(contract.verification, ({ query, request }, ctx) =>
    verification(ctx, query, languageOf(request)),
  ),
  implement(contract.importForecasts, async ({ actor, query, request }, ctx) =>
    importForecasts(ctx, actor!, await uploadedFile(request), query.mode, wordsOf(request)),
  ),
  implement(contract.postForecasts, ({ machine, query, body, request }, ctx) =>
    postForecasts(ctx, machine!, body.rows, query.mode ?? 'import', wordsOf(request)),
  ),
  implement(contract.importTemplate, async ({ reply }) =>
    send(reply, { name: 'AQI预报导入模板.xlsx', mime: XLSX, bytes: await importTemplate() }),
  ),
  implement(contract.listUploads, (_call, ctx) => listUploads(ctx)),
  implement(contract.uploadFile, async ({ params, reply }, ctx) =>
    send(reply, await uploadFile(ctx, params.id)),
  ),
];
