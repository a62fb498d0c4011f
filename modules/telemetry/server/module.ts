import {
  type Context,
  type ModuleDefinition,
  runningEmbedded,
  type ServiceDefinition,
  subscribe,
} from '@tarim/platform';
import { deviceChanged } from '@tarim/registry/contract';
import { LIVE_ARRIVALS, LIVE_COMMANDS } from '../contract.ts';
import { telemetryDatasets } from './datasets.ts';
import { openDirectory } from './devices/open-directory.ts';
import { telemetryErrors } from './errors.ts';
import type { GatewayLimits } from './gateway/limits.ts';
import { startGateway } from './gateway/start-gateway.ts';
import { MqttIngest } from './ingest/mqtt.ts';
import { closePeriodsJob } from './jobs/close-periods.ts';
import { maintainPartitions, maintainPartitionsJob } from './jobs/maintain-partitions.ts';
import { purgeQuarantineJob } from './jobs/purge-quarantine.ts';
import { retentionJob } from './jobs/retention.ts';
import { settlePacketsJob } from './jobs/settle-packets.ts';
import { verifyLogJob } from './jobs/verify-log.ts';
import { type FrameLogOptions, openFrameLog, readFrameLog, tellDamage } from './log/open-log.ts';
import type { FrameLog } from './log/port.ts';
import { logMetrics, projectorMetrics, rollupMetrics } from './metrics.ts';
import { Projector } from './projector/projector.ts';
import { replayDevice } from './projector/replay.ts';
import { ThreadedProjector } from './projector/threaded-projector.ts';
import { recheckJob, recheckSubscriptions } from './rollup/recheck.ts';
import { RollupWorker } from './rollup/worker.ts';
import { telemetryRoutes } from './routes.ts';
import { emptyRuntime, openIntake, type TelemetryRuntime } from './runtime.ts';

export interface TelemetryOptions extends FrameLogOptions {
  readonly limits?: Partial<GatewayLimits>;
  /** The projector runs beside the gateway, not between its answers; not for tests, whose clock and database are their own. */
  readonly threads?: boolean;
}

/** 数据接入与汇总: from a device's bytes to hour, day and month values. */
export function telemetryModule(
  options: TelemetryOptions = {},
  runtime: TelemetryRuntime = emptyRuntime(),
): ModuleDefinition & { runtime: TelemetryRuntime } {
  return {
    runtime,
    name: 'telemetry',
    migrations: new URL('./migrations/', import.meta.url),
    datasets: telemetryDatasets,
    errors: telemetryErrors,
    routes: telemetryRoutes(runtime),
    jobs: [
      maintainPartitionsJob,
      retentionJob,
      settlePacketsJob,
      closePeriodsJob,
      recheckJob,
      verifyLogJob,
      purgeQuarantineJob,
      replayJob(runtime),
    ],
    subscriptions: [
      subscribe(deviceChanged, 'telemetry.replay-device', async ({ mn }, tx, ctx) => {
        runtime.directory?.forget();
        runtime.projector?.forget();
        await ctx.jobs.enqueue('telemetry.replay-device', { mn }, { tx, singletonKey: mn });
      }),
      ...recheckSubscriptions,
    ],
    liveTopics: { [LIVE_ARRIVALS]: 'telemetry.read', [LIVE_COMMANDS]: 'telemetry.read' },
    services: [
      gatewayService(options, runtime),
      projectorService(options, runtime),
      framesService('worker', options, runtime),
      rollupService(runtime),
      framesService('api', options, runtime),
    ],
  };
}

/** The parts that every role needs, made by the first that asks. The log when this call opened it: its service closes it, last of all. */
async function logOf(
  ctx: Context,
  options: TelemetryOptions,
  runtime: TelemetryRuntime,
): Promise<FrameLog | null> {
  runtime.directory ??= openDirectory(ctx);
  if (runtime.log) return null;
  runtime.log = await readFrameLog(ctx, options);
  return runtime.log;
}

