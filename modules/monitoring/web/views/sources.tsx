import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  DataTable,
  Figure,
  formatNumber,
  Page,
  QueryState,
  type Text,
  useAddress,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { PointMap } from '@tarim/ui/map';
import { Button, Drawer, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { explainSource, getSources, type SourceRow } from '../../contract.ts';
import { gradeColour } from '../words.tsx';
import { type Months, SpanSelect, spanOf, UnitChoice } from './choices.tsx';
import { exceedingText } from './classes.tsx';
import { FindingView } from './finding.tsx';
import {
  BesideCell,
  BesideFinding,
  OriginSelect,
  OriginTag,
  plainOriginOf,
  Rollups,
  WhyOrigin,
} from './origin.tsx';

type Answer = Static<NonNullable<typeof getSources.response>>;
type Asking = Months & { readonly origin: ReturnType<typeof plainOriginOf> };
type Level = Answer['levels'][number];

/** Sources are visited by quarters: three months have one visit of each. */
const MONTHS = 3;
const verdictOf = ({ compliant }: Pick<SourceRow, 'compliant'>) =>
  compliant === null ? null : compliant ? ('meets' as const) : ('exceeds' as const);
const colourOf = (row: SourceRow) =>
  gradeColour({ grade: row.compliant === null ? null : '-', verdict: verdictOf(row) });
const verdictText = (t: Text, compliant: boolean | null) =>
  compliant === null ? t('official.notJudged') : t(`compliance.${compliant ? 'meets' : 'exceeds'}`);
const percent = (value: number | null) => (value === null ? '—' : `${formatNumber(value, 1)}%`);

/** Compliance of drinking-water sources in a period, one by one and together. */
export default function SourcesPage(): ReactNode {
  const t = useText('monitoring');
  const { get, set } = useAddress();
  const span = spanOf(get, MONTHS);
  const origin = plainOriginOf(get);
  const query = useRouteQuery(getSources, { query: { ...span, unitPath: get('unit') ?? undefined, origin } });
  const data = query.data;
  return (
    <Page
      title={t('sources.title')}
      note={t('sources.note')}
      extra={data?.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
    >
      <div className="filters">
        <SpanSelect t={t} get={get} set={set} months={MONTHS} />
        <UnitChoice t={t} get={get} set={set} />
        <OriginSelect t={t} get={get} set={set} />
      </div>
      <QueryState query={query}>
        {data && data.sources.length === 0 ? (
          <div className="card placeholder">{t('view.noneInPeriod')}</div>
        ) : data ? (
          <Told data={data} span={{ ...span, origin }} />
        ) : null}
      </QueryState>
    </Page>
  );
}

function Told({ data, span }: { data: Answer; span: Asking }): ReactNode {
  const t = useText('monitoring');
  const [asked, setAsked] = useState<SourceRow | 'all' | null>(null);
  const points = useMemo(
    () =>
      data.sources.flatMap((row) =>
        row.lon === null || row.lat === null
          ? []
          : [{ id: row.pointId, lon: row.lon, lat: row.lat, colour: colourOf(row), title: row.name }],
      ),
    [data],
  );
  const chart = useMemo(
    () => ({
      grid: { left: 8, right: 12, top: 16, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => `${value.toFixed(1)}%` },
      xAxis: { type: 'category', data: data.months.map((one) => one.month) },
      yAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value}%' } },
      series: [
        {
          name: t('sources.byCount'),
          type: 'bar',
          barMaxWidth: 34,
          itemStyle: { color: '#2bb5d8' },
          data: data.months.map((one) => (100 * one.compliant) / one.n),
        },
      ],
    }),
    [t, data],
  );
  return (
    <>
      <div className="figures">
        <Figure label={t('sources.n')} value={data.all.n} hint={`${span.from}—${span.to}`} />
        <Figure
          label={t('sources.byCount')}
          value={
            <Button
              type="link"
              style={{ padding: 0, height: 'auto', font: 'inherit' }}
              onClick={() => setAsked('all')}
            >
              {percent(data.all.byCount)}
            </Button>
          }
          hint={`${data.all.compliant} / ${data.all.n}`}
        />
        <Figure
          label={t('sources.byVolume')}
          value={percent(data.all.byVolume)}
          hint={data.all.byVolume === null ? t('sources.noVolume') : undefined}
        />
        {data.levels.map((one) => (
          <Figure
            key={one.level}
            label={t(`sourceLevel.${one.level}`)}
            value={percent(one.byCount)}
            hint={`${one.compliant} / ${one.n}`}
          />
        ))}
      </div>
      {data.withoutLevel > 0 ? (
        <p className="muted">{t('sources.withoutLevel', { n: data.withoutLevel })}</p>
      ) : null}
      <div className="grid side-by-side" style={{ marginBottom: 14 }}>
        <div>
          <PointMap
            points={points}
            height={360}
            onSelect={(id) => setAsked(data.sources.find((one) => one.pointId === id) ?? null)}
          />
          <div className="legend">
            {(['meets', 'exceeds'] as const).map((verdict) => (
              <span key={verdict}>
                <i style={{ background: gradeColour({ grade: '-', verdict }) }} />
                {t(`compliance.${verdict}`)}
              </span>
            ))}
          </div>
        </div>
        <div className="card">
          <h4>{t('sources.byMonth')}</h4>
          <Chart
            option={chart}
            height={300}
            label={t('sources.byMonth')}
            table={{
              head: [t('tasks.month'), t('sources.n'), t('compliance.meets')],
              rows: data.months.map((one) => [one.month, one.n, one.compliant]),
            }}
          />
        </div>
      </div>
      <SourceTable
        rows={data.sources}
        name={`${t('sources.title')} ${span.from}—${span.to}`}
        onAsk={setAsked}
      />
      <Levels levels={data.levels} />
      <Drawer
        open={asked !== null}
        onClose={() => setAsked(null)}
        size="min(680px, 100vw)"
        title={asked === 'all' ? t('sources.title') : asked?.name}
      >
        {asked === 'all' ? <FindingView t={t} finding={data.finding} /> : null}
        {asked !== null && asked !== 'all' ? <One row={asked} span={span} /> : null}
      </Drawer>
    </>
  );
}

function Levels({ levels }: { levels: readonly Level[] }): ReactNode {
  const t = useText('monitoring');
  if (levels.length === 0) return null;
  return (
    <>
      <h4 className="section-title">{t('sources.byLevel')}</h4>
      <DataTable<Level>
        name={t('sources.byLevel')}
        rowKey="level"
        pagination={false}
        dataSource={[...levels]}
        columns={[
          {
            title: t('sources.level'),
            value: (row) => t(`sourceLevel.${row.level}`),
            render: (_, row) => t(`sourceLevel.${row.level}`),
          },
          { title: t('sources.n'), dataIndex: 'n' },
          { title: t('compliance.meets'), dataIndex: 'compliant' },
          {
            title: t('sources.byCount'),
            value: (row) => row.byCount,
            render: (_, row) => percent(row.byCount),
          },
          {
            title: t('sources.byVolume'),
            value: (row) => row.byVolume,
            render: (_, row) => percent(row.byVolume),
          },
        ]}
      />
    </>
  );
}

function One({ row, span }: { row: SourceRow; span: Asking }): ReactNode {
  const t = useText('monitoring');
  const query = useRouteQuery(explainSource, { params: { id: row.pointId }, query: { ...span } });
  const data = query.isPlaceholderData ? undefined : query.data;
  return (
    <>
      <p>
        <Link to={`/monitoring/site/${row.pointId}` as string}>{t('view.toHistory')}</Link>
      </p>
      <QueryState query={{ ...query, data, isPending: data === undefined && !query.error }}>
        {data ? (
          <>
            <WhyOrigin t={t} origin={data.origin} why="other" />
            <FindingView t={t} finding={data.finding} />
            <BesideFinding
              title={t('origin.besideResult', {
                result: data.automatic ? verdictText(t, data.automatic.result) : '',
              })}
              finding={data.automatic?.finding ?? null}
            />
            <Rollups rollups={data.rollups} />
          </>
        ) : null}
      </QueryState>
    </>
  );
}

function SourceTable({
  rows,
  name,
  onAsk,
}: {
  rows: readonly SourceRow[];
  name: string;
  onAsk: (row: SourceRow) => void;
}): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const verdict = (row: SourceRow) => verdictText(t, row.compliant);
  return (
    <DataTable<SourceRow>
      name={name}
      rowKey="pointId"
      pagination={{ pageSize: 30, hideOnSinglePage: true }}
      scroll={{ x: 1060 }}
      dataSource={[...rows]}
      columns={[
        {
          title: t('sources.source'),
          value: (row) => row.name,
          render: (_, row) => (
            <Button
              type="link"
              style={{ padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'start' }}
              onClick={() => onAsk(row)}
            >
              {row.name}
            </Button>
          ),
        },
        {
          title: t('plan.unit'),
          value: (row) => unitName(row.unitPath, 'line'),
          render: (_, row) => unitName(row.unitPath),
        },
        {
          title: t('sources.kind'),
          value: (row) => t(`sourceKind.${row.kind}`),
          render: (_, row) => t(`sourceKind.${row.kind}`),
        },
        {
          title: t('sources.level'),
          value: (row) => (row.level === null ? null : t(`sourceLevel.${row.level}`)),
          render: (_, row) => (row.level === null ? '—' : t(`sourceLevel.${row.level}`)),
        },
        { title: t('sources.volume'), dataIndex: 'volume' },
        {
          title: t('sources.verdict'),
          value: verdict,
          render: (_, row) => (
            <span className="nowrap">
              <Tag color={colourOf(row)}>{verdict(row)}</Tag> <OriginTag t={t} origin={row.origin} />
            </span>
          ),
        },
        { title: t('origin.of'), hidden: true, value: (row) => t(`origin.${row.origin}`) },
        {
          title: t('origin.beside'),
          value: (row) => row.automatic?.grade ?? null,
          render: (_, row) => <BesideCell t={t} beside={row.automatic} />,
        },
        {
          title: t('results.exceeding'),
          value: (row) => exceedingText(row.exceeding),
          render: (_, row) => exceedingText(row.exceeding) || '—',
        },
        { title: t('view.results'), dataIndex: 'n' },
        { title: t('sources.missing'), dataIndex: 'missing' },
        { title: t('simulated'), hidden: true, value: (row) => row.simulated },
      ]}
    />
  );
}
