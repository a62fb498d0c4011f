import { BlockList } from 'node:net';
import { TarimError } from '@tarim/kernel';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { platformErrors } from '../errors.ts';
import type { Context } from '../module.ts';

const inside = new BlockList();
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(net, prefix, 'ipv4');
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');

/** Whether an address belongs to this machine or a private network. */
export function isPrivateAddress(ip: string): boolean {
  const plain = ip.startsWith('::ffff:') ? ip.slice(7) : ip;
  return inside.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4');
}

/** What operators and their tools ask: alive, ready, metrics (from private networks only), the API's description. */
export function addOperations(app: FastifyInstance, ctx: Context): void {
  app.get('/api/openapi.json', { schema: { hide: true } as never }, async () => app.swagger());
  app.get('/healthz', { schema: { hide: true } as never }, async () => ({ ok: true }));
  app.get('/readyz', { schema: { hide: true } as never }, async (_request, reply) => {
    await sql`select 1`.execute(ctx.db);
    const troubles = ctx.troubles.list().map(({ name, severity, titleEn }) => ({ name, severity, titleEn }));
    const ok = !troubles.some((one) => one.severity === 'critical');
    return reply.code(ok ? 200 : 503).send({ ok, troubles });
  });
  app.get('/metrics', { schema: { hide: true } as never }, async (request, reply) => {
    if (!isPrivateAddress(request.ip)) throw new TarimError(platformErrors.notFound);
    return reply.type(ctx.metrics.contentType).send(await ctx.metrics.metrics());
  });
}
