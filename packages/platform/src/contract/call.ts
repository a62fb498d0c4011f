import type { TSchema } from 'typebox';
import type { Of, RouteDef } from './route.ts';

/** Problem details (RFC 9457) as every failing route answers them. */
export interface ProblemDetails {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly problems?: ReadonlyArray<{ code: string; message: string; path?: string }>;
  /** Quote it to the operator: the log line has the same. */
  readonly requestId?: string;
}

export class CallError extends Error {
  readonly details: ProblemDetails;
  constructor(details: ProblemDetails) {
    super(details.title);
    this.name = 'CallError';
    this.details = details;
  }
}

type Args<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  B extends TSchema | undefined,
> = (P extends TSchema ? { params: Of<P> } : { params?: undefined }) &
  (Q extends TSchema ? { query?: Partial<Of<Q>> } : { query?: undefined }) &
  (B extends TSchema ? { body: Of<B> } : { body?: undefined }) & {
    /** What a multipart route takes. */
    file?: Blob;
    signal?: AbortSignal;
  };

/** URL of a route with its parameters and query filled in (for links, downloads and EventSource). */
export function urlOf(def: RouteDef, params: object = {}, query: object = {}): string {
  const path = def.path.replace(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * Calls a route from the browser and gives its typed answer.
 * @throws CallError with the server's problem details (already translated by `Accept-Language`).
 */
export async function call<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  B extends TSchema | undefined,
  R extends TSchema | undefined,
>(def: RouteDef<P, Q, B, R>, args: Args<P, Q, B>): Promise<Of<R>> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-tarim': '1' };
  const language = globalThis.document?.documentElement.lang;
  if (language) headers['accept-language'] = language;
  if (args.body !== undefined) headers['content-type'] = 'application/json';
  const form = args.file === undefined ? undefined : new FormData();
  // The browser writes the content type of a form by itself: only it knows the boundary.
  form?.append('file', args.file!);
  const response = await fetch(
    urlOf(def as RouteDef, args.params as object | undefined, args.query as object | undefined),
    {
      method: def.method,
      headers,
      body: form ?? (args.body === undefined ? undefined : JSON.stringify(args.body)),
      credentials: 'same-origin',
      signal: args.signal,
    },
  );
  if (response.status === 204) return undefined as Of<R>;
  const text = await response.text();
  const parsed: unknown = text ? JSON.parse(text) : undefined;
  if (!response.ok) {
    throw new CallError(
      (parsed as ProblemDetails | undefined) ?? {
        code: 'HTTP',
        status: response.status,
        title: response.statusText,
      },
    );
  }
  return parsed as Of<R>;
}
