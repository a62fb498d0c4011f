import { createHash } from 'node:crypto';
import type { RouteCall } from '@tarim/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type AnyCall = RouteCall<unknown, unknown, unknown>;

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
  readonly templated?: true;
}

export const GEOJSON = 'application/geo+json';
export const JSON_TYPE = 'application/json';
export const HTML = 'text/html';
export const SCHEMA = 'application/schema+json';
export const MVT = 'application/vnd.mapbox-vector-tile';
export const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0';

/** Where clients reach us: links of these interfaces are absolute. */
export function baseOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

/** A path of ours with ids put in. */
export function address(request: FastifyRequest, ...parts: readonly (string | number)[]): string {
  return [baseOf(request), ...parts.map((one) => encodeURIComponent(String(one)))].join('/');
}

/** Browsers get pages, programs get data; `f` overrules what the client says it accepts. */
export function wantsHtml(request: FastifyRequest): boolean {
  const { f } = request.query as { f?: unknown };
  if (f !== undefined) return f === 'html';
  const accept = String(request.headers.accept ?? '');
  const html = accept.indexOf('text/html');
  const json = accept.search(/json/);
  return html >= 0 && (json < 0 || html < json);
}

/** A weak tag: compression comes after it. */
export function tagOf(...parts: readonly unknown[]): string {
  return `W/"${createHash('sha1').update(JSON.stringify(parts)).digest('base64url')}"`;
}

/**
 * Says what a cache may do with an answer. Whoever is signed in gets answers of their own; nobody's are shared, but asked
 * for again each time, because rows may be closed to the public at any moment.
 * @returns true when the client has this very answer: 304 is sent
 */
export function isKnown(call: AnyCall, tag: string): boolean {
  const { request, reply, actor } = call;
  reply
    .header('etag', tag)
    .header('vary', 'Accept, Accept-Language, Accept-Encoding, Cookie, Authorization, X-Api-Key');
  reply.header(
    'cache-control',
    actor || request.headers.authorization || request.headers['x-api-key']
      ? 'private, no-cache'
      : 'public, no-cache',
  );
  openToPages(reply);
  const known = request.headers['if-none-match'];
  if (!known?.split(',').some((one) => one.trim() === tag || one.trim() === '*')) return false;
  void reply.code(304).send();
  return true;
}

/** Pages of other sites may read what they get without our cookie. */
export function openToPages(reply: FastifyReply): void {
  reply
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'Content-Crs, Link, ETag');
}

export function sendText(reply: FastifyReply, type: string, text: string | Buffer): undefined {
  openToPages(reply);
  void reply
    .type(/^text|json/.test(type) && !type.includes('charset') ? `${type}; charset=utf-8` : type)
    .send(text);
  return undefined;
}

export function sendJson(reply: FastifyReply, body: unknown, type = JSON_TYPE): undefined {
  return sendText(reply, type, JSON.stringify(body));
}
