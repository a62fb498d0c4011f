import type { Static, TSchema } from 'typebox';

/**
 * Who may call a route, or hear a live topic:
 * - `public`: anybody, also without sign-in;
 * - `signed-in`: any signed-in person;
 * - an action such as `registry.write`: people whose role grants it (the table is in `modules/identity/domain/roles.ts`),
 *   for the whole platform unless the route says otherwise by its `scope`;
 * - `api-key:<scope>`: a machine with an API key of that scope.
 */
export type Access = 'public' | 'signed-in' | Action | `api-key:${string}`;
export type Action = `${string}.${string}`;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A route, declared once: the server validates with it, the web calls with it, OpenAPI is made from it. */
export interface RouteDef<
  P extends TSchema | undefined = TSchema | undefined,
  Q extends TSchema | undefined = TSchema | undefined,
  B extends TSchema | undefined = TSchema | undefined,
  R extends TSchema | undefined = TSchema | undefined,
> {
  /** `module.verbObject`: also the OpenAPI operationId. */
  readonly id: string;
  readonly method: Method;
  /** Fastify path: `/api/registry/points/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /**
   * For what the action is asked. Absent: for the whole platform; reading covers the shared map, anything else needs a
   * post at `/`.
   * - `unit`: a post anywhere lets in, also one in an enterprise whose people may do it, and the handler asks the policy again with
   *   the unit and the enterprise of what it touches;
   * - `own`: people of an enterprise are let in too, and the handler narrows to that enterprise (`ownEnterprises`).
   */
  readonly scope?: 'unit' | 'own';
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Absent: the handler answers by itself (files, SSE streams). */
  readonly response?: R;
  /** `multipart` for uploads, `text` for raw text bodies; JSON otherwise. */
  readonly bodyKind?: 'json' | 'multipart' | 'text';
  /**
   * Of a `public` route that only looks at what the call itself carries (a key in its header): the session is passed over, so that
   * programs and pages of others may post to it.
   */
  readonly keysOnly?: true;
  /** How often one address may call it in a minute, where that is less than the general limit. */
  readonly requestsPerMinute?: number;
}

export type Of<S extends TSchema | undefined> = S extends TSchema ? Static<S> : undefined;

export function route<
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
  R extends TSchema | undefined = undefined,
>(def: RouteDef<P, Q, B, R>): RouteDef<P, Q, B, R> {
  return def;
}
