import { DataTable, useText } from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';
import type { Clock } from '../contract.ts';
import { Basis, LightTag } from './words.tsx';

/** Statutory periods with their lights; those that run first. */
export function Clocks({
  clocks,
  about = false,
}: {
  clocks: readonly (Clock & { readonly subject?: string })[];
  about?: boolean;
}): ReactNode {
  const t = useText('radiation');
  return (
    <>
      <DataTable<Clock & { readonly subject?: string }>
        name={t('unit.clocks')}
        rowKey={(row) => `${row.key}${row.subject ?? ''}${row.start}${row.due}${row.doneOn}`}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        scroll={{ x: 640 }}
        dataSource={clocks as Clock[]}
        locale={{ emptyText: <Empty description={t('unit.noClocks')} /> }}
        columns={[
          { title: t('field.clock'), value: (row) => t(`clock.${row.key}`) },
          ...(about
            ? [{ title: t('field.subject'), value: (row: { subject?: string }) => row.subject ?? '' }]
            : []),
          { title: t('field.due'), dataIndex: 'due', className: 'nowrap' },
          {
            title: t('field.state'),
            value: (row) => t(`light.${row.light}`),
            render: (_, row) => <LightTag clock={row} />,
          },
          {
            title: t('field.basis'),
            value: (row) => row.source,
            render: (_, row) => <Basis source={row.source} confidence={row.confidence} />,
          },
        ]}
      />
      <p className="muted">{t('notLaw')}</p>
    </>
  );
}
