import { Link } from '@tanstack/react-router';
import { call } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  readAll,
  useCursor,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Segmented, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listVerdicts } from '../contract.ts';

/** Judgements of outlets against their limits, newest first. */
export default function VerdictsPage(): ReactNode {
  const t = useText('evaluation');
  const [verdict, setVerdict] = useState<'exceeds' | 'not-judged' | 'meets'>('exceeds');
  const at = useCursor<string>();
  const query = useRouteQuery(
    listVerdicts,
    { query: { verdict, cursor: at.cursor, limit: 100 } },
    { refetchMs: 30_000 },
  );
  const all = () =>
    readAll(async (cursor?: string) => {
      const answer = await call(listVerdicts, { query: { verdict, cursor, limit: 1000 } });
      return { rows: answer.verdicts, next: answer.next };
    });
  return (
    <Page
      title={t('verdicts.judgements')}
      note={t('verdicts.flueGasHourlyConvertedMean')}
      extra={
        <Segmented<'exceeds' | 'not-judged' | 'meets'>
          aria-label={t('verdicts.judgements')}
          value={verdict}
          onChange={(value) => {
            setVerdict(value);
            at.reset();
          }}
          options={[
            { value: 'exceeds', label: t('verdicts.exceeds') },
            { value: 'not-judged', label: t('verdicts.notJudged') },
            { value: 'meets', label: t('verdicts.meets') },
          ]}
        />
      }
    >
      <QueryState query={query}>
        <DataTable
          name={t('verdicts.judgements')}
          all={all}
          sortable={at.whole(query.data?.next)}
          rowKey={(row) => `${row.pointId}/${row.code}/${row.period}/${row.time}`}
          pagination={false}
          scroll={{ x: 860 }}
          dataSource={query.data?.verdicts ?? []}
          locale={{ emptyText: t('verdicts.none') }}
          columns={[
            {
              title: t('verdicts.outlet'),
              value: (row) => row.pointName,
              render: (_, row) => (
                <>
                  <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>
                  <br />
                  <small className="muted">{row.enterpriseName}</small>
                </>
              ),
            },
            { title: t('verdicts.enterprise'), hidden: true, value: (row) => row.enterpriseName },
            { title: t('verdicts.factor'), dataIndex: 'codeName' },
            {
              title: t('verdicts.period'),
              value: (row) => instant(row.time),
              render: (_, row) => (
                <>
                  {formatTime(row.time, row.period === 'hour' ? 'hour' : 'date')}{' '}
                  <Tag>{row.period === 'hour' ? t('verdicts.hour') : t('verdicts.day')}</Tag>
                </>
              ),
            },
            {
              title: t('verdicts.value'),
              value: (row) => row.value,
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
              title: t('verdicts.unit'),
              hidden: true,
              value: (row) => row.unit,
            },
            {
              title: t('verdicts.limit'),
              // A number where it is one; pH and the like have a range.
              value: (row) => (row.lower === null ? row.upper : `${row.lower}–${row.upper ?? ''}`),
              render: (_, row) => `${row.lower ?? ''}${row.lower !== null ? '–' : '≤ '}${row.upper ?? ''}`,
            },
            {
              title: t('verdicts.multiple'),
              dataIndex: 'exceedMultiple',
              render: (value: number | null) => (value === null ? '—' : formatNumber(value, 2)),
            },
            { title: t('verdicts.standard'), dataIndex: 'standard' },
            { title: t('verdicts.reason'), dataIndex: 'reason' },
            { title: t('simulated'), hidden: true, value: (row) => row.simulated },
          ]}
        />
        <CursorPager at={at} next={query.data?.next} busy={query.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}
