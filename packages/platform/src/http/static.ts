import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export type FaceName = 'portal' | 'console' | 'map' | 'field';

export interface WebFaces {
  /** Folder of the built faces: `portal.html`, `console.html`, `assets/`. */
  readonly root: string;
  /** Puts server-made facts into a page before it is sent. */
  readonly transform?: (page: FaceName, html: string, request: FastifyRequest) => Promise<string>;
  /** Servers of others that this page may ask for pictures and tiles, when this reader opens it (`https://tiles.example`). */
  readonly origins?: (page: FaceName, request: FastifyRequest) => Promise<readonly string[]>;
}

/** Files beside the pages, under their own names. */
const LOOSE = ['favicon.svg', 'favicon.ico', 'manifest.webmanifest', 'robots.txt', 'sw.js'];

/** Serves the faces: hashed assets for ever, pages always asked for again; unknown paths of a face get its page. */
export async function addWebFaces(app: FastifyInstance, web: WebFaces): Promise<void> {
  if (!existsSync(join(web.root, 'portal.html'))) return;
  const read = (name: FaceName) => readFileSync(join(web.root, `${name}.html`), 'utf8');
  const pages: Record<FaceName, string> = {
    portal: read('portal'),
    console: read('console'),
    map: existsSync(join(web.root, 'map.html')) ? read('map') : read('portal'),
    field: existsSync(join(web.root, 'field.html')) ? read('field') : read('portal'),
  };
  await app.register(fastifyStatic, {
    root: join(web.root, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    dotfiles: 'ignore',
    // The build lays compressed copies beside large files.
    preCompressed: true,
  });
  for (const name of LOOSE) {
    if (!existsSync(join(web.root, name))) continue;
    app.get(`/${name}`, hidden, (_request, reply) =>
      reply.sendFile(name, web.root, { maxAge: name === 'sw.js' ? 0 : '1h', immutable: false }),
    );
  }
  const send = async (name: FaceName, request: FastifyRequest, reply: FastifyReply) => {
    let html = pages[name];
    try {
      if (web.transform) html = await web.transform(name, html, request);
    } catch (error) {
      // The page works without the facts: it asks for them itself and tells what is wrong.
      request.log.error({ err: error, page: name }, 'facts could not be put into the page');
    }
    try {
      const origins = (await web.origins?.(name, request)) ?? [];
      if (origins.length > 0) allow(reply, origins);
    } catch (error) {
      // Without them the page shows what is our own.
      request.log.error({ err: error, page: name }, 'the servers of a page could not be read');
    }
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html);
  };
  app.get('/map', hidden, (request, reply) => send('map', request, reply));
  for (const path of ['/field', '/field/*'])
    app.get(path, hidden, (request, reply) => send('field', request, reply));
  app.get('/console', hidden, (request, reply) => send('console', request, reply));
  app.get('/console/*', hidden, (request, reply) => send('console', request, reply));
  app.get('/*', hidden, (request, reply) => {
    const path = request.url.split('?')[0]!;
    if (path.startsWith('/api/') || extname(path) !== '') return reply.callNotFound();
    return send('portal', request, reply);
  });
}

const POLICY = 'content-security-policy';
/** Where pictures and what programs fetch may come from. */
const WIDENED = ['img-src', 'connect-src'];

/** Adds servers to the policy that the answer carries, for pictures and tiles only. */
function allow(reply: FastifyReply, origins: readonly string[]): void {
  const directives = String(reply.getHeader(POLICY) ?? '').split(';');
  const widened = directives.map((one) =>
    WIDENED.includes(one.trim().split(' ')[0]!) ? `${one} ${origins.join(' ')}` : one,
  );
  reply.header(POLICY, widened.join(';'));
}

const hidden = { schema: { hide: true } as never };
