import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Logger } from 'pino';
import { OUTBOX_CHANNEL } from '../outbox/outbox.ts';
import type { LocalHub } from './hub.ts';

const LIVE_CHANNEL = 'tarim_live';
/** A notification's payload must stay below 8000 bytes. */
const MAX_BYTES = 7_500;
const RETRY_MS = 1_000;

/**
 * Keeps one connection listening: to live messages of other processes and to newly published events. Comes back by
 * itself after the database was away.
 */
export function startNotifications(options: {
  url: string;
  hub: LocalHub;
  log: Logger;
  onPublished: () => void;
  send: (channel: string, payload: string) => Promise<void>;
}): { stop(): Promise<void> } {
  const me = randomUUID().slice(0, 8);
  let stopping = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;

  const listen = async () => {
    const next = new pg.Client({ connectionString: options.url });
    next.on('error', () => again());
    next.on('end', () => again());
    next.on('notification', ({ channel, payload }) => {
      if (channel === OUTBOX_CHANNEL) return options.onPublished();
      try {
        const [from, topic, message] = JSON.parse(payload ?? '') as [string, string, object];
        if (from !== me) options.hub.deliver(topic, message);
      } catch {
        options.log.warn('an unreadable live message was left out');
      }
    });
    await next.connect();
    await next.query(`listen ${LIVE_CHANNEL}; listen ${OUTBOX_CHANNEL}`);
    client = next;
    options.onPublished();
  };
  const again = () => {
    if (stopping || timer) return;
    client = null;
    timer = setTimeout(() => {
      timer = null;
      listen().catch(again);
    }, RETRY_MS);
  };
  options.hub.relay = (topic, message) => {
    const payload = JSON.stringify([me, topic, message]);
    if (Buffer.byteLength(payload) <= MAX_BYTES) options.send(LIVE_CHANNEL, payload).catch(() => {});
  };
  listen().catch(again);
  return {
    stop: async () => {
      stopping = true;
      if (timer) clearTimeout(timer);
      options.hub.relay = null;
      await client?.end().catch(() => {});
    },
  };
}
