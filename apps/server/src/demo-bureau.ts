import { createServer, type Server } from 'node:http';
import { seedDemoExchange } from '@tarim/exchange/server';
import { beijingDate } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { demoGauges, demoPlantTable, loadScenario } from '@tarim/simulator';

const PAGE = 200;
/** Beside the gateway's own doors. */
const ABOVE_GATEWAY = 17;

/** 模拟的水利部门接口: rows page by page on loopback, as another bureau's interface would answer. */
async function startBureau(ctx: Context, scenario: string): Promise<{ url: string; server: Server }> {
  const world = loadScenario(scenario);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bureau');
    if (url.pathname !== '/api/gauges') return void response.writeHead(404).end();
    const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
    const rows = demoGauges(world, ctx.clock.now());
    const list = rows.slice((page - 1) * PAGE, page * PAGE);
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify({ code: 0, simulated: true, data: { total: rows.length, page, list } }));
  });
  server.unref();
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  // The same address at every start, so that the pipeline stays as it is; another when somebody has taken it.
  await listen(ctx.config.gatewayPort === 0 ? 0 : ctx.config.gatewayPort + ABOVE_GATEWAY).catch(() =>
    listen(0),
  );
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/api/gauges`, server };
}

/** Pipelines of the demonstration and the simulated bureau that they pull from. Never stops the server. */
export async function startDemoExchange(ctx: Context, scenario: string): Promise<{ stop(): void }> {
  try {
    const { url, server } = await startBureau(ctx, scenario);
    const day = beijingDate(ctx.clock.now());
    const made = await seedDemoExchange(ctx, {
      url,
      day,
      plantTable: demoPlantTable(loadScenario(scenario), day),
    });
    if (made > 0) ctx.log.info({ made }, 'simulated pipelines were made');
    return {
      stop: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  } catch (error) {
    ctx.log.error({ err: error }, 'simulated pipelines could not be made');
    return { stop: () => {} };
  }
}
