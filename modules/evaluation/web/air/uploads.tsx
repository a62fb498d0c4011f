import { urlOf } from '@tarim/platform/contract';
import { DataTable, formatTime, instant, QueryState, type Text, useRouteQuery } from '@tarim/ui';
import type { ReactNode } from 'react';
import { type AirUpload, airUploadFile, listAirUploads } from '../../contract.ts';
import { SimulatedTag } from './place-and-time.tsx';

/** Who brought what in, and when; each with its file. */
export function Uploads({ t }: { t: Text }): ReactNode {
  const query = useRouteQuery(listAirUploads);
  return (
    <QueryState query={query}>
      <DataTable<AirUpload>
        name={t('imports.uploads')}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 960 }}
        locale={{ emptyText: t('imports.none') }}
        dataSource={[...(query.data?.uploads ?? [])]}
        columns={[
          { title: '#', dataIndex: 'id' },
          {
            title: t('imports.file'),
            value: (row) => row.name,
            render: (_, row) => (
              <>
                <a href={urlOf(airUploadFile, { id: row.id })}>{row.name}</a>{' '}
                <SimulatedTag t={t} simulated={row.simulated} />
              </>
            ),
          },
          {
            title: t('imports.at'),
            value: (row) => instant(row.uploadedAt),
            render: (_, row) => formatTime(row.uploadedAt, 'full'),
          },
          {
            title: t('imports.by'),
            value: (row) => row.uploadedBy ?? t('imports.platform'),
            render: (_, row) => row.uploadedBy ?? t('imports.platform'),
          },
          {
            title: t('imports.days'),
            value: (row) => `${row.firstDay} – ${row.lastDay}`,
            render: (_, row) => `${row.firstDay} – ${row.lastDay}`,
          },
          { title: t('imports.created'), dataIndex: 'created' },
          { title: t('imports.changed'), dataIndex: 'changed' },
          {
            title: t('mark.basis'),
            value: (row) => t(`dustBasis.${row.dustBasis}`),
            render: (_, row) => t(`dustBasis.${row.dustBasis}`),
          },
          { title: t('simulated'), hidden: true, value: (row) => row.simulated },
          {
            title: 'SHA-256',
            value: (row) => row.sha256,
            render: (_, row) => <code title={row.sha256}>{row.sha256.slice(0, 12)}…</code>,
          },
        ]}
      />
    </QueryState>
  );
}
