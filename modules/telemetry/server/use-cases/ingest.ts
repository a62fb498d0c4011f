import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { telemetryErrors } from '../errors.ts';
import type { IngestRecord } from '../ingest/json-frame.ts';
import type { LogEntry } from '../log/port.ts';
import type { TelemetryRuntime } from '../runtime.ts';

/** Keeps records sent over HTTPS in the frame log; the answer means that they are durable. */
export async function ingest(
  ctx: Context,
  runtime: TelemetryRuntime,
  body: IngestRecord | readonly IngestRecord[],
  remote: string,
): Promise<{ accepted: number; firstLsn: number; lastLsn: number }> {
  if (!runtime.log) throw new TarimError(telemetryErrors.gatewayElsewhere);
  const records = Array.isArray(body) ? (body as readonly IngestRecord[]) : [body as IngestRecord];
  const receivedAt = ctx.clock.now();
  const entries = records.map(
    (record): LogEntry => ({
      receivedAt,
      transport: 'http',
      kind: 'frame',
      remote,
      payload: Buffer.from(JSON.stringify(record)),
    }),
  );
  try {
    const lsns = await runtime.log.append(entries);
    return { accepted: lsns.length, firstLsn: lsns[0]!, lastLsn: lsns.at(-1)! };
  } catch (error) {
    ctx.log.error({ err: error }, 'records sent over HTTPS could not be kept');
    throw new TarimError(telemetryErrors.logUnavailable, {}, { cause: error });
  }
}
