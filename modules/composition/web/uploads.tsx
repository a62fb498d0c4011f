import { urlOf } from '@tarim/platform/contract';
import { DataTable, formatTime, instant, QueryState, type Text, useRouteQuery } from '@tarim/ui';
import type { ReactNode } from 'react';
import { type ComponentUpload, listUploads, uploadFile } from '../contract.ts';
import { SimulatedTag } from './words.tsx';

/** Who brought what in, and when; each with its file. */
export function Uploads({ t }: { t: Text }): ReactNode {
  const query = useRouteQuery(listUploads);
  const unitOf = ({ unit, temperature }: ComponentUpload) =>
    temperature === null ? unit : `${unit} (${temperature} ℃)`;
  const spanOf = (row: ComponentUpload) =>
    [row.first, row.last].map((time) => formatTime(time, 'full').slice(0, 16)).join(' – ');
  return (
    <QueryState query={query}>
      <DataTable<ComponentUpload>
        name={t('imports.uploads')}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 1080 }}
        locale={{ emptyText: t('imports.none') }}
        dataSource={[...(query.data?.uploads ?? [])]}
        columns={[
          { title: '#', dataIndex: 'id' },
          {
            title: t('imports.file'),
            value: (row) => row.name,
            render: (_, row) => (
              <>
                <a href={urlOf(uploadFile, { id: row.id })}>{row.name}</a>{' '}
                <SimulatedTag t={t} simulated={row.simulated} />
              </>
            ),
          },
          {
            title: t('station'),
            value: (row) => row.stations.join('、'),
            render: (_, row) => row.stations.join('、'),
          },
          { title: t('span'), value: spanOf, render: (_, row) => spanOf(row) },
          { title: t('unit'), value: unitOf, render: (_, row) => unitOf(row) },
          {
            title: t('imports.at'),
            value: (row) => instant(row.at),
            render: (_, row) => formatTime(row.at, 'full'),
          },
          { title: t('imports.by'), dataIndex: 'by' },
          {
            title: t('imports.via'),
            value: (row) => t(`via.${row.via}`),
            render: (_, row) => t(`via.${row.via}`),
          },
          { title: t('imports.created'), dataIndex: 'created' },
          { title: t('imports.changed'), dataIndex: 'changed' },
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
