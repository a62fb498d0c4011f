import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatNumber,
  Page,
  QueryState,
  type Text,
  useAddress,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Alert, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { airRanking, type RankingRow } from '../../contract.ts';
import { ConfidenceTag, isSure } from '../words.tsx';
import { AirPages, NoDays, SimulatedTag, useCities } from './place-and-time.tsx';
import { RankingBars } from './ranking-bars.tsx';
import { RankingGroups } from './ranking-groups.tsx';
import { Change, KEYS, type RankKey, sorted } from './ranking-parts.tsx';
import { DustSwitch, EditionSwitch, PeriodSelect, yearsOf } from './selects.tsx';
import { VerdictTag } from './year-card.tsx';

/** Cities by composite index, good days or PM2.5, beside the same days of the year before. */
export default function RankingPage(): ReactNode {
  const t = useText('evaluation');
  const known = useCities();
  const { get, set } = useAddress();
  const period = get('period') ?? String(known.year - 1);
  const dust = get('dust') === 'with' ? 'with' : 'without';
  const edition = get('edition');
  const by = KEYS.find((key) => key === get('by')) ?? 'composite';
  const query = useRouteQuery(
    airRanking,
    { query: { period, dust, ...(edition === '2012' || edition === '2026' ? { edition } : {}) } },
    { enabled: known.ready },
  );
  const data = query.data;
  return (
    <Page title={t('ranking.title')} note={<AirPages here="ranking" />}>
      <div className="filters">
        <PeriodSelect
          t={t}
          years={yearsOf(known)}
          value={period}
          onChange={(next) => set({ period: next })}
        />
        <DustSwitch t={t} value={dust} onChange={(next) => set({ dust: next })} />
        {data ? (
          <EditionSwitch t={t} value={data.edition} onChange={(next) => set({ edition: next })} />
        ) : null}
        <Segmented<RankKey>
          aria-label={t('ranking.by')}
          value={by}
          onChange={(next) => set({ by: next })}
          options={KEYS.map((key) => ({ value: key, label: t(`rankBy.${key}`) }))}
        />
        {data ? <SimulatedTag t={t} simulated={data.simulated} /> : null}
      </div>
      <QueryState query={query}>
        {data && data.rows.length === 0 ? <NoDays t={t} /> : null}
        {data && data.rows.length > 0 ? (
          <div className="grid">
            <div className="muted">
              {t('ranking.basis', { period: data.period, previous: data.previous })}{' '}
              {data.rules.map((rule) => rule.standard).join('、')}{' '}
              {data.compositeConfidence && !isSure(data.compositeConfidence) ? (
                <ConfidenceTag t={t} confidence={data.compositeConfidence} />
              ) : null}
            </div>
            {data.problems.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                title={data.problems.map((one) => withSubscripts(one.message)).join('；')}
              />
            ) : null}
            <RankingBars t={t} rows={data.rows} by={by} />
            <DataTable<RankingRow>
              name={`${t('ranking.title')} ${data.period}`}
              rowKey="code"
              stack={false}
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              scroll={{ x: 1100 }}
              dataSource={sorted(data.rows, by)}
              columns={columns(t, by, period)}
            />
            <RankingGroups t={t} groups={data.groups} name={data.period} simulated={data.simulated} />
          </div>
        ) : null}
      </QueryState>
    </Page>
  );
}

function columns(t: Text, by: RankKey, period: string) {
  const figure = (key: keyof RankingRow['now'], title: string, digits: number, good: 'low' | 'high') => [
    {
      title,
      value: (row: RankingRow) => row.now[key],
      render: (_: unknown, row: RankingRow) => formatNumber(row.now[key], digits),
    },
    {
      title: t('ranking.change', { of: title }),
      value: (row: RankingRow) => difference(row.now[key], row.before[key], digits),
      render: (_: unknown, row: RankingRow) => (
        <Change value={difference(row.now[key], row.before[key], digits)} good={good} />
      ),
    },
  ];
  return [
    {
      title: t('ranking.place'),
      value: (row: RankingRow) => row.rank[by],
      render: (_: unknown, row: RankingRow) => <b>{row.rank[by] ?? '—'}</b>,
    },
    {
      title: t('ranking.placeChange'),
      value: (row: RankingRow) => difference(row.rankBefore[by], row.rank[by], 0),
      render: (_: unknown, row: RankingRow) => (
        <PlaceChange t={t} now={row.rank[by]} before={row.rankBefore[by]} />
      ),
    },
    {
      title: t('air.city'),
      className: 'cell-nowrap',
      value: (row: RankingRow) => row.name,
      render: (_: unknown, row: RankingRow) => (
        <>
          <Link to={`/air/year?city=${row.code}&period=${encodeURIComponent(period)}` as string}>
            {row.name}
          </Link>
          {row.division ? <small className="muted"> {row.division}</small> : null}
        </>
      ),
    },
    ...figure('composite', t('rankBy.composite'), 3, 'low'),
    ...figure('goodRatio', t('rankBy.goodRatio'), 1, 'high'),
    ...figure('pm25', 'PM₂.₅', 1, 'low'),
    {
      title: 'PM₁₀',
      value: (row: RankingRow) => row.now.pm10,
      render: (_: unknown, row: RankingRow) => formatNumber(row.now.pm10, 1),
    },
    {
      title: 'O₃-8h',
      value: (row: RankingRow) => row.now.o3,
      render: (_: unknown, row: RankingRow) => formatNumber(row.now.o3, 1),
    },
    { title: t('calendar.dustDays'), dataIndex: 'dustDays' },
    { title: t('year.validDays'), dataIndex: 'validDays' },
    {
      title: t('year.judged'),
      value: (row: RankingRow) => t(`verdict.${row.verdict}`),
      render: (_: unknown, row: RankingRow) => <VerdictTag t={t} verdict={row.verdict} />,
    },
    { title: t('simulated'), hidden: true, value: (row: RankingRow) => row.simulated },
  ];
}

function difference(now: number | null, before: number | null, digits: number): number | null {
  return now === null || before === null ? null : Number((now - before).toFixed(digits));
}

function PlaceChange({ now, before, t }: { now: number | null; before: number | null; t: Text }): ReactNode {
  if (now === null || before === null) return '—';
  if (now === before) return t('ranking.same');
  return (
    <span className={now < before ? 'change-better' : 'change-worse'}>
      {now < before ? t('ranking.up', { n: before - now }) : t('ranking.down', { n: now - before })}
    </span>
  );
}
