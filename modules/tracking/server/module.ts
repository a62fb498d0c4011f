import type { ModuleDefinition } from '@tarim/platform';
import { LIVE_CHANGES } from '../contract.ts';
import { trackingErrors } from './errors.ts';
import type { FrameSource } from './frames.ts';
import { listenJt808 } from './gateway/listener.ts';
import { subscribeTerminals } from './gateway/mqtt.ts';
import { TrackingProjector } from './projector/projector.ts';
import { routes } from './routes.ts';
import { beginAt } from './sql/states.ts';

export { seedDemoAccident } from './use-cases/seed-accident.ts';
export { seedDemoTracking } from './use-cases/seed-demo.ts';

/** Where the listener of this process stands; null: it has none. */
export interface TrackingRuntime {
  port: number | null;
}

/**
 * 高风险移动放射源在线监控
 * @param source the frame log of this process: terminals' frames stand in the same one as everybody's
 */
export function trackingModule(
  source: FrameSource = () => null,
  runtime: TrackingRuntime = { port: null },
): ModuleDefinition & { readonly runtime: TrackingRuntime } {
  return {
    runtime,
    name: 'tracking',
    migrations: new URL('./migrations/', import.meta.url),
    errors: trackingErrors,
    routes: routes(source),
    liveTopics: { [LIVE_CHANGES]: 'tracking.read' },
    services: [
      {
        name: 'tracking.gateway',
        role: 'gateway',
        start: async (ctx) => {
          const log = source();
          if (!log) throw new Error('terminals of mobile sources need the frame log of the gateway');
          await beginAt(ctx.db, log.position());
          const { jt808Port, mqttUrl } = ctx.config;
          const host = ctx.config.gatewayHost ?? ctx.config.host;
          const listener =
            jt808Port === undefined ? null : await listenJt808(ctx, log, { host, port: jt808Port });
          if (listener) {
            runtime.port = listener.port;
            ctx.log.info({ port: listener.port }, 'gateway listens for JT/T 808');
          }
          const broker = mqttUrl ? subscribeTerminals(ctx, log, mqttUrl) : null;
          return {
            stop: async () => {
              await broker?.stop();
              await listener?.stop();
            },
          };
        },
      },
      {
        name: 'tracking.projector',
        role: 'projector',
        start: async (ctx) => {
          const log = source();
          if (!log) throw new Error('the projector of terminals needs the frame log');
          const projector = new TrackingProjector(ctx, log, ctx.clock.now());
          projector.start();
          return { stop: () => projector.stop() };
        },
      },
    ],
  };
}
