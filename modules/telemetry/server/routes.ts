import { beijingIso, type TarimError } from '@tarim/kernel';
import { type BoundRoute, implement, negotiateLanguage } from '@tarim/platform';
import * as contract from '../contract.ts';
import type { TelemetryRuntime } from './runtime.ts';
import { listFrameRows } from './sql/frame-read.ts';
import { insidePoint, ownDevices } from './use-cases/access.ts';
import { getCommand, listCommands, listCommandTypes, sendCommand } from './use-cases/commands.ts';
import { exportSeries } from './use-cases/export-series.ts';
import { getCompleteness } from './use-cases/get-completeness.ts';
import { getFrame } from './use-cases/get-frame.ts';
import { getLatest } from './use-cases/get-latest.ts';
import { getLogStatus } from './use-cases/get-log-status.ts';
import { getOverview } from './use-cases/get-overview.ts';
import { getSeries } from './use-cases/get-series.ts';
import { ingest } from './use-cases/ingest.ts';
import { listSessions } from './use-cases/list-sessions.ts';
import { dismissQuarantine, listQuarantine } from './use-cases/quarantine.ts';
import { traceRecord, traceRollup } from './use-cases/trace.ts';
import { languageOf } from './words.ts';

export function telemetryRoutes(runtime: TelemetryRuntime): BoundRoute[] {
  return [
    implement(contract.getOverview, (_call, ctx) => getOverview(ctx, runtime)),
    implement(contract.getLatest, ({ query, actor }, ctx) => getLatest(ctx, actor!, query)),
    implement(contract.getSeries, ({ query, actor, request }, ctx) =>
      getSeries(ctx, actor, query, languageOf(request)),
    ),
    implement(contract.exportSeries, async ({ query, actor, request, reply }, ctx) => {
      const file = await exportSeries(ctx, actor, query, query.lang ?? languageOf(request));
      reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('x-tarim-cut', String(file.cut))
        .type(file.mime)
        .send(file.stream);
      return undefined;
    }),
    implement(contract.traceRecord, ({ query, actor, request }, ctx) =>
      traceRecord(ctx, actor, query, languageOf(request)),
    ),
    implement(contract.traceRollup, ({ query, actor, request }, ctx) =>
      traceRollup(ctx, actor, query, languageOf(request)),
    ),
    implement(contract.getFrame, ({ params, actor, request }, ctx) =>
      getFrame(ctx, runtime, actor, params.lsn, languageOf(request)),
    ),
    implement(contract.listFrames, async ({ query, actor }, ctx) => {
      const limit = query.limit ?? 100;
      const own = await ownDevices(ctx, actor!);
      const rows = await listFrameRows(ctx.db, {
        mn: query.mn,
        mns: own ? [...own.mns] : undefined,
        status: query.status,
        before: query.before,
        limit,
      });
      const frames = rows.map((row) => ({ ...row, receivedAt: beijingIso(row.receivedAt) }));
      return { frames, next: rows.length === limit ? rows.at(-1)!.lsn : null };
    }),
    implement(contract.listSessions, ({ query, actor }, ctx) => listSessions(ctx, runtime, actor!, query)),
    implement(contract.listCommandTypes, async ({ query }) => listCommandTypes(query.edition)),
    implement(contract.sendCommand, ({ body, actor }, ctx) => sendCommand(ctx, runtime, actor!, body)),
    implement(contract.getCommand, ({ params, actor }, ctx) => getCommand(ctx, actor!, params.id)),
    implement(contract.listCommands, ({ query, actor }, ctx) => listCommands(ctx, actor!, query)),
    implement(contract.listQuarantine, ({ query }, ctx) => listQuarantine(ctx, query.state)),
    implement(contract.dismissQuarantine, ({ params, body, actor }, ctx) =>
      dismissQuarantine(ctx, actor!, params.mn, body.reason),
    ),
    implement(contract.getCompleteness, async ({ query, actor }, ctx) => {
      await insidePoint(ctx, actor!, query.pointId);
      return getCompleteness(ctx, query);
    }),
    implement(contract.getLogStatus, (_call, ctx) => getLogStatus(ctx, runtime)),
    implement(contract.ingest, async ({ body, machine, request, reply }, ctx) => {
      const language = negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';
      try {
        return await ingest(ctx, runtime, machine!, body, language);
      } catch (error) {
        const { status, params } = error as Partial<TarimError>;
        if (status === 429 || status === 503) reply.header('retry-after', String(params?.seconds ?? 5));
        throw error;
      }
    }),
  ];
}
