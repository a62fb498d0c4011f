import { Link } from '@tanstack/react-router';
import { formatNumber, formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Segmented, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listVerdicts } from '../contract.ts';

/** Judgements of outlets against their limits, newest first. */
export default function VerdictsPage(): ReactNode {
  const t = useText();
  const [verdict, setVerdict] = useState<'exceeds' | 'not-judged' | 'meets'>('exceeds');
  const query = useRouteQuery(listVerdicts, { query: { verdict, limit: 200 } }, { refetchMs: 30_000 });
  return (
    <Page
      title={t('超标判定', 'Judgements')}
      note={t(
        '废气看小时折算均值，废水看日均值；全数值比较',
        'Flue gas: hourly converted mean; wastewater: daily mean; unrounded values compared',
      )}
      extra={
        <Segmented<'exceeds' | 'not-judged' | 'meets'>
          value={verdict}
          onChange={(value) => setVerdict(value)}
          options={[
            { value: 'exceeds', label: t('超标', 'Exceeds') },
            { value: 'not-judged', label: t('未评判', 'Not judged') },
            { value: 'meets', label: t('达标', 'Meets') },
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
            locale={{ emptyText: t('没有这样的判定', 'None') }}
            columns={[
              {
                title: t('排放口', 'Outlet'),
                render: (_, row) => (
                  <>
                    <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>
                    <br />
                    <small className="muted">{row.enterpriseName}</small>
                  </>
                ),
              },
              { title: t('因子', 'Factor'), dataIndex: 'codeName' },
              {
                title: t('时段', 'Period'),
                render: (_, row) => (
                  <>
                    {formatTime(row.time, row.period === 'hour' ? 'hour' : 'date')}{' '}
                    <Tag>{row.period === 'hour' ? t('小时', 'hour') : t('日', 'day')}</Tag>
                  </>
                ),
              },
              {
                title: t('数值', 'Value'),
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
                title: t('限值', 'Limit'),
                render: (_, row) => `${row.lower ?? ''}${row.lower !== null ? '–' : '≤ '}${row.upper ?? ''}`,
              },
              {
                title: t('超标倍数', 'Multiple'),
                dataIndex: 'exceedMultiple',
                render: (value: number | null) => (value === null ? '—' : formatNumber(value, 2)),
              },
              { title: t('标准', 'Standard'), dataIndex: 'standard' },
              { title: t('说明', 'Reason'), dataIndex: 'reason' },
            ]}
          />
        </div>
      </QueryState>
    </Page>
  );
}
