import type { FastifyRequest } from 'fastify';
import type { Actor } from '../contract/index.ts';
import type { Machine } from '../module.ts';

/** Who is asking: given by the identity module to the composition root. */
export interface Authentication {
  /** The signed-in person of a request (session cookie), or null. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  /** The machine whose valid API key of this scope the request carries, or null. */
  verifyApiKey(request: FastifyRequest, scope: string): Promise<Machine | null>;
}
