import { DataTable, formatTime, QueryState, useRouteQuery, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { type IndicatorImport, listIndicatorImports } from '../../contract.ts';
import { Simulated } from '../words.tsx';

/** Which files brought yearly figures: who, when, whence. */
export function Imports(): ReactNode {
  const t = useText('redline');
  const query = useRouteQuery(listIndicatorImports);
  return (
    <QueryState query={query}>
      <DataTable<IndicatorImport>
        name={t('yearly.imports')}
        rowKey="id"
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 820 }}
        dataSource={(query.data?.imports ?? []) as IndicatorImport[]}
        locale={{ emptyText: t('yearly.noImports') }}
        columns={[
          { title: t('field.at'), value: (row) => formatTime(row.at) },
          { title: t('yearly.origin'), value: (row) => row.origin },
          { title: t('yearly.file'), value: (row) => row.fileName },
          { title: t('yearly.rows'), value: (row) => row.rows },
          { title: t('yearly.added'), value: (row) => row.added },
          {
            title: t('simulated'),
            value: (row) => (row.simulated ? t('simulated') : ''),
            render: (_, row) => <Simulated when={row.simulated} />,
          },
          { title: t('field.by'), value: (row) => row.by },
          {
            title: t('yearly.hash'),
            value: (row) => row.sha256,
            render: (_, row) => <code title={row.sha256}>{row.sha256.slice(0, 12)}</code>,
          },
        ]}
      />
    </QueryState>
  );
}
