import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StoredFile } from '../module.ts';
import { byteRangeOf } from './byte-range.ts';

/**
 * Sends a kept file, whole or the range that is asked for, as it comes from disk. Its checksum is its tag, so that a client may go on
 * with what it has (`If-Range`, `If-None-Match`).
 * @returns how many bytes are sent
 */
export function sendStoredFile(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { path, sha256, size, name }: StoredFile,
  mime: string,
  show: 'inline' | 'attachment' = 'attachment',
): number {
  const tag = `"${sha256}"`;
  const { range, 'if-range': ifRange, 'if-none-match': known } = request.headers;
  reply.header('etag', tag).header('accept-ranges', 'bytes');
  reply.header('content-disposition', `${show}; filename*=UTF-8''${encodeURIComponent(name)}`);
  if (known?.split(',').some((one) => one.trim() === tag || one.trim() === '*')) {
    void reply.code(304).send();
    return 0;
  }
  const asked = ifRange === undefined || ifRange === tag ? byteRangeOf(range, size) : null;
  if (asked === 'outside') {
    void reply.code(416).header('content-range', `bytes */${size}`).send();
    return 0;
  }
  const { from, to } = asked ?? { from: 0, to: size - 1 };
  const length = to - from + 1;
  if (asked) reply.code(206).header('content-range', `bytes ${from}-${to}/${size}`);
  reply.type(mime).header('content-length', length);
  const nothing = request.method === 'HEAD' || length === 0;
  void reply.send(nothing ? Readable.from([]) : createReadStream(path, { start: from, end: to }));
  return nothing ? 0 : length;
}
