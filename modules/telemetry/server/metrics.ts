import type { Context } from '@tarim/platform';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { FrameLog } from './log/port.ts';
import type { BatchCounts } from './projector/write-batch.ts';
import { backlog } from './sql/overview.ts';

type Metrics = Pick<Context, 'metrics'>;

function gauge({ metrics }: Metrics, name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    registers: [metrics],
    collect() {
      this.set(value());
    },
  });
}

/** The frame log of a process that writes it. */
export function logMetrics(ctx: Metrics, log: Pick<FrameLog, 'position' | 'writable'>): void {
  gauge(ctx, 'tarim_frame_log_position_bytes', 'End of the durable part of the frame log', () =>
    log.position(),
  );
  gauge(
    ctx,
    'tarim_frame_log_writable',
    '1 while the frame log can be written; else devices are not answered',
    () => (log.writable() ? 1 : 0),
  );
}

/** Counts what the projector writes. */
export function projectorMetrics(
  ctx: Metrics,
  log: Pick<FrameLog, 'position'>,
  projected: () => number,
): (result: BatchCounts, seconds: number) => void {
  gauge(ctx, 'tarim_projector_lag_bytes', 'Bytes of the frame log that are not in the tables yet', () =>
    Math.max(0, log.position() - projected()),
  );
  const counter = (name: string, help: string) => new Counter({ name, help, registers: [ctx.metrics] });
  const frames = counter('tarim_projector_frames_total', 'Frames projected');
  const records = counter('tarim_projector_records_total', 'Records that were new or changed');
  const values = counter('tarim_projector_values_total', 'Values in the frames projected');
  const broken = counter('tarim_projector_broken_total', 'Frames of which no record could be made');
  const seconds = new Histogram({
    name: 'tarim_projector_batch_seconds',
    help: 'Duration of the transaction that writes a batch',
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [ctx.metrics],
  });
  return (result, took) => {
    frames.inc(result.frames);
    records.inc(result.records);
    values.inc(result.values);
    broken.inc(result.broken);
    seconds.observe(took);
  };
}

/** What waits to be computed, asked of the database when somebody looks; missing while it is away. */
export function rollupMetrics(ctx: Pick<Context, 'db' | 'metrics' | 'clock'>): void {
  const told = {
    periods: ['tarim_rollup_backlog_periods', 'Hours, days and months that are due to be computed'],
    seconds: ['tarim_rollup_backlog_seconds', 'How long the oldest of them has been due'],
    open: ['tarim_rollup_open_periods', 'Days and months that were last computed while they ran'],
    quarantined: ['tarim_quarantine_waiting', 'Unknown devices that nobody has decided on'],
  } as const;
  let asked: Promise<Record<keyof typeof told, number> | null> | null = null;
  for (const [key, [name, help]] of Object.entries(told))
    new Gauge({
      name,
      help,
      registers: [ctx.metrics],
      async collect() {
        // One question for all of them.
        asked ??= backlog(ctx.db, ctx.clock.now()).catch(() => null);
        const now = await asked;
        asked = null;
        if (now) this.set(now[key as keyof typeof told]);
        else this.remove();
      },
    });
}
