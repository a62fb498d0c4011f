import { DataTable, QueryState, useMay, useName, useRouteQuery, useText, withSubscripts } from '@tarim/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { listPublicationFactors, type PublicationFactor } from '../contract.ts';
import type { Change } from './change-dialog.tsx';

/** Factors that public points measure: at how many, and whether the portal leaves them out. */
export function FactorsTab({ onChange }: { onChange: (change: Change) => void }): ReactNode {
  const t = useText('disclosure');
  const nameOf = useName();
  const everywhere = useMay('disclosure.publish', '/');
  const list = useRouteQuery(listPublicationFactors);
  return (
    <QueryState query={list}>
      <DataTable<PublicationFactor>
        name={t('tab.factors')}
        rowKey="code"
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        scroll={{ x: 620 }}
        dataSource={list.data?.factors ?? []}
        locale={{ emptyText: t('factors.none') }}
        columns={[
          {
            title: t('factors.name'),
            value: (row) => nameOf(row.name),
            render: (_, row) => withSubscripts(nameOf(row.name)),
          },
          {
            title: t('factors.code'),
            dataIndex: 'code',
            render: (code: string) => <code>{code}</code>,
          },
          { title: t('factors.points'), dataIndex: 'points', align: 'right' },
          { title: t('factors.closedAt'), dataIndex: 'closedAt', align: 'right' },
          {
            title: t('points.state'),
            value: (row) => t(row.shown ? 'points.shown' : 'hiddenBy.code'),
            render: (_, row) =>
              row.shown ? (
                <Tag color="green">{t('points.shown')}</Tag>
              ) : (
                <Tag color="orange">{t('hiddenBy.code')}</Tag>
              ),
          },
          {
            title: '',
            render: (_, row) =>
              everywhere ? (
                <Button
                  size="small"
                  onClick={() =>
                    onChange({ subject: 'code', key: row.code, name: nameOf(row.name), show: !row.shown })
                  }
                >
                  {t(row.shown ? 'factors.hide' : 'change.show')}
                </Button>
              ) : null,
          },
        ]}
      />
    </QueryState>
  );
}
