import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { declareParameter, importFiled, parameterTemplate } from './parameters/declare.ts';
import { listReadingRuns, readParameters } from './parameters/read.ts';
import { getOutletParameters, listParameterOutlets } from './parameters/view.ts';
import { tongueOf } from './use-cases/access.ts';
import { listTables, setTable } from './use-cases/tables.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const operationRoutes: readonly BoundRoute[] = [
  implement(contract.listTables, ({ request }, ctx) => listTables(ctx, tongueOf(request))),
  implement(contract.setTable, ({ actor, params, body }, ctx) => setTable(ctx, actor!, params.key, body)),
  implement(contract.listParameterOutlets, ({ actor, query }, ctx) =>
    listParameterOutlets(ctx, actor!, query.unitPath),
  ),
  implement(contract.getOutletParameters, ({ actor, params, request }, ctx) =>
    getOutletParameters(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.readParameters, ({ actor, body }, ctx) => readParameters(ctx, actor!, body)),
  implement(contract.listReadingRuns, (_call, ctx) => listReadingRuns(ctx)),
  implement(contract.declareParameter, ({ actor, params, body, request }, ctx) =>
    declareParameter(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.importParameters, async ({ actor, query, request }, ctx) =>
    importFiled(ctx, actor!, (await uploadedFile(request)).bytes, query.mode === 'commit', tongueOf(request)),
  ),
  implement(contract.parameterTemplate, async ({ reply }, ctx) => {
    const bytes = await parameterTemplate(ctx);
    reply.type(XLSX).header('content-disposition', 'attachment; filename="parameters.xlsx"');
    await reply.send(Buffer.from(bytes));
    return undefined;
  }),
];
