import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Histogram } from 'prom-client';
import type { Context } from '../module.ts';

const NAME = 'tarim_http_request_seconds';
const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10];
const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** One line a request in the log and one observation in the metrics, under the route's id, never under its raw path. */
export function observeRequests(app: FastifyInstance, ctx: Context): void {
  const seconds = histogramOf(ctx);
  app.addHook('onResponse', async (request, reply) => {
    const route = routeName(request);
    seconds.observe(
      { route, method: request.method, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    if (QUIET.has(route)) return;
    const level = reply.statusCode >= 500 ? 'error' : reply.statusCode >= 400 ? 'info' : 'debug';
    request.log[level](
      {
        route,
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ip: request.ip,
      },
      'request',
    );
  });
}

function histogramOf(ctx: Context): Histogram<'route' | 'method' | 'status'> {
  const known = ctx.metrics.getSingleMetric(NAME);
  if (known) return known as Histogram<'route' | 'method' | 'status'>;
  return new Histogram({
    name: NAME,
    help: 'Duration of answered requests',
    labelNames: ['route', 'method', 'status'],
    buckets: BUCKETS,
    registers: [ctx.metrics],
  });
}

function routeName(request: FastifyRequest): string {
  const schema = request.routeOptions.schema as { operationId?: string } | undefined;
  return schema?.operationId ?? request.routeOptions.url ?? 'none';
}
