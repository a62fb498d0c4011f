import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers for everybody are computed once in a while and kept: ten thousand readers cost the database what one does.
 * Bounded; the least recently asked goes first.
 */
export class Snapshots {
  readonly #ttlMs: number;
  readonly #max: number;
  readonly #now: () => number;
  readonly #kept = new Map<string, { until: number; answer: Promise<Snapshot> }>();

  constructor(ttlMs: number, max: number, now: () => number) {
    this.#ttlMs = ttlMs;
    this.#max = max;
    this.#now = now;
  }

  /** The kept answer, or a new one; askers at the same time share one computation. A failure is not kept. */
  async get(key: string, compute: () => Promise<object>): Promise<Snapshot> {
    const now = this.#now();
    const known = this.#kept.get(key);
    if (known && known.until > now) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known.answer;
    }
    const answer = compute().then(snapshotOf);
    this.#kept.set(key, { until: now + this.#ttlMs, answer });
    if (this.#kept.size > this.#max) this.#kept.delete(this.#kept.keys().next().value!);
    answer.catch(() => {
      if (this.#kept.get(key)?.answer === answer) this.#kept.delete(key);
    });
    return answer;
  }

  clear(): void {
    this.#kept.clear();
  }
}

export interface Snapshot {
  readonly body: object;
  readonly etag: string;
}

/** The tag names the facts: when they were looked up (`at`) does not make them others. */
export function snapshotOf(body: object): Snapshot {
  const facts = JSON.stringify(body, (key, value: unknown) => (key === 'at' ? undefined : value));
  return { body, etag: `W/"${createHash('sha256').update(facts).digest('base64url').slice(0, 22)}"` };
}

/** Sets caching headers; true when the reader has the answer already and 304 is to be sent. */
export function isFresh(
  request: Pick<FastifyRequest, 'headers'>,
  reply: Pick<FastifyReply, 'header'>,
  etag: string,
  maxAge: number,
): boolean {
  reply.header('etag', etag);
  reply.header('cache-control', `public, max-age=${maxAge}, stale-while-revalidate=${maxAge}`);
  reply.header('vary', 'accept-encoding');
  const asked = request.headers['if-none-match'];
  return (asked ?? '').split(',').some((one) => one.trim() === etag || one.trim() === '*');
}
