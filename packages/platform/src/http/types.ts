import type { FastifyRequest } from 'fastify';
import type { Actor } from '../contract/index.ts';

/** Who is asking: given by the identity module to the composition root. */
export interface Authentication {
  /** The signed-in person of a request (session cookie), or null. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  /** True when the request carries a valid API key of this scope. */
  verifyApiKey(request: FastifyRequest, scope: string): Promise<boolean>;
}
