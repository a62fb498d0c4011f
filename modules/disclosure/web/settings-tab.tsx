import {
  DataTable,
  formatTime,
  instant,
  QueryState,
  useMay,
  useName,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { listPublications, type Publication } from '../contract.ts';
import type { Change } from './change-dialog.tsx';

/** What is hidden by a setting: by whom, since when, why; each can be shown again. */
export function SettingsTab({ onChange }: { onChange: (change: Change) => void }): ReactNode {
  const t = useText('disclosure');
  const nameOf = useName();
  const may = useMay();
  const list = useRouteQuery(listPublications);
  return (
    <QueryState query={list}>
      <DataTable<Publication>
        name={t('tab.settings')}
        rowKey={(row) => `${row.subject}/${row.key}`}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        scroll={{ x: 760 }}
        dataSource={list.data?.publications ?? []}
        locale={{ emptyText: t('settings.none') }}
        columns={[
          {
            title: t('settings.kind'),
            value: (row) => t(`subject.${row.subject}`),
            render: (_, row) => <Tag>{t(`subject.${row.subject}`)}</Tag>,
          },
          {
            title: t('settings.subject'),
            value: (row) => nameOf(row.label),
            render: (_, row) => nameOf(row.label),
          },
          { title: t('settings.reason'), dataIndex: 'reason' },
          { title: t('settings.who'), dataIndex: 'changedBy' },
          {
            title: t('settings.at'),
            dataIndex: 'changedAt',
            value: (row) => instant(row.changedAt),
            render: (at: string) => formatTime(at, 'full'),
          },
          {
            title: '',
            render: (_, row) =>
              may('disclosure.publish', row.unitPath) ? (
                <Button
                  size="small"
                  onClick={() =>
                    onChange({ subject: row.subject, key: row.key, name: nameOf(row.label), show: true })
                  }
                >
                  {t('change.show')}
                </Button>
              ) : null,
          },
        ]}
      />
    </QueryState>
  );
}
