import { randomBytes, randomUUID } from 'node:crypto';
import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { Actor, Authentication, Context, Machine } from '@tarim/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { hashToken } from './domain/token.ts';
import { machineByKey } from './sql/machines.ts';
import { actorOf, mayEnter, personById } from './sql/people.ts';

export const COOKIE = 'tarim_session';
const IDLE_MS = 8 * HOUR_MS;
const ABSOLUTE_MS = 7 * DAY_MS;
/** A session's last use is written at most this often: reading must not become writing. */
const TOUCH_MS = 60_000;
/** How long a process may trust what it knows of a session; a revocation elsewhere holds after this. */
const CACHE_MS = 5_000;

interface Cached {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly until: number;
}

/** Opaque tokens in an HttpOnly cookie; the database knows their hashes and can revoke each at once. */
export class Sessions implements Authentication {
  readonly #ctx: Context;
  readonly #cache = new Map<string, Cached>();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  async open(personId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const token = randomBytes(32).toString('base64url');
    const now = this.#ctx.clock.now();
    await sql`insert into identity.session (id, token_hash, person_id, created_at, last_at, expires_at, address, user_agent)
      values (${randomUUID()}, ${hashToken(token)}, ${personId}, ${new Date(now)}, ${new Date(now)}, ${new Date(now + ABSOLUTE_MS)}, ${request.ip}, ${(request.headers['user-agent'] ?? '').slice(0, 300)})`.execute(
      this.#ctx.db,
    );
    reply.setCookie(COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: request.protocol === 'https',
      maxAge: ABSOLUTE_MS / 1000,
    });
  }

  async authenticate(request: FastifyRequest): Promise<Actor | null> {
    const found = await this.#find(request);
    return found?.actor ?? null;
  }

  async sessionId(request: FastifyRequest): Promise<string | null> {
    return (await this.#find(request))?.sessionId ?? null;
  }

  async #find(request: FastifyRequest): Promise<Cached | null> {
    const token = request.cookies?.[COOKIE];
    if (!token) return null;
    const hash = hashToken(token);
    const now = this.#ctx.clock.now();
    const known = this.#cache.get(hash);
    if (known && known.until > now) return known;
    const { rows } = await sql<{ id: string; person_id: string; last_at: Date }>`
      select id, person_id, last_at from identity.session
      where token_hash = ${hash} and revoked_at is null and expires_at > ${new Date(now)} and last_at > ${new Date(now - IDLE_MS)}
    `.execute(this.#ctx.db);
    const row = rows[0];
    const person = row ? await personById(this.#ctx.db, row.person_id) : null;
    if (!row || !person || !mayEnter(person, this.#ctx.config.demo)) {
      this.#cache.delete(hash);
      return null;
    }
    if (now - row.last_at.getTime() > TOUCH_MS)
      await sql`update identity.session set last_at = ${new Date(now)} where id = ${row.id}`.execute(
        this.#ctx.db,
      );
    if (this.#cache.size > 10_000) this.#cache.clear();
    const cached = { actor: actorOf(person), sessionId: row.id, until: now + CACHE_MS };
    this.#cache.set(hash, cached);
    return cached;
  }

  /** Ends sessions at once in this process, within seconds in others. */
  async revoke(where: { id: string } | { personId: string }): Promise<void> {
    const now = new Date(this.#ctx.clock.now());
    if ('id' in where)
      await sql`update identity.session set revoked_at = ${now} where id::text = ${where.id} and revoked_at is null`.execute(
        this.#ctx.db,
      );
    else
      await sql`update identity.session set revoked_at = ${now} where person_id::text = ${where.personId} and revoked_at is null`.execute(
        this.#ctx.db,
      );
    this.#cache.clear();
  }

  async verifyApiKey(request: FastifyRequest, scope: string): Promise<Machine | null> {
    const secret = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    return secret ? machineByKey(this.#ctx.db, secret, scope, this.#ctx.clock.now()) : null;
  }
}
