import { TarimError } from '@tarim/kernel';
import type { Context, Machine } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import { telemetryErrors } from '../errors.ts';
import type { IngestRecord } from '../ingest/json-frame.ts';
import type { LogEntry } from '../log/port.ts';
import type { TelemetryRuntime } from '../runtime.ts';

/** Keeps records sent over HTTPS in the frame log; the answer means that they are durable. */
export async function ingest(
  ctx: Context,
  runtime: TelemetryRuntime,
  machine: Machine,
  body: IngestRecord | readonly IngestRecord[],
  remote: string,
): Promise<{ accepted: number; firstLsn: number; lastLsn: number }> {
  if (!runtime.log) throw new TarimError(telemetryErrors.gatewayElsewhere);
  const records = Array.isArray(body) ? (body as readonly IngestRecord[]) : [body as IngestRecord];
  await refuseForeign(
    ctx,
    runtime,
    machine,
    records.map((record) => record.mn),
  );
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

/** A key of one unit lets in that unit's devices, and those that nobody has registered yet; not another unit's. */
async function refuseForeign(
  ctx: Context,
  runtime: TelemetryRuntime,
  machine: Machine,
  mns: readonly string[],
): Promise<void> {
  if (machine.unitPath === '/' || !runtime.directory) return;
  await runtime.directory.prepare(mns);
  const devices = mns.flatMap((mn) => runtime.directory?.get(mn) ?? []);
  const points = await pointsByIds(ctx.db, [...new Set(devices.map((one) => one.pointId))]);
  const foreign = new Set(
    points.filter((point) => !point.unitPath.startsWith(machine.unitPath)).map((point) => point.id),
  );
  const device = devices.find((one) => foreign.has(one.pointId));
  if (device) throw new TarimError(telemetryErrors.ingestForeign, { mn: device.mn });
}
