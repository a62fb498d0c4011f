import { Link } from '@tanstack/react-router';
import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Badge, Button, Empty } from 'antd';
import type { ReactNode } from 'react';
import { getInbox, type InboxItem, readInbox } from '../contract.ts';

/** Messages to the person who is signed in (站内消息). */
export default function InboxPage(): ReactNode {
  const t = useText('duty');
  const inbox = useRouteQuery(getInbox, { query: {} }, { refetchMs: 30_000 });
  const read = useRouteMutation(readInbox);
  const items = inbox.data?.items ?? [];
  const newest = items[0]?.id;
  return (
    <Page
      title={t('inbox.title')}
      extra={
        inbox.data?.unread && newest ? (
          <Button loading={read.isPending} onClick={() => read.mutate({ body: { upTo: newest } })}>
            {t('inbox.readAll')}
          </Button>
        ) : null
      }
    >
      <QueryState query={inbox}>
        {items.length === 0 ? (
          <Empty description={t('inbox.none')} />
        ) : (
          items.map((one) => (
            <div key={one.id} className="card" style={{ marginBottom: 10 }}>
              <InboxLine item={one} />
              <div style={{ whiteSpace: 'pre-line', marginTop: 6 }}>{one.body}</div>
            </div>
          ))
        )}
      </QueryState>
    </Page>
  );
}

export function InboxLine({ item }: { item: InboxItem }): ReactNode {
  return (
    <div>
      {item.read ? null : <Badge status="error" />}{' '}
      {item.link ? <Link to={item.link as string}>{item.subject}</Link> : <b>{item.subject}</b>}
      <br />
      <small className="muted">{formatTime(item.at)}</small>
    </div>
  );
}
