import { Button, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from './language.tsx';

interface Place<Cursor> {
  readonly list: string;
  readonly passed: readonly (Cursor | undefined)[];
  readonly cursor: Cursor | undefined;
}

/** Where one stands in a list read by cursor: forward, back, and at the beginning of another `list` (of other filters). */
export function useCursor<Cursor extends string | number>(list = '') {
  const begin: Place<Cursor> = { list, passed: [], cursor: undefined };
  const [place, setPlace] = useState(begin);
  const { passed, cursor } = place.list === list ? place : begin;
  return {
    cursor,
    page: passed.length + 1,
    /** Whether this page is the whole list, so that sorting it sorts everything. */
    whole: (next: Cursor | null | undefined): boolean => passed.length === 0 && !next,
    forward: (next: Cursor) => setPlace({ list, passed: [...passed, cursor], cursor: next }),
    back: () => setPlace({ list, passed: passed.slice(0, -1), cursor: passed.at(-1) }),
    reset: () => setPlace(begin),
  };
}

/** Buttons of a list read by cursor; nothing where the first page is all. */
export function CursorPager<Cursor extends string | number>({
  at,
  next,
  busy,
}: {
  readonly at: ReturnType<typeof useCursor<Cursor>>;
  readonly next: Cursor | null | undefined;
  /** The page asked for is not there yet: `next` is still that of the page before. */
  readonly busy: boolean;
}): ReactNode {
  const t = useText('ui');
  if (at.whole(next)) return null;
  return (
    <Flex
      component="nav"
      aria-label={t('pager.pages')}
      aria-busy={busy}
      gap={8}
      align="center"
      wrap
      style={{ marginTop: 12 }}
    >
      <Button disabled={at.page === 1} onClick={at.reset}>
        {t('pager.first')}
      </Button>
      <Button disabled={at.page === 1} onClick={at.back}>
        {t('pager.previous')}
      </Button>
      <span className="muted" aria-live="polite">
        {t('pager.page', { page: at.page })}
      </span>
      {/* While busy it does nothing instead of being disabled: a disabled button loses the keyboard's focus. */}
      <Button disabled={!next} onClick={() => next && !busy && at.forward(next)}>
        {t('pager.next')}
      </Button>
    </Flex>
  );
}
