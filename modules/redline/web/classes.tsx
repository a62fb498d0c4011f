import { DataTable, useText } from '@tarim/ui';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { ActivityClass } from '../contract.ts';
import { useClasses } from './words.tsx';

/** 人类活动分类: the project's own codes beside the names of lists that were not checked against their text. */
export function Classes(): ReactNode {
  const t = useText('redline');
  const { classes, nameOf } = useClasses();
  return (
    <>
      <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('class.unverified')} />
      <DataTable<ActivityClass>
        name={t('class.title')}
        rowKey="code"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={classes as ActivityClass[]}
        columns={[
          { title: t('field.code'), dataIndex: 'code' },
          {
            title: t('areas.name'),
            value: (row) => nameOf(row.code),
            render: (_, row) => (
              <span style={row.parent ? { paddingInlineStart: 18 } : { fontWeight: 600 }}>
                {nameOf(row.code)}
              </span>
            ),
          },
          { title: t('class.draft'), value: (row) => row.draftName ?? '—' },
          { title: t('class.older'), value: (row) => row.olderName ?? '—' },
          { title: t('class.source'), dataIndex: 'source' },
        ]}
      />
    </>
  );
}
