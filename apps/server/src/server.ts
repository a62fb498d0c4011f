import { fileURLToPath } from 'node:url';
import { renderPortalFacts } from '@tarim/disclosure/server';
import { authentication, makePolicy } from '@tarim/identity/server';
import { baseMapOrigins } from '@tarim/onemap/queries';
import {
  type Config,
  type Context,
  createLog,
  negotiateLanguage,
  type RunningProcess,
  startProcess,
  type WebFaces,
} from '@tarim/platform';
import { DEMO_SCENARIO, seedDemo, startDemoNetwork } from './demo.ts';
import { seedDemoAir } from './demo-air.ts';
import { startDemoExchange } from './demo-bureau.ts';
import { seedDemoComponents } from './demo-components.ts';
import { seedDemoForecasts } from './demo-forecast.ts';
import { startDemoTracking } from './demo-tracking.ts';
import { allModules } from './modules.ts';

export interface ServerConfig extends Config {
  readonly secretKey?: string;
  readonly nats?: string;
  readonly logLevel: string;
  /** Scenario of the demonstration; default: the simulated region. */
  readonly scenario?: string;
}

const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** The faces with the portal's main facts put into its page, so that they are there without JavaScript. */
function webFaces(ctx: Context): WebFaces {
  const auth = authentication(ctx);
  return {
    root: WEB_ROOT,
    origins: async (page, request) =>
      page === 'map' ? baseMapOrigins(ctx, await auth.authenticate(request)) : [],
    transform: async (page, html, request) => {
      if (page !== 'portal' || !html.includes('<!--facts-->')) return html;
      const path = request.url.split('?')[0];
      if (path !== '/') return html;
      try {
        return html.replace(
          '<!--facts-->',
          await renderPortalFacts(ctx, negotiateLanguage(request.headers['accept-language'])),
        );
      } catch (error) {
        // The page without its facts is better than no page.
        ctx.log.warn({ err: error }, 'the portal facts could not be made');
        return html;
      }
    },
  };
}

/** Composition root: modules, policy, faces and, in the demo, the simulated region. */
export async function startServer(config: ServerConfig): Promise<RunningProcess> {
  const tracking = { port: null };
  const running = await startProcess({
    config,
    modules: allModules({
      threads: true,
      tracking,
      natsServers: config.nats,
      natsReplicas: config.nats?.includes(',') ? 3 : 1,
    }),
    policy: makePolicy(),
    auth: authentication,
    log: createLog(config.logLevel),
    web: webFaces,
    prepare: config.demo ? (ctx) => seedDemo(ctx, config.scenario) : undefined,
  });
  if (!config.demo || !config.roles.has('gateway')) return running;
  const network = await startDemoNetwork(running.ctx, running.url || null, config.scenario);
  // Pages are served meanwhile.
  const air =
    (config.scenario ?? DEMO_SCENARIO) === DEMO_SCENARIO
      ? seedDemoAir(running.ctx)
          .then(() => seedDemoForecasts(running.ctx))
          .then(() => seedDemoComponents(running.ctx))
      : null;
  const exchange = await startDemoExchange(running.ctx, config.scenario ?? DEMO_SCENARIO);
  const fleet = startDemoTracking(running.ctx, tracking, config.scenario ?? DEMO_SCENARIO);
  return {
    ...running,
    stop: async () => {
      exchange.stop();
      await fleet.stop();
      await network.stop();
      await air;
      await running.stop();
    },
  };
}
