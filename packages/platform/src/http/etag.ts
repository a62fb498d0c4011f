import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Answers 304 to a page that has this very content; weak, because compression comes after it. */
export function addETags(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || reply.statusCode !== 200 || reply.hasHeader('etag')) return payload;
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    const tag = `W/"${createHash('sha1').update(payload).digest('base64url')}"`;
    reply.header('etag', tag);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
    const known = request.headers['if-none-match'];
    if (!known?.split(',').some((one) => one.trim() === tag)) return payload;
    reply.code(304).removeHeader('content-length');
    return '';
  });
}
