import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  unitText,
  useAddress,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Segmented, Select, Tag } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { getSiteHistory, type SiteHistory } from '../../contract.ts';
import { resultText } from '../words.tsx';
import { type Months, SpanSelect, spanOf } from './choices.tsx';
import { exceedingText, GradeTag, gradeText } from './classes.tsx';
import { OriginSelect, OriginTag, plainOriginOf, TraceLink } from './origin.tsx';
import { historyChart, limitLabel } from './site-chart.ts';
import { TrendCards } from './site-trends.tsx';

/** Three years: what a trend of months needs. */
const MONTHS = 36;

/** A site's history: any item over time against its limits, whether it rises or falls, and every signed visit. */
export default function SitePage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const { id } = useParams({ strict: false }) as { id: string };
  const { get, set } = useAddress();
  const query = useRouteQuery(getSiteHistory, {
    params: { id: Number(id) },
    query: {
      ...spanOf(get, MONTHS),
      item: get('item') ?? undefined,
      origin: plainOriginOf(get),
      grain: get('grain') === 'day' ? 'day' : undefined,
    },
  });
  const data = query.data;
  return (
    <Page
      title={data?.site.name ?? t('site.title')}
      note={
        data
          ? `${t(POINT_KIND_TITLES[data.site.kind]?.title ?? data.site.kind)} · ${unitName(data.site.unitPath, 'line')} · ${data.site.code}`
          : undefined
      }
      extra={data?.site.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
    >
      <div className="filters">
        <Select<string>
          showSearch
          aria-label={t('result.item')}
          style={{ width: 240 }}
          value={data?.item ?? undefined}
          placeholder={t('result.item')}
          onChange={(item) => set({ item })}
          options={data?.items.map(({ item, unit, n }) => ({
            value: item,
            label: `${item} ${unitText(unit)}（${n}）`,
          }))}
        />
        <SpanSelect t={t} get={get} set={set} months={MONTHS} />
        <OriginSelect t={t} get={get} set={set} />
        <Segmented<'month' | 'day'>
          aria-label={t('site.grain')}
          value={get('grain') === 'day' ? 'day' : 'month'}
          // Days are for a year at most: a span that is longer ends where it ended, a year long.
          onChange={(grain) =>
            set(grain === 'day' ? { grain, ...lastYear(spanOf(get, MONTHS)) } : { grain: undefined })
          }
          options={(['month', 'day'] as const).map((value) => ({ value, label: t(`site.grain-${value}`) }))}
        />
        {data?.item ? (
          <Link
            to={
              `/monitoring/compare?sites=${id}&items=${encodeURIComponent(data.item)}&kind=range&from=${data.span.from}&to=${data.span.to}` as string
            }
          >
            {t('site.toCompare')}
          </Link>
        ) : null}
      </div>
      <QueryState query={query}>
        {data && data.item === null ? (
          <div className="card placeholder">{t('view.noneInPeriod')}</div>
        ) : data ? (
          <History data={data} />
        ) : null}
      </QueryState>
    </Page>
  );
}

const MOST_DAYS_OF = 12;

/** The last twelve months of a span that is longer. */
function lastYear({ from, to }: Months): Months & { kind: 'range' } {
  const [year, month] = to.split('-').map(Number) as [number, number];
  const first = new Date(Date.UTC(year, month - MOST_DAYS_OF, 1)).toISOString().slice(0, 7);
  return { kind: 'range', from: from > first ? from : first, to };
}

type Automatic = SiteHistory['automatic'][number];
type Value = SiteHistory['values'][number];
type Visit = SiteHistory['visits'][number];

