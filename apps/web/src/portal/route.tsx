import { type AnchorHTMLAttributes, type ReactNode, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
globalThis.addEventListener?.('popstate', tell);

/** Goes to a page of the portal without loading it anew. */
export function go(to: string): void {
  history.pushState(null, '', to);
  tell();
  scrollTo(0, 0);
}

/** Path and query of the page that is shown. */
export function useLocation(): URL {
  const href = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => location.href,
  );
  return new URL(href);
}

/** A link that stays a link: opens in a new tab when asked to. */
export function A({
  href,
  children,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; children: ReactNode }): ReactNode {
  return (
    <a
      href={href}
      {...rest}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}
