import { TarimError } from '@tarim/kernel';
import type { Context, Machine } from '@tarim/platform';
import { telemetryErrors } from '../errors.ts';
import type { IngestRecord } from '../ingest/json-frame.ts';
import { openIntake, type TelemetryRuntime } from '../runtime.ts';

/** Keeps records sent over HTTPS in the frame log; the answer means that they are durable. */
export async function ingest(
  ctx: Context,
  runtime: TelemetryRuntime,
  machine: Machine,
  body: IngestRecord | readonly IngestRecord[],
  language: 'zh' | 'en',
): Promise<{ accepted: number; firstLsn: number; lastLsn: number }> {
  const intake = openIntake(ctx, runtime);
  if (!intake) throw new TarimError(telemetryErrors.gatewayElsewhere);
  const records = Array.isArray(body) ? (body as readonly IngestRecord[]) : [body as IngestRecord];
  const lsns = await intake.take(machine, 'http', records, language);
  return { accepted: lsns.length, firstLsn: lsns[0]!, lastLsn: lsns.at(-1)! };
}
