import { TarimError } from '@tarim/kernel';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { platformErrors } from '../errors.ts';
import type { Context, ModuleDefinition } from '../module.ts';
import { admitPerson } from '../policy.ts';
import type { Authentication } from './types.ts';

const HEARTBEAT_MS = 20_000;
/** A page that does not read is let go: it connects again and reads its data anew. */
const MAX_BUFFERED = 256 << 10;
const MAX_TOPICS = 20;
const MAX_CLIENTS = 5_000;
/** A session may end meanwhile: a page asks again with its cookie now and then. */
const MAX_AGE_MS = 30 * 60_000;

/**
 * `GET /api/live?topics=a,b`: server-sent events of live topics; each event carries its topic's name. A topic has an
 * access rule as a route has; one that the person may not hear refuses the whole stream.
 */
export function addLiveRoute(
  app: FastifyInstance,
  ctx: Context,
  auth: Authentication,
  topics: NonNullable<ModuleDefinition['liveTopics']>,
  heartbeatMs = HEARTBEAT_MS,
): void {
  const open = new Set<FastifyReply['raw']>();
  // A stream never ends by itself: without this the server could not be stopped.
  app.addHook('preClose', async () => {
    for (const raw of open) raw.destroy();
  });
  app.get<{ Querystring: { topics?: string } }>(
    '/api/live',
    { schema: { hide: true } as never },
    async (request, reply) => {
      const asked = String(request.query.topics ?? '')
        .split(',')
        .filter(Boolean)
        .slice(0, MAX_TOPICS);
      if (asked.length === 0 || asked.some((topic) => !Object.hasOwn(topics, topic)))
        throw new TarimError(platformErrors.notFound);
      const fenced = asked.filter((topic) => topics[topic] !== 'public');
      const admit = async () => {
        if (fenced.length === 0) return;
        const actor = await auth.authenticate(request);
        for (const topic of fenced) admitPerson(ctx.policy, actor, topics[topic]!);
      };
      await admit();
      if (open.size >= MAX_CLIENTS) throw new TarimError(platformErrors.rateLimited);
      reply.hijack();
      const { raw } = reply;
      open.add(raw);
      raw.writeHead(200, {
        ...Object.fromEntries(
          Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
        ),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write('retry: 2000\n\n');
      const write = (text: string) => {
        if (raw.writableLength > MAX_BUFFERED) raw.destroy();
        else raw.write(text);
      };
      const off = ctx.live.subscribe(asked, (topic, message) =>
        write(`event: ${topic}\ndata: ${JSON.stringify(message)}\n\n`),
      );
      // A session that was ended, or a post that was taken, ends the stream too.
      const heartbeat = setInterval(
        () =>
          void admit().then(
            () => write(': still here\n\n'),
            () => raw.end(),
          ),
        heartbeatMs,
      );
      const age = setTimeout(() => raw.end(), MAX_AGE_MS);
      raw.on('close', () => {
        open.delete(raw);
        clearInterval(heartbeat);
        clearTimeout(age);
        off();
      });
    },
  );
}
