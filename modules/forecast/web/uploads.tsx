import { urlOf } from '@tarim/platform/contract';
import { DataTable, formatTime, instant, QueryState, type Text, useRouteQuery } from '@tarim/ui';
import type { ReactNode } from 'react';
import { type ForecastUpload, listUploads, uploadFile } from '../contract.ts';
import { SimulatedTag } from './words.tsx';

/** Who brought what in, and when; each with its file. */
export function Uploads({ t }: { t: Text }): ReactNode {
  const query = useRouteQuery(listUploads);
  const issues = (row: ForecastUpload) =>
    row.firstIssue === row.lastIssue ? row.firstIssue : `${row.firstIssue} – ${row.lastIssue}`;
  return (
    <QueryState query={query}>
      <DataTable<ForecastUpload>
        name={t('imports.uploads')}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 980 }}
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
            title: t('source'),
            value: (row) => row.sources.join('、'),
            render: (_, row) => row.sources.join('、'),
          },
          { title: t('issue'), value: issues, render: (_, row) => issues(row) },
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
