import { createGeosPool, type GeosPool } from '@tarim/geo';
import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { batchesOf, rowsOfBatch } from './sql/batches.ts';
import { readChecks } from './sql/checks.ts';
import { readRules } from './sql/rules.ts';
import { readUnits } from './sql/units.ts';
import { readVersions } from './sql/versions.ts';
import { requireBatch, startBatch } from './use-cases/batch.ts';
import { runCheck } from './use-cases/check.ts';
import { importUnits } from './use-cases/import-units.ts';
import { checkPdf } from './use-cases/report.ts';
import {
  addRule,
  advanceVersion,
  createVersion,
  differencesOf,
  retireRule,
  retireUnit,
  versionOf,
} from './use-cases/versions.ts';

/** Worker threads start with the first overlay. */
let pool: GeosPool | undefined;
const geos = (): GeosPool => {
  pool ??= createGeosPool(1);
  return pool;
};

export const zoningRoutes: readonly BoundRoute[] = [
  implement(contract.listVersions, async (_call, { db }) => ({ versions: await readVersions(db) })),
  implement(contract.createVersion, ({ actor, body }, ctx) => createVersion(ctx, actor!, body)),
  implement(contract.advanceVersion, ({ actor, params, body }, ctx) =>
    advanceVersion(ctx, actor!, params.id, body),
  ),
  implement(contract.listUnits, async ({ params }, { db }) => {
    await versionOf(db, params.id);
    return { units: await readUnits(db, params.id) };
  }),
  implement(contract.importUnits, async ({ actor, params, query, request }, ctx) =>
    importUnits(ctx, geos(), actor!, params.id, (await uploadedFile(request)).bytes, query.mode === 'commit'),
  ),
  implement(contract.retireUnit, async ({ actor, params, reply }, ctx) => {
    await retireUnit(ctx, actor!, params.id, params.code);
    await reply.code(204).send();
    return undefined;
  }),
  implement(contract.listRules, async ({ params }, { db }) => {
    await versionOf(db, params.id);
    return { rules: await readRules(db, params.id) };
  }),
  implement(contract.addRule, ({ actor, params, body }, ctx) => addRule(ctx, actor!, params.id, body)),
  implement(contract.retireRule, async ({ actor, params, reply }, ctx) => {
    await retireRule(ctx, actor!, params.id, params.rule);
    await reply.code(204).send();
    return undefined;
  }),
  implement(contract.getDifferences, ({ params }, ctx) => differencesOf(ctx, params.id)),
  implement(contract.runCheck, ({ actor, body }, ctx) => runCheck(ctx, geos(), actor!, body)),
  implement(contract.listChecks, async (_call, { db }) => ({ checks: await readChecks(db) })),
  implement(contract.getCheckPdf, async ({ params, reply }, ctx) => {
    const pdf = await checkPdf(ctx, params.id);
    reply.type('application/pdf').header('content-disposition', `inline; filename="zoning-${params.id}.pdf"`);
    await reply.send(Buffer.from(pdf));
    return undefined;
  }),
  implement(contract.startBatch, ({ actor, params }, ctx) => startBatch(ctx, actor!, params.id)),
  implement(contract.listBatches, async ({ params }, { db }) => {
    await versionOf(db, params.id);
    return { batches: await batchesOf(db, params.id) };
  }),
  implement(contract.batchRows, async ({ params }, ctx) => {
    await requireBatch(ctx, params.id);
    return { rows: await rowsOfBatch(ctx.db, params.id) };
  }),
];
