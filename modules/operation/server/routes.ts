import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { declareParameter, importFiled, parameterTemplate } from './parameters/declare.ts';
import { listReadingRuns, readParameters } from './parameters/read.ts';
import { getOutletParameters, listParameterOutlets } from './parameters/view.ts';
import { tongueOf } from './use-cases/access.ts';
import {
  addFault,
  addPart,
  listFaults,
  listParts,
  movePart,
  repairFault,
} from './use-cases/faults-and-parts.ts';
import { getFile, uploadFile } from './use-cases/files.ts';
import { importRecords, recordTemplate } from './use-cases/import-records.ts';
import { addOperator, listOperators, putOperator } from './use-cases/operators.ts';
import { listDueTasks, listPlanKinds, setPlans } from './use-cases/plans.ts';
import { addRecord, listRecords } from './use-cases/records.ts';
import { listRemoteChecks, startRemoteCheck } from './use-cases/remote.ts';
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
  implement(contract.listDueTasks, ({ actor, query, request }, ctx) =>
    listDueTasks(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.listPlanKinds, ({ request }, ctx) => listPlanKinds(ctx, tongueOf(request))),
  implement(contract.setPlans, ({ actor, params, body, request }, ctx) =>
    setPlans(ctx, actor!, params.id, body.plans, tongueOf(request)),
  ),
  implement(contract.listRecords, ({ actor, query, request }, ctx) =>
    listRecords(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.addRecord, ({ actor, params, body, request }, ctx) =>
    addRecord(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.importRecords, async ({ actor, query, request }, ctx) =>
    importRecords(
      ctx,
      actor!,
      (await uploadedFile(request)).bytes,
      query.mode === 'commit',
      tongueOf(request),
    ),
  ),
  implement(contract.recordTemplate, async ({ reply }, ctx) => {
    const bytes = await recordTemplate(ctx);
    reply.type(XLSX).header('content-disposition', 'attachment; filename="records.xlsx"');
    await reply.send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.uploadFile, async ({ actor, request }, ctx) =>
    uploadFile(ctx, actor!, (await uploadedFile(request)).bytes),
  ),
  implement(contract.getFile, async ({ actor, params, reply }, ctx) => {
    const { bytes, mime } = await getFile(ctx, actor!, params.id, params.sha256);
    await reply.type(mime).header('cache-control', 'private, max-age=3600').send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.listFaults, ({ actor, query }, ctx) => listFaults(ctx, actor!, query)),
  implement(contract.addFault, ({ actor, params, body }, ctx) => addFault(ctx, actor!, params.id, body)),
  implement(contract.repairFault, ({ actor, params, body }, ctx) =>
    repairFault(ctx, actor!, params.id, body),
  ),
  implement(contract.listParts, ({ actor }, ctx) => listParts(ctx, actor!)),
  implement(contract.addPart, ({ actor, body }, ctx) => addPart(ctx, actor!, body)),
  implement(contract.movePart, ({ actor, params, body }, ctx) => movePart(ctx, actor!, params.id, body)),
  implement(contract.listOperators, ({ query }, ctx) => listOperators(ctx, query)),
  implement(contract.addOperator, ({ actor, body }, ctx) => addOperator(ctx, actor!, body)),
  implement(contract.putOperator, ({ actor, params, body }, ctx) =>
    putOperator(ctx, actor!, params.id, body),
  ),
  implement(contract.listRemoteChecks, ({ actor, params }, ctx) => listRemoteChecks(ctx, actor!, params.id)),
  implement(contract.startRemoteCheck, ({ actor, params, body }, ctx) =>
    startRemoteCheck(ctx, actor!, params.id, body),
  ),
];
