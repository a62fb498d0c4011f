import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Logger } from 'pino';
import { OUTBOX_CHANNEL } from '../outbox/outbox.ts';
import type { LocalHub } from './hub.ts';

const LIVE_CHANNEL = 'tarim_live';
/** A notification's payload must stay below 8000 bytes. */
const MAX_BYTES = 7_500;
const RETRY_MS = 1_000;
/** Messages of one moment share a notification; a page does not notice. */
const GATHER_MS = 40;
/** More than this waiting means that the database is away: pages of other processes will read anew. */
const MAX_WAITING = 1_000;

type Wire = [topic: string, message: object];

export interface Notifications {
  /** Resolves when the connection listens for the first time. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Keeps one connection listening: to live messages of other processes and to newly published events. Comes back by
 * itself after the database was away.
 */
export function startNotifications(options: {
  url: string;
  hub: LocalHub;
  log: Logger;
  onPublished: () => void;
  /** Before anybody is told: what is kept of the database may be old. */
  heard: () => void;
  send: (channel: string, payload: string) => Promise<void>;
}): Notifications {
  const { hub, log } = options;
  const me = randomUUID().slice(0, 8);
  let stopping = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  const { promise: ready, resolve: listening } = Promise.withResolvers<void>();

  const receive = (payload: string) => {
    try {
      const [from, wires] = JSON.parse(payload) as [string, Wire[]];
      if (from !== me) for (const [topic, message] of wires) hub.deliver(topic, message);
    } catch {
      log.warn('an unreadable live message was left out');
    }
  };
  const listen = async () => {
    const next = new pg.Client({
      connectionString: options.url,
      keepAlive: true,
      application_name: 'tarim live',
      connectionTimeoutMillis: 10_000,
    });
    client = next;
    next.on('error', () => again(next));
    next.on('end', () => again(next));
    next.on('notification', ({ channel, payload }) => {
      options.heard();
      if (channel === OUTBOX_CHANNEL) options.onPublished();
      else receive(payload ?? '');
    });
    try {
      await next.connect();
      await next.query(`listen ${LIVE_CHANNEL}; listen ${OUTBOX_CHANNEL}`);
    } catch {
      return again(next);
    }
    listening();
    // What was published while nobody listened.
    options.onPublished();
  };
  const again = (lost: pg.Client) => {
    if (client !== lost) return;
    client = null;
    lost.end().catch(() => {});
    if (!stopping) retry = setTimeout(() => void listen(), RETRY_MS);
  };

  let waiting: Wire[] = [];
  let gather: NodeJS.Timeout | undefined;
  const flush = () => {
    gather = undefined;
    for (const payload of pack(me, waiting.splice(0))) options.send(LIVE_CHANNEL, payload).catch(() => {});
  };
  hub.relay = (topic, message) => {
    if (waiting.length >= MAX_WAITING) waiting = [];
    waiting.push([topic, message]);
    gather ??= setTimeout(flush, GATHER_MS);
  };
  void listen();
  return {
    ready,
    stop: async () => {
      stopping = true;
      hub.relay = null;
      clearTimeout(retry);
      clearTimeout(gather);
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}

/** Messages in payloads that fit; one that is too large becomes a mark that tells the page to read anew. */
export function pack(me: string, wires: readonly Wire[]): string[] {
  const payloads: string[] = [];
  let batch: string[] = [];
  let size = 0;
  const close = () => {
    if (batch.length > 0) payloads.push(`[${JSON.stringify(me)},[${batch.join(',')}]]`);
    batch = [];
    size = 0;
  };
  for (const [topic, message] of wires) {
    let text = JSON.stringify([topic, message]);
    if (Buffer.byteLength(text) > MAX_BYTES) text = JSON.stringify([topic, { dropped: true }]);
    const bytes = Buffer.byteLength(text) + 1;
    if (size + bytes > MAX_BYTES) close();
    batch.push(text);
    size += bytes;
  }
  close();
  return payloads;
}
