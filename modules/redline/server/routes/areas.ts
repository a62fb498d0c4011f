import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../../contract.ts';
import { requireDay, today } from '../frame.ts';
import { activityRows, classes } from '../sql/activities.ts';
import { adjustmentsOf } from '../sql/areas.ts';
import { approvalRows, inspectionRows, markerRows } from '../sql/ledger.ts';
import { limitedRules } from '../sql/rules.ts';
import { areaStatus } from '../use-cases/area-status.ts';
import { areaShapes, getArea, listAreas } from '../use-cases/areas.ts';
import { getFile, uploadFile } from '../use-cases/files.ts';
import { importAreas } from '../use-cases/import-areas.ts';
import {
  createApproval,
  createMarker,
  getActivity,
  inspectMarker,
  recordActivity,
  reviseLimitedRule,
} from '../use-cases/ledger.ts';
import { tongueOf } from './http.ts';

const PAGE = 200;

/** One more than the page tells whether there is another. */
const paged = <T extends { id: number }>(rows: readonly T[], limit: number) => ({
  page: rows.slice(0, limit),
  next: rows.length > limit ? rows[limit - 1]!.id : null,
});

export const areaRoutes: readonly BoundRoute[] = [
  implement(contract.listAreas, ({ query }, ctx) => listAreas(ctx, query)),
  implement(contract.areaShapes, ({ query }, ctx) => areaShapes(ctx, query.on)),
  implement(contract.listAdjustments, async ({ query }, { db }) => ({
    adjustments: await adjustmentsOf(db, query),
  })),
  implement(contract.getArea, ({ params, query }, ctx) => getArea(ctx, params.kind, params.code, query.on)),
  implement(contract.getAreaStatus, ({ params }, ctx) => areaStatus(ctx, params.kind, params.code)),
  implement(contract.importAreas, async ({ actor, query: { mode, ...query }, request }, ctx) =>
    importAreas(ctx, actor!, await uploadedFile(request), query, mode === 'commit', tongueOf(request)),
  ),
  implement(contract.listMarkers, async ({ query: { limit = PAGE, ...filter } }, { db }) => {
    const { page, next } = paged(await markerRows(db, { ...filter, limit: limit + 1 }), limit);
    return { markers: page, next };
  }),
  implement(contract.createMarker, ({ actor, body }, ctx) => createMarker(ctx, actor!, body)),
  implement(contract.inspectMarker, ({ actor, params, body }, ctx) =>
    inspectMarker(ctx, actor!, params.id, body),
  ),
  implement(contract.listInspections, async ({ query }, { db }) => ({
    inspections: await inspectionRows(db, query),
  })),
  implement(contract.listClasses, async (_call, { db }) => ({ classes: await classes(db) })),
  implement(contract.listActivities, async ({ query: { limit = PAGE, ...filter } }, { db }) => {
    const { page, next } = paged(await activityRows(db, { ...filter, limit: limit + 1 }), limit);
    return { activities: page, next };
  }),
  implement(contract.recordActivity, ({ actor, body }, ctx) => recordActivity(ctx, actor!, body)),
  implement(contract.getActivity, ({ params }, ctx) => getActivity(ctx, params.id)),
  implement(contract.listApprovals, async ({ query }, { db }) => ({
    approvals: await approvalRows(db, query),
  })),
  implement(contract.createApproval, ({ actor, body }, ctx) => createApproval(ctx, actor!, body)),
  implement(contract.listLimitedRules, async ({ query }, ctx) => {
    if (query.on) requireDay(query.on);
    return { rules: await limitedRules(ctx.db, query.all ? null : (query.on ?? today(ctx))) };
  }),
  implement(contract.reviseLimitedRule, ({ actor, body }, ctx) => reviseLimitedRule(ctx, actor!, body)),
  implement(contract.uploadFile, async ({ actor, request }, ctx) =>
    uploadFile(ctx, actor!, await uploadedFile(request)),
  ),
  implement(contract.getFile, async ({ params, reply }, ctx) => {
    const { bytes, mime } = await getFile(ctx, params.sha256);
    await reply.type(mime).header('cache-control', 'private, max-age=3600').send(Buffer.from(bytes));
    return undefined;
  }),
];
