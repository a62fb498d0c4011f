import { CallError, call, type Of, type RouteDef, type TSchema } from '@tarim/platform/contract';
import { useEffect, useState } from 'react';

export interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: { title: string; code: string; requestId?: string } | null;
  readonly reload: () => void;
}

const MEMORY = new Map<string, unknown>();

/**
 * Reads a route; shows what was read before while it reads anew, and again every `everyMs`. Some names are answered in
 * the language of the page, which is therefore part of what is kept.
 */
export function useLoad<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  R extends TSchema | undefined,
>(
  def: RouteDef<P, Q, undefined, R>,
  args: { params?: object; query?: object } = {},
  everyMs?: number,
): Loaded<Of<R>> {
  const key = `${document.documentElement.lang} ${def.id} ${JSON.stringify(args)}`;
  const [state, setState] = useState<{ key: string; data?: Of<R>; error: Loaded<Of<R>>['error'] }>({
    key,
    data: MEMORY.get(key) as Of<R> | undefined,
    error: null,
  });
  const [round, setRound] = useState(0);
  // The arguments are in the key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const abort = new AbortController();
    setState({ key, data: MEMORY.get(key) as Of<R> | undefined, error: null });
    call(def, { ...args, signal: abort.signal } as never)
      .then((data) => {
        if (MEMORY.size > 60) MEMORY.clear();
        MEMORY.set(key, data);
        setState({ key, data, error: null });
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        const details =
          error instanceof CallError ? error.details : { title: String(error), code: 'NETWORK' };
        setState((old) => ({ ...old, key, error: details }));
      });
    const timer = everyMs ? setTimeout(() => setRound((n) => n + 1), everyMs) : undefined;
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, round]);
  return {
    data: state.key === key ? state.data : undefined,
    error: state.error,
    reload: () => setRound((n) => n + 1),
  };
}
