import { type BoundRoute, implement, negotiateLanguage, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { itemSets } from './domain/items.ts';
import { listPlanRows } from './sql/plans.ts';
import { targetRoutes } from './targets/routes.ts';
import { approvePlan } from './use-cases/approve-plan.ts';
import { listContainers, receiveContainers } from './use-cases/containers.ts';
import { getTask } from './use-cases/get-task.ts';
import { importLabSheet, postLabResults } from './use-cases/import-lab.ts';
import { labTemplate } from './use-cases/lab-template.ts';
import { listTasks } from './use-cases/list-tasks.ts';
import { getCompletion, getCoverage, listResults } from './use-cases/network.ts';
import { getPhoto, uploadPhoto } from './use-cases/photos.ts';
import { createPlan, getPlan, putPlanLines, removePlanLine } from './use-cases/plans.ts';
import { cancelTask, reopenTask, reportTask, reviewTask } from './use-cases/review-task.ts';
import { submitSampling } from './use-cases/submit-sampling.ts';
import { viewRoutes } from './views/routes.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const tongueOf = (request: { headers: { 'accept-language'?: string } }): 'zh' | 'en' =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

export const routes: readonly BoundRoute[] = [
  implement(contract.listPlans, async ({ query }, ctx) => ({
    plans: await listPlanRows(ctx.db, query.year ?? null),
  })),
  implement(contract.getPlan, ({ params }, ctx) => getPlan(ctx, params.id)),
  implement(contract.createPlan, ({ actor, body }, ctx) => createPlan(ctx, actor!, body)),
  implement(contract.putPlanLines, ({ actor, params, body }, ctx) =>
    putPlanLines(ctx, actor!, params.id, body),
  ),
  implement(contract.removePlanLine, ({ actor, params }, ctx) => removePlanLine(ctx, actor!, params.id)),
  implement(contract.approvePlan, ({ actor, params, body }, ctx) =>
    approvePlan(ctx, actor!, params.id, body.fromMonth),
  ),
  implement(contract.listItemSets, async () => ({
    sets: itemSets().map((one) => ({ ...one, items: [...one.items] })),
  })),
  implement(contract.listTasks, ({ query }, ctx) => listTasks(ctx, query)),
  implement(contract.getTask, ({ actor, params }, ctx) => getTask(ctx, actor!, params.id)),
  implement(contract.cancelTask, ({ actor, params, body }, ctx) =>
    cancelTask(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.submitSampling, ({ actor, params, body }, ctx) =>
    submitSampling(ctx, actor!, params.id, body),
  ),
  implement(contract.uploadPhoto, async ({ request }, ctx) =>
    uploadPhoto(ctx, (await uploadedFile(request)).bytes),
  ),
  implement(contract.getPhoto, async ({ params, reply }, ctx) => {
    const { bytes, mime } = await getPhoto(ctx, params.id, params.sha256);
    await reply.type(mime).header('cache-control', 'private, max-age=3600').send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.listContainers, ({ query }, ctx) => listContainers(ctx, query.waiting ?? true)),
  implement(contract.receiveContainers, ({ actor, body }, ctx) => receiveContainers(ctx, actor!, body)),
  implement(contract.labTemplate, async ({ query, reply }, ctx) => {
    const bytes = await labTemplate(ctx, query.taskId);
    reply.type(XLSX).header('content-disposition', 'attachment; filename="lab-results.xlsx"');
    await reply.send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.importLab, async ({ actor, query, request }, ctx) =>
    importLabSheet(
      ctx,
      actor!,
      (await uploadedFile(request)).bytes,
      query.mode === 'commit',
      tongueOf(request),
    ),
  ),
  implement(contract.postLabResults, ({ machine, query, body, request }, ctx) =>
    postLabResults(ctx, machine!, body.rows, query.mode === 'commit', tongueOf(request)),
  ),
  implement(contract.reportTask, ({ actor, params, body }, ctx) =>
    reportTask(ctx, actor!, params.id, body.comment),
  ),
  implement(contract.reviewTask, ({ actor, params, body }, ctx) => reviewTask(ctx, actor!, params.id, body)),
  implement(contract.reopenTask, ({ actor, params, body }, ctx) =>
    reopenTask(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.listResults, ({ query }, ctx) => listResults(ctx, query)),
  implement(contract.getCoverage, ({ query }, ctx) => getCoverage(ctx, query)),
  implement(contract.getCompletion, ({ query }, ctx) => getCompletion(ctx, query.year)),
  ...targetRoutes,
  ...viewRoutes,
];
