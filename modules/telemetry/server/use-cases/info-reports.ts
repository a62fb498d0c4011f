import { decodeFrame } from '@tarim/hj212';
import type { Context } from '@tarim/platform';
import { sql } from 'kysely';
import type { TelemetryRuntime } from '../runtime.ts';

/** A parameter of an instrument as its logger told it (3020, HJ 212-2017 B.10). */
export interface InfoReport {
  readonly mn: string;
  /** DataTime, epoch ms. */
  readonly time: number;
  readonly receivedAt: number;
  /** Where it stands in the frame log. */
  readonly lsn: number;
  /** Factor; empty for what belongs to the logger. */
  readonly item: string;
  /** InfoId, as i13008 斜率. */
  readonly infoId: string;
  readonly value: string;
}

const MOST = 2_000;

/**
 * What the loggers of these devices told of their instruments in a span of arrival, oldest first; read from the frame log, as tables keep only that
 * such a frame came. Null where this process has no frame log.
 */
export async function infoReports(
  ctx: Context,
  runtime: TelemetryRuntime,
  mns: readonly string[],
  span: { readonly from: number; readonly to: number },
): Promise<InfoReport[] | null> {
  const { log, directory } = runtime;
  if (!log || !directory) return null;
  const { rows } = await sql<{ lsn: string | number; mn: string; received_at: Date }>`
    select lsn, mn, received_at from telemetry.frame
    where mn = any(${mns}::text[]) and cn = '3020' and received_at >= ${new Date(span.from)} and received_at < ${new Date(span.to)}
    order by lsn limit ${MOST}
  `.execute(ctx.db);
  await directory.prepare([...new Set(rows.map((row) => row.mn))]);
  const reports: InfoReport[] = [];
  for (const { lsn, mn, received_at } of rows) {
    const entry = await log.readAt(Number(lsn));
    if (entry?.transport !== 'tcp') continue;
    const sm4Key = directory.get(mn)?.sm4Key;
    const frame = decodeFrame(entry.payload, sm4Key ? { sm4Key } : undefined);
    for (const item of frame.items) {
      const told = item.attrs.Info;
      if (told === undefined) continue;
      reports.push({
        mn,
        time: frame.dataTime ?? received_at.getTime(),
        receivedAt: received_at.getTime(),
        lsn: Number(lsn),
        item: frame.fields?.PolId ?? '',
        infoId: item.code,
        value: String(told),
      });
    }
  }
  return reports;
}
