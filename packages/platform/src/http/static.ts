import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface WebFaces {
  /** Folder of the built faces: `portal.html`, `console.html`, `assets/`. */
  readonly root: string;
  /** Puts server-made facts into a page before it is sent. */
  readonly transform?: (page: 'portal' | 'console', html: string, request: FastifyRequest) => Promise<string>;
}

/** Serves the faces: hashed assets for ever, pages always asked for again; unknown paths of a face get its page. */
export async function addWebFaces(app: FastifyInstance, web: WebFaces): Promise<void> {
  if (!existsSync(join(web.root, 'portal.html'))) return;
  const pages = {
    portal: readFileSync(join(web.root, 'portal.html'), 'utf8'),
    console: readFileSync(join(web.root, 'console.html'), 'utf8'),
  };
  await app.register(fastifyStatic, {
    root: join(web.root, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
  });
  for (const name of ['favicon.svg', 'manifest.webmanifest', 'robots.txt']) {
    if (!existsSync(join(web.root, name))) continue;
    app.get(`/${name}`, (_request, reply) =>
      reply.sendFile(name, web.root, { maxAge: '1h', immutable: false }),
    );
  }
  const page =
    (name: 'portal' | 'console') =>
    async (request: FastifyRequest, reply: import('fastify').FastifyReply) => {
      const html = web.transform ? await web.transform(name, pages[name], request) : pages[name];
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html);
    };
  app.get('/console', page('console'));
  app.get('/console/*', page('console'));
  app.get('/', page('portal'));
  app.get('/*', async (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/')) return reply.callNotFound();
    return page('portal')(request, reply);
  });
}
