import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  instant,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Progress, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Batch, type BatchRow, batchRows, listBatches, startBatch, type Version } from '../contract.ts';
import { VERDICT_COLOURS } from './answer.tsx';

/** 批量研判: every registered enterprise against a version, and which of them are in conflict with it. */
export function Batches({ version }: { version: Version }): ReactNode {
  const t = useText('zoning');
  const may = useMay();
  const [chosen, setChosen] = useState<number | null>(null);
  const query = useRouteQuery(listBatches, { params: { id: version.id } }, { refetchMs: 2_500 });
  const start = useRouteMutation(startBatch, { success: t('batch.queued') });
  const batches = query.data?.batches ?? [];
  const shown = batches.find((one) => one.id === chosen) ?? batches.find((one) => one.state === 'done');
  return (
    <QueryState query={query}>
      {may('zoning.write') ? (
        <div className="filters">
          <Button
            loading={start.isPending}
            onClick={() => start.mutate({ params: { id: version.id }, body: {} })}
          >
            {t('batch.start')}
          </Button>
        </div>
      ) : null}
      <DataTable<Batch>
        name={t('batch.title')}
        rowKey="id"
        pagination={false}
        exported={false}
        locale={{ emptyText: t('batch.none') }}
        dataSource={[...batches]}
        columns={[
          {
            title: t('batch.at'),
            value: (row) => instant(row.at),
            render: (_, row) => (
              <Button type="link" onClick={() => setChosen(row.id)}>
                {formatTime(row.at)}
              </Button>
            ),
          },
          { title: t('check.by'), dataIndex: 'by' },
          {
            title: t('batch.progress'),
            value: (row) => row.done,
            render: (_, row) => (
              <Progress
                size="small"
                percent={row.total === 0 ? 100 : Math.round((100 * row.done) / row.total)}
                status={row.state === 'failed' ? 'exception' : row.state === 'done' ? 'success' : 'active'}
              />
            ),
          },
          { title: t('batch.conflicts'), dataIndex: 'conflicts' },
          { title: t('batch.unplaced'), dataIndex: 'unplaced' },
        ]}
      />
      {shown ? <Rows id={shown.id} /> : null}
    </QueryState>
  );
}

function Rows({ id }: { id: number }): ReactNode {
  const t = useText('zoning');
  const query = useRouteQuery(batchRows, { params: { id } });
  return (
    <QueryState query={query}>
      <h4>{t('batch.found')}</h4>
      <DataTable<BatchRow>
        name={t('batch.found')}
        rowKey="enterpriseId"
        scroll={{ x: 800 }}
        locale={{ emptyText: t('batch.nothing') }}
        dataSource={[...(query.data?.rows ?? [])]}
        columns={[
          {
            title: t('batch.enterprise'),
            value: (row) => row.name,
            render: (_, row) => <Link to={`/enterprises/${row.enterpriseId}` as string}>{row.name}</Link>,
          },
          { title: t('rule.industries'), value: (row) => row.industry ?? '—' },
          { title: t('unit.code'), value: (row) => row.unit ?? '—' },
          {
            title: t('check.verdict'),
            value: (row) => t(`verdict.${row.verdict}`),
            render: (_, row) => <Tag color={VERDICT_COLOURS[row.verdict]}>{t(`verdict.${row.verdict}`)}</Tag>,
          },
          { title: t('check.decisive'), value: (row) => row.rule ?? '—' },
        ]}
      />
    </QueryState>
  );
}
