import { type BoundRoute, implement, templateOf, uploadedFile } from '@tarim/platform';
import * as contract from '../../contract.ts';
import { sendXlsx, tongueOf } from '../use-cases/http.ts';
import { createCatchment, getCatchment, listCatchments, putActivity, updateCatchment } from './catchments.ts';
import { createCoefficient, endCoefficient, listCoefficients } from './coefficients.ts';
import { ACTIVITY_COLUMNS, ACTIVITY_SHEET, importActivity } from './import.ts';

export const diffuseRoutes: readonly BoundRoute[] = [
  implement(contract.listCatchments, ({ query }, ctx) => listCatchments(ctx, query.unitPath)),
  implement(contract.getCatchment, ({ params }, ctx) => getCatchment(ctx, params.id)),
  implement(contract.createCatchment, ({ actor, body }, ctx) => createCatchment(ctx, actor!, body)),
  implement(contract.updateCatchment, ({ actor, params, body }, ctx) =>
    updateCatchment(ctx, actor!, params.id, body),
  ),
  implement(contract.putActivity, ({ actor, params, body }, ctx) => putActivity(ctx, actor!, params, body)),
  implement(contract.activityTemplate, async ({ reply }) =>
    sendXlsx(reply, 'activity.xlsx', await templateOf(ACTIVITY_SHEET, ACTIVITY_COLUMNS)),
  ),
  implement(contract.importActivity, async ({ actor, query, request }, ctx) =>
    importActivity(
      ctx,
      actor!,
      (await uploadedFile(request)).bytes,
      query.mode === 'commit',
      tongueOf(request),
    ),
  ),
  implement(contract.listCoefficients, (_call, ctx) => listCoefficients(ctx)),
  implement(contract.createCoefficient, ({ actor, body }, ctx) => createCoefficient(ctx, actor!, body)),
  implement(contract.endCoefficient, ({ actor, params, body }, ctx) =>
    endCoefficient(ctx, actor!, params.id, body.effectiveTo),
  ),
];
