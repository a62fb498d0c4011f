import { join } from 'node:path';
import type { Context } from '@tarim/platform';
import { Counter } from 'prom-client';
import { ArchiveLog } from './archive-log.ts';
import type { Damage } from './entry.ts';
import { JetStreamLog } from './jetstream.ts';
import type { FrameLog } from './port.ts';
import { SegmentFileLog } from './segment-files.ts';

export interface FrameLogOptions {
  /** NATS servers: the frame log is then a JetStream stream instead of segment files. */
  readonly natsServers?: string;
  readonly natsReplicas?: number;
}

const dirOf = (ctx: Context): string => join(ctx.config.dataDir, 'framelog');

const WRITE = {
  titleZh: '帧日志写入失败（磁盘已满？）：设备不予应答，将按协议重发',
  titleEn: 'The frame log cannot be written (disk full?): devices get no answer and will send again',
  severity: 'critical',
} as const;
const SEAL = {
  titleZh: '帧日志分段压缩未成，将自动重试；数据无损',
  titleEn: 'A segment of the frame log could not be sealed; it is tried again, nothing is lost',
  severity: 'warning',
} as const;
const DAMAGE = {
  titleZh: '帧日志有一段无法读取，已跳过；请用 tarim archive verify 核查存储介质',
  titleEn: 'A stretch of the frame log cannot be read and was passed over; look with tarim archive verify',
  severity: 'critical',
} as const;

/** The log that this process writes. What it suffers is told as troubles of the platform. */
export async function openFrameLog(ctx: Context, options: FrameLogOptions): Promise<FrameLog> {
  if (options.natsServers)
    return JetStreamLog.open({ servers: options.natsServers, replicas: options.natsReplicas ?? 1 });
  return SegmentFileLog.open({
    dir: dirOf(ctx),
    onWrite: (error) =>
      error === null
        ? ctx.troubles.clear('telemetry.frame-log')
        : ctx.troubles.raise('telemetry.frame-log', { ...WRITE, detail: (error as Error).message }, error),
    onSeal: (error) =>
      error === null
        ? ctx.troubles.clear('telemetry.seal')
        : ctx.troubles.raise('telemetry.seal', { ...SEAL, detail: (error as Error).message }, error),
    onDamage: tellDamage(ctx),
  });
}

/** Counts and tells a stretch of the log that a reader passed over. */
export function tellDamage(ctx: Context): (damage: Damage) => void {
  const name = 'tarim_frame_log_damaged_bytes_total';
  const help = 'Bytes of the frame log that could not be read and were passed over';
  const damaged =
    (ctx.metrics.getSingleMetric(name) as Counter | undefined) ??
    new Counter({ name, help, registers: [ctx.metrics] });
  return ({ from, to }) => {
    damaged.inc(to - from);
    ctx.troubles.raise('telemetry.damage', { ...DAMAGE, detail: `${from}…${to}` });
  };
}

/** The log as a process without the gateway reads it; null when it cannot: then only the gateway's process shows frames. */
export function readFrameLog(ctx: Context, options: FrameLogOptions): Promise<FrameLog | null> {
  return options.natsServers ? openFrameLog(ctx, options) : ArchiveLog.open(dirOf(ctx));
}
