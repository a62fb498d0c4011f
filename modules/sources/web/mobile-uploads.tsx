import { DataTable, formatTime, instant, QueryState, useRouteQuery, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { listMobileUploads, type MobileUpload } from '../contract.ts';

export function Uploads(): ReactNode {
  const t = useText('sources');
  const query = useRouteQuery(listMobileUploads);
  return (
    <QueryState query={query}>
      <DataTable<MobileUpload>
        name={t('mobile.uploads')}
        rowKey="id"
        pagination={{ pageSize: 30, hideOnSinglePage: true }}
        scroll={{ x: 620 }}
        locale={{ emptyText: t('mobile.none') }}
        dataSource={query.data?.uploads ?? []}
        columns={[
          {
            title: t('mobile.kind'),
            value: (row) => t(`mobileKind.${row.kind}`),
            render: (_, row) => t(`mobileKind.${row.kind}`),
          },
          {
            title: t('upload.source'),
            value: (row) => t(`uploadSource.${row.source}`),
            render: (_, row) => t(`uploadSource.${row.source}`),
          },
          { title: t('upload.rows'), dataIndex: 'rows' },
          { title: t('upload.by'), dataIndex: 'by' },
          {
            title: t('upload.at'),
            value: (row) => instant(row.at),
            render: (_, row) => formatTime(row.at, 'full'),
          },
          {
            title: 'SHA-256',
            value: (row) => row.sha256,
            render: (_, row) =>
              row.sha256 ? <code title={row.sha256}>{row.sha256.slice(0, 12)}</code> : '—',
          },
        ]}
      />
    </QueryState>
  );
}
