import { Link } from '@tanstack/react-router';
import { useRouteQuery, useText } from '@tarim/ui';
import { Badge, Button, Empty, Popover } from 'antd';
import { type ReactNode, useState } from 'react';
import { getInbox } from '../contract.ts';
import { InboxLine } from './inbox.tsx';

const REFRESH_MS = 30_000;
const SHOWN = 6;

/** How many messages wait, at the top of every page. */
export default function InboxBell(): ReactNode {
  const t = useText('duty');
  const [open, setOpen] = useState(false);
  const inbox = useRouteQuery(getInbox, { query: { unread: true } }, { refetchMs: REFRESH_MS });
  const unread = inbox.data?.unread ?? 0;
  const items = (inbox.data?.items ?? []).slice(0, SHOWN);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t('inbox.title')}
      content={
        <div style={{ width: 300, maxWidth: '80vw' }}>
          {items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('inbox.noneUnread')} />
          ) : (
            items.map((one) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the link inside is what is pressed; this only closes after it
              // biome-ignore lint/a11y/useKeyWithClickEvents: as above, Enter on the link clicks
              <div key={one.id} style={{ marginBottom: 8 }} onClick={() => setOpen(false)}>
                <InboxLine item={one} />
              </div>
            ))
          )}
          <Link to={'/duty/inbox' as string} onClick={() => setOpen(false)}>
            {t('inbox.all')}
          </Link>
        </div>
      }
    >
      <Button type="text" aria-label={t('inbox.bell', { n: unread })}>
        <Badge count={unread} size="small" overflowCount={99}>
          <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8">
            <title>{t('inbox.title')}</title>
            <path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7.5 2.5 7.5h-17S6 15 6 9" />
            <path d="M10 20a2.2 2.2 0 0 0 4 0" />
          </svg>
        </Badge>
      </Button>
    </Popover>
  );
}
