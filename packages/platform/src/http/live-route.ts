import { TarimError } from '@tarim/kernel';
import type { FastifyInstance } from 'fastify';
import { platformErrors } from '../errors.ts';
import type { Context } from '../module.ts';
import type { Authentication } from './types.ts';

const HEARTBEAT_MS = 20_000;
/** A page that does not read is let go: it connects again and reads its data anew. */
const MAX_BUFFERED = 256 << 10;
const MAX_TOPICS = 20;
const MAX_CLIENTS = 5_000;

/** `GET /api/live?topics=a,b`: server-sent events of live topics. */
export function addLiveRoute(
  app: FastifyInstance,
  ctx: Context,
  auth: Authentication,
  topics: Readonly<Record<string, 'public' | 'signed-in'>>,
): void {
  let clients = 0;
  app.get<{ Querystring: { topics?: string } }>('/api/live', async (request, reply) => {
    const asked = (request.query.topics ?? '').split(',').filter(Boolean).slice(0, MAX_TOPICS);
    const unknown = asked.filter((topic) => !(topic in topics));
    if (asked.length === 0 || unknown.length > 0) throw new TarimError(platformErrors.notFound);
    if (asked.some((topic) => topics[topic] !== 'public') && !(await auth.authenticate(request)))
      throw new TarimError(platformErrors.unauthenticated);
    if (clients >= MAX_CLIENTS) throw new TarimError(platformErrors.rateLimited);
    clients++;
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    raw.write('retry: 2000\n\n');
    const write = (text: string) => {
      if (raw.writableLength > MAX_BUFFERED) raw.destroy();
      else raw.write(text);
    };
    const off = ctx.live.subscribe(asked, (topic, message) =>
      write(`event: ${topic}\ndata: ${JSON.stringify(message)}\n\n`),
    );
    const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
    raw.on('close', () => {
      clients--;
      clearInterval(heartbeat);
      off();
    });
  });
}
