import { Link } from '@tanstack/react-router';
import { call } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  formatBounds,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  readAll,
  type Text,
  unitText,
  useCursor,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Segmented, Tag, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { listVerdicts, type VerdictFact, type VerdictWord } from '../contract.ts';
import { ConfidenceTag, confidenceName, isSure, multipleText } from './words.tsx';

const WORDS: readonly VerdictWord[] = ['exceeds', 'not-judged', 'meets'];

/** Judgements of outlets against their limits, newest first. */
export default function VerdictsPage(): ReactNode {
  const t = useText('evaluation');
  const [verdict, setVerdict] = useState<VerdictWord>('exceeds');
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
      title={t('verdicts.title')}
      note={t('verdicts.note')}
      extra={
        <Segmented<VerdictWord>
          aria-label={t('verdicts.title')}
          value={verdict}
          onChange={(value) => {
            setVerdict(value);
            at.reset();
          }}
          options={WORDS.map((value) => ({ value, label: t(`verdict.${value}`) }))}
        />
      }
    >
      <QueryState query={query}>
        <DataTable
          name={t('verdicts.title')}
          all={all}
          sortable={at.whole(query.data?.next)}
          rowKey={(row) => `${row.pointId}/${row.code}/${row.period}/${row.time}`}
          pagination={false}
          scroll={{ x: 1040 }}
          dataSource={query.data?.verdicts ?? []}
          locale={{ emptyText: t('verdicts.none') }}
          columns={[
            {
              title: t('field.outlet'),
              value: (row) => row.pointName,
              render: (_, row) => (
                <>
                  <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>
                  <br />
                  <small className="muted">{row.enterpriseName}</small>
                </>
              ),
            },
            { title: t('field.enterprise'), hidden: true, value: (row) => row.enterpriseName },
            { title: t('field.factor'), dataIndex: 'codeName' },
            {
              title: t('field.period'),
              value: (row) => instant(row.time),
              render: (_, row) => (
                <>
                  {formatTime(row.time, row.period === 'hour' ? 'hour' : 'date')} <Tag>{t(row.period)}</Tag>
                </>
              ),
            },
            {
              title: t('field.value'),
              value: (row) => row.value,
              render: (_, row) => (
                <>
                  <Link
                    className={row.verdict === 'exceeds' ? 'exceeds' : undefined}
                    to={tracePath(row) as string}
                  >
                    {formatNumber(row.value)} {unitText(row.unit)}
                  </Link>{' '}
                  <small className="muted">{t(`measure.${row.measure}`)}</small>
                </>
              ),
            },
            { title: t('field.unit'), hidden: true, value: (row) => row.unit },
            {
              title: t('field.limit'),
              // A number where it is one; pH and the like have a range.
              value: (row) => (row.lower === null ? row.upper : formatBounds(row.lower, row.upper)),
              render: (_, row) => <LimitCell row={row} t={t} />,
            },
            {
              title: t('field.multiple'),
              value: (row) => row.exceedMultiple,
              render: (_, row) => multipleText(row.exceedMultiple),
            },
            { title: t('field.standard'), dataIndex: 'standard' },
            {
              title: t('field.confidence'),
              hidden: true,
              value: (row) => (row.confidence === null ? null : confidenceName(t, row.confidence)),
            },
            {
              title: t('field.target'),
              value: (row) => (row.target === null ? null : t(`target.${row.target}`)),
              render: (_, row) => <TargetCell row={row} t={t} />,
            },
            { title: t('field.reason'), dataIndex: 'reasonText' },
            { title: t('simulated'), hidden: true, value: (row) => row.simulated },
          ]}
        />
        <CursorPager at={at} next={query.data?.next} busy={query.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}

/** The limit that decided; a figure that was not checked against the text says so beside it. */
function LimitCell({ row, t }: { row: VerdictFact; t: Text }): ReactNode {
  if (row.limitId === null) return '—';
  return (
    <>
      {formatBounds(row.lower, row.upper)}
      {row.confidence !== null && !isSure(row.confidence) ? (
        <div>
          <Tooltip title={t('verdicts.unsure')}>
            <span>
              <ConfidenceTag confidence={row.confidence} t={t} />
            </span>
          </Tooltip>
        </div>
      ) : null}
    </>
  );
}

/** Never in the red of an exceedance: a target is no limit. */
function TargetCell({ row, t }: { row: VerdictFact; t: Text }): ReactNode {
  const target = row.checks.find((one) => one.nature === 'target');
  if (row.target === null || !target) return '—';
  return (
    <Tooltip title={`${target.standard} ${target.clause ?? ''}`}>
      <span>
        {formatBounds(target.lower, target.upper)} <Tag>{t(`target.${row.target}`)}</Tag>
      </span>
    </Tooltip>
  );
}

function tracePath({ pointId, period, time, code }: VerdictFact): string {
  return `/trace/rollup?${new URLSearchParams({ pointId: String(pointId), period, time, code })}`;
}
