import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { importStatus, statusTemplate } from './status/import.ts';
import { getStatus, listStatus } from './status/list.ts';
import { putStatus } from './status/put.ts';
import { importSurveys, surveyTemplate } from './surveys/import.ts';
import { putSurvey } from './surveys/put.ts';
import { getSurvey, listSites, listSurveys } from './surveys/read.ts';
import { sendXlsx, tongueOf } from './use-cases/http.ts';

export const ecologyRoutes: readonly BoundRoute[] = [
  implement(contract.listStatus, ({ query }, ctx) => listStatus(ctx, query)),
  implement(contract.getStatus, ({ params }, ctx) => getStatus(ctx, params)),
  implement(contract.putStatus, ({ actor, params, body }, ctx) => putStatus(ctx, actor!, params, body)),
  implement(contract.statusTemplate, async ({ query, reply }, ctx) =>
    sendXlsx(reply, `${query.method}.xlsx`, await statusTemplate(ctx, query.method)),
  ),
  implement(contract.importStatus, async ({ actor, query, request }, ctx) =>
    importStatus(ctx, actor!, (await uploadedFile(request)).bytes, query, tongueOf(request)),
  ),
  implement(contract.listSurveys, ({ query }, ctx) => listSurveys(ctx, query)),
  implement(contract.getSurvey, ({ params }, ctx) => getSurvey(ctx, params.id)),
  implement(contract.putSurvey, ({ actor, body }, ctx) => putSurvey(ctx, actor!, body)),
  implement(contract.listSites, (_call, ctx) => listSites(ctx)),
  implement(contract.surveyTemplate, async ({ reply }, ctx) =>
    sendXlsx(reply, 'surveys.xlsx', await surveyTemplate(ctx)),
  ),
  implement(contract.importSurveys, async ({ actor, query, request }, ctx) =>
    importSurveys(
      ctx,
      actor!,
      (await uploadedFile(request)).bytes,
      query.mode === 'commit',
      tongueOf(request),
    ),
  ),
];
