import { Page, useText } from '@tarim/ui';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { Channels } from './channels.tsx';
import { Messages } from './messages.tsx';
import { NoticeRules } from './notice-rules.tsx';

/** Who is told of what, how, and what became of it (通知). */
export default function NoticesPage(): ReactNode {
  const t = useText('duty');
  return (
    <Page title={t('notices.title')} note={t('notices.note')}>
      <Tabs
        items={[
          { key: 'rules', label: t('notices.rules'), children: <NoticeRules /> },
          { key: 'channels', label: t('notices.channels'), children: <Channels /> },
          { key: 'messages', label: t('notices.messages'), children: <Messages /> },
        ]}
      />
    </Page>
  );
}
