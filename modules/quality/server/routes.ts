import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { tongueOf } from './use-cases/access.ts';
import { captureRates } from './use-cases/capture-rates.ts';
import { compareMonth } from './use-cases/compare.ts';
import { emissionTotals } from './use-cases/emission-totals.ts';
import { getEvidence, uploadEvidence } from './use-cases/evidence.ts';
import { exportFlags } from './use-cases/export-flags.ts';
import { actOnFlag, countFlags, listFlags } from './use-cases/flags.ts';
import { getMonth } from './use-cases/get-month.ts';
import { correctMark, createMark, listMarks, withdrawMark } from './use-cases/marks.ts';
import { addOperation, restoreOperation } from './use-cases/operate.ts';
import { listOutlets } from './use-cases/outlets.ts';
import { reopenMonth, returnMonth, signMonth } from './use-cases/sign.ts';
import { listTables, setTable } from './use-cases/tables.ts';

export const reviewRoutes: readonly BoundRoute[] = [
  implement(contract.listTables, ({ request }, ctx) => listTables(ctx, tongueOf(request))),
  implement(contract.setTable, ({ actor, params, body }, ctx) => setTable(ctx, actor!, params.key, body)),
  implement(contract.listMarks, ({ actor, query, request }, ctx) =>
    listMarks(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.createMark, ({ actor, params, body, request }, ctx) =>
    createMark(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.correctMark, ({ actor, params, body, request }, ctx) =>
    correctMark(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.withdrawMark, ({ actor, params, body, request }, ctx) =>
    withdrawMark(ctx, actor!, params.id, body.reason, tongueOf(request)),
  ),
  implement(contract.uploadEvidence, async ({ actor, request }, ctx) =>
    uploadEvidence(ctx, actor!, (await uploadedFile(request)).bytes),
  ),
  implement(contract.getEvidence, async ({ actor, params, reply }, ctx) => {
    const { bytes, mime } = await getEvidence(ctx, actor!, params.id, params.sha256);
    await reply.type(mime).header('cache-control', 'private, max-age=3600').send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.listOutlets, ({ actor, query }, ctx) => listOutlets(ctx, actor!, query)),
  implement(contract.getMonth, ({ actor, params, query, request }, ctx) =>
    getMonth(ctx, actor!, params, query.seq, tongueOf(request)),
  ),
  implement(contract.addOperation, ({ actor, params, body }, ctx) => addOperation(ctx, actor!, params, body)),
  implement(contract.restoreOperation, ({ actor, params, body }, ctx) =>
    restoreOperation(ctx, actor!, params, body.reason),
  ),
  implement(contract.signMonth, ({ actor, params, body }, ctx) => signMonth(ctx, actor!, params, body)),
  implement(contract.returnMonth, ({ actor, params, body }, ctx) =>
    returnMonth(ctx, actor!, params, body.reason),
  ),
  implement(contract.reopenMonth, ({ actor, params, body }, ctx) =>
    reopenMonth(ctx, actor!, params, body.reason),
  ),
  implement(contract.compareMonth, ({ actor, params, query, request }, ctx) =>
    compareMonth(ctx, actor!, params, query, tongueOf(request)),
  ),
  implement(contract.emissionTotals, ({ actor, query, request }, ctx) =>
    emissionTotals(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.captureRates, ({ actor, query, request }, ctx) =>
    captureRates(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.listFlags, ({ actor, query, request }, ctx) =>
    listFlags(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.exportFlags, async ({ actor, query, request, reply }, ctx) => {
    const { format, lang, ...filter } = query;
    const tongue = lang === undefined ? tongueOf(request) : lang === 'en' ? 'en' : 'zh';
    const { bytes, name, mime } = await exportFlags(ctx, actor!, filter, format, tongue);
    await reply
      .type(mime)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.countFlags, ({ actor, query }, ctx) => countFlags(ctx, actor!, query)),
  implement(contract.dismissFlag, ({ actor, params, body, request }, ctx) =>
    actOnFlag(ctx, actor!, params.id, 'dismiss', body.reason, tongueOf(request)),
  ),
  implement(contract.restoreFlag, ({ actor, params, body, request }, ctx) =>
    actOnFlag(ctx, actor!, params.id, 'restore', body.reason, tongueOf(request)),
  ),
];
