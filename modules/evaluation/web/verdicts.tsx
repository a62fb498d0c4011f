import { Link } from '@tanstack/react-router';
import { formatNumber, formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Segmented, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listVerdicts } from '../contract.ts';

/** Judgements of outlets against their limits, newest first. */
export default function VerdictsPage(): ReactNode {
  const t = useText('evaluation');
  const [verdict, setVerdict] = useState<'exceeds' | 'not-judged' | 'meets'>('exceeds');
  const query = useRouteQuery(listVerdicts, { query: { verdict, limit: 200 } }, { refetchMs: 30_000 });
  return (
    <Page
      title={t('verdicts.judgements')}
      note={t('verdicts.flueGasHourlyConvertedMean')}
      extra={
        <Segmented<'exceeds' | 'not-judged' | 'meets'>
          value={verdict}
          onChange={(value) => setVerdict(value)}
          options={[
            { value: 'exceeds', label: t('verdicts.exceeds') },
            { value: 'not-judged', label: t('verdicts.notJudged') },
            { value: 'meets', label: t('verdicts.meets') },
          ]}
        />
      }
    >
      <QueryState query={query}>
        <div className="table-scroll">
          <Table
            rowKey={(row) => `${row.pointId}/${row.code}/${row.period}/${row.time}`}
            size="small"
            pagination={{ pageSize: 50 }}
            scroll={{ x: 860 }}
            dataSource={query.data?.verdicts ?? []}
            locale={{ emptyText: t('verdicts.none') }}
            columns={[
              {
                title: t('verdicts.outlet'),
                render: (_, row) => (
                  <>
                    <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>
                    <br />
                    <small className="muted">{row.enterpriseName}</small>
                  </>
                ),
              },
              { title: t('verdicts.factor'), dataIndex: 'codeName' },
              {
                title: t('verdicts.period'),
                render: (_, row) => (
                  <>
                    {formatTime(row.time, row.period === 'hour' ? 'hour' : 'date')}{' '}
                    <Tag>{row.period === 'hour' ? t('verdicts.hour') : t('verdicts.day')}</Tag>
                  </>
                ),
              },
              {
                title: t('verdicts.value'),
                render: (_, row) => (
                  <Link
                    className={row.verdict === 'exceeds' ? 'exceeds' : undefined}
                    to={
                      `/trace/rollup?${new URLSearchParams({ pointId: String(row.pointId), period: row.period, time: row.time, code: row.code })}` as string
                    }
                  >
                    {formatNumber(row.value)} {row.unit}
                  </Link>
                ),
              },
              {
                title: t('verdicts.limit'),
                render: (_, row) => `${row.lower ?? ''}${row.lower !== null ? '–' : '≤ '}${row.upper ?? ''}`,
              },
              {
                title: t('verdicts.multiple'),
                dataIndex: 'exceedMultiple',
                render: (value: number | null) => (value === null ? '—' : formatNumber(value, 2)),
              },
              { title: t('verdicts.standard'), dataIndex: 'standard' },
              { title: t('verdicts.reason'), dataIndex: 'reason' },
            ]}
          />
        </div>
      </QueryState>
    </Page>
  );
}
