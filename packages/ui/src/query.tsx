import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CallError, call, type Of, type RouteDef, type TSchema } from '@tarim/platform/contract';
import { Alert, App, Button, Skeleton } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLanguage, useText } from './language.tsx';
import { listen } from './live.ts';

type AnyArgs = { params?: object; query?: object };

/** Reads a route of a contract; the key is the route, its arguments and the language, in which some names are answered. */
export function useRouteQuery<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  R extends TSchema | undefined,
>(
  def: RouteDef<P, Q, undefined, R>,
  args: AnyArgs = {},
  options: { refetchMs?: number; enabled?: boolean } = {},
) {
  const { language } = useLanguage();
  return useQuery<Of<R>, Error>({
    queryKey: [def.id, args, language],
    queryFn: ({ signal }) => call(def, { ...args, signal } as never),
    refetchInterval: options.refetchMs,
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
    retry: (count, error) => count < 2 && !(error instanceof CallError && error.details.status < 500),
  });
}

/** Calls a changing route; on success everything of these modules is read again and the person is told. */
export function useRouteMutation<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  B extends TSchema | undefined,
  R extends TSchema | undefined,
>(
  def: RouteDef<P, Q, B, R>,
  options: { refresh?: readonly string[]; success?: string; onSuccess?: (answer: Of<R>) => void } = {},
) {
  const client = useQueryClient();
  const { message, notification } = App.useApp();
  return useMutation<Of<R>, Error, { params?: object; query?: object; body?: unknown; file?: Blob }>({
    mutationFn: (args) => call(def, args as never),
    onSuccess: (answer) => {
      const prefixes = options.refresh ?? [def.id.split('.')[0]!];
      void client.invalidateQueries({
        predicate: (query) => prefixes.some((prefix) => String(query.queryKey[0]).startsWith(prefix)),
      });
      if (options.success) void message.success(options.success);
      options.onSuccess?.(answer);
    },
    onError: (error) =>
      notification.error({
        title: error.message,
        description: error instanceof CallError ? <ErrorDetails error={error} /> : null,
      }),
  });
}

function ErrorDetails({ error }: { error: CallError }): ReactNode {
  const { code, requestId, problems } = error.details;
  return (
    <div>
      {problems?.map((one) => (
        <div key={`${one.path}${one.code}${one.message}`}>
          {one.path} {one.message}
        </div>
      ))}
      <small className="muted">
        {code} {requestId ? `· ${requestId}` : ''}
      </small>
    </div>
  );
}

/** What a page shows while it has no data: skeleton, or the error with its code and a way to try again. */
export function QueryState({
  query,
  children,
}: {
  query: { isPending: boolean; error: Error | null; refetch: () => unknown; data: unknown };
  children: ReactNode;
}): ReactNode {
  const t = useText('ui');
  if (query.error && query.data === undefined) {
    const details = query.error instanceof CallError ? query.error.details : null;
    return (
      <Alert
        type="error"
        showIcon
        title={query.error.message}
        description={
          details ? `${details.code}${details.requestId ? ` · ${details.requestId}` : ''}` : undefined
        }
        action={<Button onClick={() => query.refetch()}>{t('query.tryAgain')}</Button>}
      />
    );
  }
  if (query.isPending) return <Waiting />;
  return children;
}

/** Placeholder of what is being read; not shown for an answer that comes at once, so that nothing flickers. */
function Waiting(): ReactNode {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return long ? (
    <Skeleton active paragraph={{ rows: 6 }} />
  ) : (
    <div aria-busy="true" style={{ minHeight: 220 }} />
  );
}

/** A stream is renewed now and then; a gap of a few seconds is not worth a word. */
const GAP_MS = 4_000;

/** Says that live news do not come for now; nothing while they do. */
export function LiveHint({ connected }: { connected: boolean }): ReactNode {
  const t = useText('ui');
  const [told, setTold] = useState(false);
  useEffect(() => {
    setTold(false);
    if (connected) return;
    const timer = setTimeout(() => setTold(true), GAP_MS);
    return () => clearTimeout(timer);
  }, [connected]);
  if (connected || !told) return null;
  return <Alert type="warning" showIcon banner style={{ marginBottom: 12 }} title={t('live.reconnecting')} />;
}

/**
 * Listens to live topics; comes back by itself. Tells whether news come, for `LiveHint`. Without a topic nothing is listened
 * to: people who may not hear one (`useMay`) see the page's own rounds.
 */
export function useLive(
  topics: readonly string[],
  listener: (topic: string, message: unknown) => void,
): boolean {
  const [connected, setConnected] = useState(true);
  const key = topics.join(',');
  // The newest listener is called; a new function at each render must not reconnect.
  const newest = useRef(listener);
  newest.current = listener;
  useEffect(() => {
    if (key === '') return;
    return listen({
      topics: key.split(','),
      hear: (topic, message) => newest.current(topic, message),
      tell: setConnected,
    });
  }, [key]);
  return connected;
}
