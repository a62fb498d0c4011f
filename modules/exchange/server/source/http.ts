import { createWriteStream } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { TarimError } from '@tarim/kernel';
import type { PipelineSpec } from '../../contract.ts';
import { pointed } from '../domain/pointer.ts';
import { exchangeErrors as E } from '../errors.ts';
import { type Fetched, fingerprintOf, MOST_BYTES } from './fetched.ts';
import { type AllowedAddress, safeAddress } from './safe-host.ts';
import { Spool } from './spool.ts';

type HttpSource = Extract<PipelineSpec['source'], { kind: 'http' }>;

export interface HttpAsk {
  readonly source: HttpSource;
  readonly format: PipelineSpec['format'];
  readonly secret: string | null;
  readonly allowed: readonly AllowedAddress[];
  readonly dir: string;
  readonly signal: AbortSignal;
  /** What was told with the last answer that was loaded. */
  readonly known?: { readonly etag: string | null; readonly lastModified: string | null };
}

const MOST_PAGES = 10_000;
const MOST_PAGE_BYTES = 64 << 20;
const MOST_REDIRECTS = 4;
/** Compressed answers may not grow beyond this many times, as with archives. */
const MOST_RATIO = 200;
const RATIO_FROM = 1 << 20;

/** Null: nothing new since the last answer (304). */
export async function fetchHttp(ask: HttpAsk): Promise<Fetched | null> {
  const { source } = ask;
  const rows = source.rows ?? null;
  if (rows === null) return fetchFile(ask);
  const spool = await Spool.open(ask.dir);
  try {
    const seen = new Set<string>();
    let told: Pick<Fetched, 'etag' | 'lastModified'> = {};
    let url: URL | null = new URL(source.url);
    if (source.paging.kind === 'page')
      url.searchParams.set(source.paging.parameter, String(source.paging.first));
    for (let page = 0; url; page++) {
      if (page >= MOST_PAGES || seen.has(url.href)) throw new TarimError(E.pagesMany, { limit: MOST_PAGES });
      seen.add(url.href);
      const only = source.paging.kind === 'none';
      const answer = await get(url, ask, only);
      if (!answer) {
        await spool.close();
        return null;
      }
      const body = await jsonOf(answer.message, source.timeoutSeconds);
      if (only) told = answer;
      const found = pointed(body, rows);
      if (!Array.isArray(found)) throw new TarimError(E.pointer, { pointer: rows || '/' });
      await spool.add(found);
      url = nextUrl(source, answer.url, body, page, found.length);
    }
    return { ...(await spool.end(nameOf(new URL(source.url)))), ...told };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

function nextUrl(source: HttpSource, now: URL, body: unknown, page: number, rows: number): URL | null {
  if (source.paging.kind === 'next') {
    const next = pointed(body, source.paging.pointer);
    return typeof next === 'string' && next !== '' && URL.canParse(next, now) ? new URL(next, now) : null;
  }
  if (source.paging.kind !== 'page' || rows === 0) return null;
  const next = new URL(source.url);
  next.searchParams.set(source.paging.parameter, String(source.paging.first + page + 1));
  return next;
}

const ENDINGS: Readonly<Record<string, string>> = {
  csv: 'csv',
  xlsx: 'xlsx',
  geojson: 'geojson',
  geojsonseq: 'geojsonl',
  geopackage: 'gpkg',
  shapefile: 'zip',
  geotiff: 'tif',
};
const nameOf = (url: URL) => decodeName(url.pathname.split('/').filter(Boolean).at(-1) ?? url.hostname);
const decodeName = (text: string) => {
  try {
    return decodeURIComponent(text).slice(-120);
  } catch {
    return text.slice(-120);
  }
};

async function fetchFile(ask: HttpAsk): Promise<Fetched | null> {
  const url = new URL(ask.source.url);
  const answer = await get(url, ask, true);
  if (!answer) return null;
  const path = join(ask.dir, 'answer');
  try {
    await pipeline(unpacked(answer.message, MOST_BYTES), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    throw broken(error);
  }
  const plain = nameOf(url);
  const ending = ENDINGS[ask.format];
  const name = ending && !plain.toLowerCase().endsWith(`.${ending}`) ? `${plain}.${ending}` : plain;
  return {
    path,
    name,
    kind: 'file',
    ...(await fingerprintOf(path)),
    etag: answer.etag,
    lastModified: answer.lastModified,
  };
}

interface Answer {
  readonly message: IncomingMessage;
  readonly url: URL;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Follows few redirects, each to an address that is looked at anew; the secret goes to the origin it was given for alone. */
async function get(start: URL, ask: HttpAsk, conditional: boolean): Promise<Answer | null> {
  const home = new URL(ask.source.url).origin;
  let url = start;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const message = await once(url, ask, home === url.origin, conditional);
    const status = message.statusCode ?? 0;
    if (status === 304 && conditional) {
      message.resume();
      return null;
    }
    const to = message.headers.location;
    if (status >= 300 && status < 400 && to && URL.canParse(to, url)) {
      message.resume();
      url = new URL(to, url);
      continue;
    }
    if (status < 200 || status >= 300) {
      message.resume();
      throw new TarimError(E.answered, { status });
    }
    return {
      message,
      url,
      etag: message.headers.etag ?? null,
      lastModified: message.headers['last-modified'] ?? null,
    };
  }
  throw new TarimError(E.unreachable, { reason: 'redirects' });
}

async function once(url: URL, ask: HttpAsk, atHome: boolean, conditional: boolean): Promise<IncomingMessage> {
  const { source, known } = ask;
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TarimError(E.addressRefused, { host: url.protocol, port: 0 });
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const { address, family } = await safeAddress(url.hostname, port, ask.allowed);
  const headers: Record<string, string> = {
    accept: '*/*',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'Tarim',
  };
  if (atHome) {
    for (const { name, value } of source.headers) headers[name.toLowerCase()] = value;
    if (source.secretHeader) {
      if (!ask.secret) throw new TarimError(E.secretMissing);
      headers[source.secretHeader.toLowerCase()] = ask.secret;
    }
    if (conditional && known?.etag) headers['if-none-match'] = known.etag;
    if (conditional && known?.lastModified) headers['if-modified-since'] = known.lastModified;
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      {
        headers,
        signal: AbortSignal.any([ask.signal, AbortSignal.timeout(source.timeoutSeconds * 1_000)]),
        // The address that was looked at is the one that is connected to.
        lookup: (_name, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
      },
      resolve,
    );
    request.once('error', (error) => reject(broken(error)));
    request.end();
  });
}

/** Never the message of the library alone: it may quote a header. */
const broken = (error: unknown): unknown => {
  if (error instanceof TarimError) return error;
  const { code, name } = error as NodeJS.ErrnoException;
  return new TarimError(E.unreachable, { reason: code ?? name ?? 'error' }, { cause: error });
};

/** The body as it was before it was packed, bounded in size and growth. */
function unpacked(message: IncomingMessage, most: number): NodeJS.ReadableStream {
  let packed = 0;
  let size = 0;
  const coding = (message.headers['content-encoding'] ?? '').trim().toLowerCase();
  const unpack =
    coding === 'gzip' || coding === 'x-gzip'
      ? createGunzip()
      : coding === 'deflate'
        ? createInflate()
        : coding === 'br'
          ? createBrotliDecompress()
          : null;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > most) done(new TarimError(E.tooLarge, { limit: `${most >> 20} MiB` }));
      else if (unpack && size > RATIO_FROM && size > packed * MOST_RATIO)
        done(new TarimError(E.tooLarge, { limit: `× ${MOST_RATIO}` }));
      else done(null, chunk);
    },
  });
  message.on('data', (chunk: Buffer) => {
    packed += chunk.length;
  });
  const fail = (error: Error) => count.destroy(error);
  message.once('error', fail);
  message.once('aborted', () => fail(new Error('aborted')));
  if (!unpack) return message.pipe(count);
  unpack.once('error', fail);
  return message.pipe(unpack).pipe(count);
}

async function jsonOf(message: IncomingMessage, seconds: number): Promise<unknown> {
  const parts: Buffer[] = [];
  const stream = unpacked(message, MOST_PAGE_BYTES) as NodeJS.ReadableStream & {
    destroy(error: Error): void;
  };
  const timer = setTimeout(() => stream.destroy(new Error('timeout')), seconds * 1_000);
  try {
    for await (const chunk of stream) parts.push(chunk as Buffer);
  } catch (error) {
    throw broken(error);
  } finally {
    clearTimeout(timer);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)));
  } catch (cause) {
    throw new TarimError(E.notJson, { reason: (cause as Error).name }, { cause });
  }
}