function History({ data }: { data: SiteHistory }): ReactNode {
  const t = useText('monitoring');
  const option = useMemo(() => historyChart(t, data), [t, data]);
  const below = data.values.filter((one) => one.value === null).length;
  return (
    <div className="grid">
      <div className="card">
        <Chart option={option} height={340} label={`${data.site.name} ${data.item}`} />
        <p className="muted">
          {below > 0 ? `${t('site.below', { n: below })} ` : ''}
          {data.stations.length > 0
            ? `${t(`site.automatic-${data.grain}`, { stations: data.stations.map((one) => one.name).join('、') })} `
            : ''}
          {data.leftOut > 0 ? `${t('site.leftOut', { n: data.leftOut, unit: data.unit })} ` : ''}
          {data.standard
            ? t('site.limits', {
                standard: data.standard,
                limits: data.limits
                  .map(({ label, value }) => `${limitLabel(t, data.site.kind, label)} ${value}`)
                  .join('、'),
              })
            : t('site.noLimits')}
        </p>
      </div>
      <div>
        <p className="muted" style={{ marginTop: 0 }}>
          <OriginTag t={t} origin={data.trendsOf} /> {t(`site.trends-${data.trendsOf}`)}
        </p>
        <TrendCards trends={data.trends} unit={data.unit} />
      </div>
      <div>
        <h4 className="section-title">{t('site.values', { item: data.item })}</h4>
        <DataTable<Value>
          name={`${data.site.name} ${data.item}`}
          rowKey={(row) => `${row.taskId}${row.sampledAt}${row.value}`}
          pagination={{ pageSize: 12, hideOnSinglePage: true }}
          dataSource={data.values.toReversed()}
          columns={[
            {
              title: t('sampling.at'),
              value: (row) => instant(row.sampledAt),
              render: (_, row) => (
                <Link to={`/monitoring/tasks/${row.taskId}` as string}>
                  {formatTime(row.sampledAt, 'date')}
                </Link>
              ),
            },
            {
              title: `${data.item} ${unitText(data.unit)}`,
              value: (row) => resultText(row),
              render: (_, row) => resultText(row),
            },
            { title: t('result.limit'), dataIndex: 'detectionLimit' },
          ]}
        />
      </div>
      {data.automatic.length > 0 ? <AutomaticValues data={data} /> : null}
      <div>
        <h4 className="section-title">{t('site.visits')}</h4>
        <DataTable<Visit>
          name={`${data.site.name} ${t('site.visits')}`}
          rowKey="taskId"
          pagination={{ pageSize: 12, hideOnSinglePage: true }}
          dataSource={data.visits}
          columns={[
            {
              title: t('sampling.at'),
              value: (row) => instant(row.sampledAt),
              render: (_, row) => (
                <>
                  <Link to={`/monitoring/tasks/${row.taskId}` as string}>
                    {formatTime(row.sampledAt, 'date')}
                  </Link>{' '}
                  {row.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
                </>
              ),
            },
            {
              title: t('results.grade'),
              value: (row) => gradeText(t, row.grade),
              render: (_, row) => <GradeTag t={t} row={row} />,
            },
            {
              title: t('results.exceeding'),
              value: (row) => exceedingText(row.exceeding),
              render: (_, row) => exceedingText(row.exceeding) || '—',
            },
          ]}
        />
      </div>
    </div>
  );
}

function AutomaticValues({ data }: { data: SiteHistory }): ReactNode {
  const t = useText('monitoring');
  const name = new Map(data.stations.map((one) => [one.pointId, one.name]));
  const length = data.grain === 'day' ? 10 : 7;
  return (
    <div>
      <h4 className="section-title">
        <OriginTag t={t} origin="automatic" /> {t(`site.automaticValues-${data.grain}`, { item: data.item })}
      </h4>
      <DataTable<Automatic>
        name={`${data.site.name} ${data.item} ${t('origin.automatic')}`}
        rowKey={(row) => `${row.pointId}${row.time}`}
        pagination={{ pageSize: 12, hideOnSinglePage: true }}
        dataSource={data.automatic.toReversed()}
        columns={[
          {
            title: t(`site.grain-${data.grain}`),
            value: (row) => row.time.slice(0, length),
            render: (_, row) => <TraceLink rollup={row}>{row.time.slice(0, length)}</TraceLink>,
          },
          {
            title: `${data.item} ${unitText(data.unit)}`,
            value: (row) => row.value,
            render: (_, row) => formatNumber(row.value, 4),
          },
          {
            title: t('origin.station'),
            value: (row) => name.get(row.pointId) ?? '',
            render: (_, row) => <Link to={`/points/${row.pointId}` as string}>{name.get(row.pointId)}</Link>,
          },
        ]}
      />
    </div>
  );
}