/** Pages and jobs read frames also where no gateway is: from NATS, or from the data folder that they share with it. */
function framesService(
  role: 'api' | 'worker',
  options: TelemetryOptions,
  runtime: TelemetryRuntime,
): ServiceDefinition {
  return {
    name: `telemetry.frames-${role}`,
    role,
    start: async (ctx) => {
      const own = await logOf(ctx, options, runtime);
      return { stop: async () => own?.close() };
    },
  };
}

function gatewayService(options: TelemetryOptions, runtime: TelemetryRuntime): ServiceDefinition {
  return {
    name: 'telemetry.gateway',
    role: 'gateway',
    start: async (ctx) => {
      await maintainPartitions(ctx);
      const log = await openFrameLog(ctx, options);
      runtime.directory ??= openDirectory(ctx);
      const gateway = await startGateway(
        ctx,
        { log, directory: runtime.directory },
        {
          host: ctx.config.gatewayHost ?? ctx.config.host,
          port: ctx.config.gatewayPort,
          limits: options.limits,
        },
      );
      const { book, commands, pending, unknown } = gateway;
      logMetrics(ctx, log);
      Object.assign(runtime, { log, connections: book, commands, pending, unknown });
      ctx.log.info({ port: gateway.port }, 'gateway listens for HJ 212');
      const { mqttUrl } = ctx.config;
      const mqtt = mqttUrl ? new MqttIngest(ctx, openIntake(ctx, runtime)!, mqttUrl) : null;
      return {
        stop: async () => {
          await mqtt?.stop();
          await gateway.stop();
          await runtime.projector?.stop();
          await log.close();
        },
      };
    },
  };
}

function projectorService(options: TelemetryOptions, runtime: TelemetryRuntime): ServiceDefinition {
  return {
    name: 'telemetry.projector',
    role: 'projector',
    start: async (ctx) => {
      // With segment files gateway and projector share a process: only what is durable may be projected (ADR 0003).
      if (!runtime.log && !options.natsServers)
        throw new Error('the projector needs the gateway role in the same process, or NATS');
      const own = await logOf(ctx, options, runtime);
      const log = runtime.log!;
      const counted = projectorMetrics(ctx, log, () => projector.position());
      const projector: ThreadedProjector | Projector =
        options.threads && !options.natsServers
          ? new ThreadedProjector(ctx, log, {
              databaseUrl: ctx.config.databaseUrl || runningEmbedded(ctx.config.dataDir)!,
              counted,
              onDamage: tellDamage(ctx),
            })
          : new Projector(ctx, log, runtime.directory!, counted);
      runtime.projector = projector;
      projector.start();
      return {
        stop: async () => {
          await projector.stop();
          await own?.close();
        },
      };
    },
  };
}

/** Bytes of the log that are not in the tables yet, from which on roll-ups wait. */
const BEHIND_BYTES = 4 << 20;

function rollupService(runtime: TelemetryRuntime): ServiceDefinition {
  return {
    name: 'telemetry.rollup',
    role: 'worker',
    start: async (ctx) => {
      const worker = new RollupWorker(
        ctx,
        () =>
          runtime.log !== null &&
          runtime.projector !== null &&
          runtime.log.position() - runtime.projector.position() > BEHIND_BYTES,
      );
      worker.start();
      rollupMetrics(ctx);
      return { stop: () => worker.stop() };
    },
  };
}

function replayJob(runtime: TelemetryRuntime): NonNullable<ModuleDefinition['jobs']>[number] {
  return {
    name: 'telemetry.replay-device',
    titleZh: '补录：由帧日志重投一台设备',
    titleEn: 'Project a device again from the frame log',
    handle: async (data, ctx, job) => {
      const { mn } = data as { mn: string };
      if (!runtime.log || !runtime.directory) throw new Error('the frame log is not in this process');
      return replayDevice(ctx, runtime.log, runtime.directory, mn, (done) => job.progress(0, `${done} 帧`));
    },
  };
}

export { infoReports } from './use-cases/info-reports.ts';
