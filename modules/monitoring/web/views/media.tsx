import { useNavigate } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatNumber,
  Page,
  QueryState,
  useAddress,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { PointMap } from '@tarim/ui/map';
import { Segmented, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getMedium, MEDIA, MEDIUM_BASES, type MediumAnswer } from '../../contract.ts';
import { gradeColour } from '../words.tsx';
import { SpanSelect, spanOf, UnitChoice } from './choices.tsx';
import { gradeText } from './classes.tsx';
import { type AskedMedium, MediumDrawer } from './media-explain.tsx';
import { MediumTable } from './media-table.tsx';
import { groupText } from './media-words.ts';
import { OriginSelect, plainOriginOf } from './origin.tsx';

type Basis = (typeof MEDIUM_BASES)[number];
type Medium = (typeof MEDIA)[number];
type Group = MediumAnswer['groups'][number];

/** Wells are sampled twice a year, plots once: a year has each of them. */
const MONTHS = 12;
const share = ({ n, meets }: Group['day']) => (n === 0 ? null : (100 * meets) / n);
const percent = (value: number | null) => (value === null ? '—' : `${formatNumber(value, 1)}%`);

/** Groundwater, soil and noise of a period: where, of which grade, what exceeds. */
export default function MediaPage(): ReactNode {
  const t = useText('monitoring');
  const { get, set } = useAddress();
  const medium: Medium = MEDIA.find((one) => one === get('medium')) ?? 'groundwater';
  const basis = MEDIUM_BASES.find((one) => one === get('basis')) ?? 'latest';
  // Levels of day and night of a station, and what grows in soil, have no means that telemetry keeps.
  const stations = medium === 'groundwater';
  const asking = {
    ...spanOf(get, MONTHS),
    basis,
    origin: stations ? plainOriginOf(get) : ('manual' as const),
  };
  const query = useRouteQuery(getMedium, {
    query: { ...asking, pointKind: medium, unitPath: get('unit') ?? undefined },
  });
  const [asked, setAsked] = useState<AskedMedium | null>(null);
  // Another medium's answer is not this one's.
  const data = query.isPlaceholderData ? undefined : query.data;
  return (
    <Page
      title={t(`media.${medium}`)}
      note={t(`media.note-${basis}`)}
      extra={data?.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
    >
      <div className="filters">
        <Segmented<Medium>
          aria-label={t('line.medium')}
          value={medium}
          onChange={(next) => set({ medium: next })}
          options={MEDIA.map((value) => ({ value, label: t(`ui:pointKind.${value}`) }))}
        />
        <SpanSelect t={t} get={get} set={set} months={MONTHS} />
        <Segmented<Basis>
          aria-label={t('media.basis')}
          value={basis}
          onChange={(next) => set({ basis: next === 'latest' ? undefined : next })}
          options={MEDIUM_BASES.map((value) => ({ value, label: t(`media.basis-${value}`) }))}
        />
        <UnitChoice t={t} get={get} set={set} />
        {stations ? <OriginSelect t={t} get={get} set={set} /> : null}
      </div>
      <QueryState query={{ ...query, data, isPending: data === undefined && !query.error }}>
        {data && data.sites.length === 0 ? (
          <div className="card placeholder">{t('view.noneInPeriod')}</div>
        ) : data ? (
          <Told data={data} medium={medium} onAsk={setAsked} />
        ) : null}
      </QueryState>
      <MediumDrawer asked={asked} asking={asking} onClose={() => setAsked(null)} />
    </Page>
  );
}

function Told({
  data,
  medium,
  onAsk,
}: {
  data: MediumAnswer;
  medium: Medium;
  onAsk: (asked: AskedMedium) => void;
}): ReactNode {
  const t = useText('monitoring');
  const navigate = useNavigate();
  const counted =
    data.counted < data.sites.length ? data.sites.filter((row) => row.origin !== 'automatic') : data.sites;
  const judged = counted.filter((row) => row.verdict !== null);
  const meeting = judged.filter((row) => row.verdict === 'meets').length;
  const points = useMemo(
    () =>
      data.sites.flatMap((row) =>
        row.lon === null || row.lat === null
          ? []
          : [
              {
                id: row.pointId,
                lon: row.lon,
                lat: row.lat,
                colour: gradeColour(row),
                title: `${row.name} ${gradeText(t, row.grade)}`,
              },
            ],
      ),
    [t, data],
  );
  const grades = Object.entries(data.grades).toSorted(([a], [b]) => a.localeCompare(b));
  const shown = [...new Set(data.sites.flatMap((row) => row.grade ?? []))].sort();
  const verdictOf = (grade: string) => data.sites.find((row) => row.grade === grade)?.verdict ?? null;
  const bars = useMemo(
    () => ({
      grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: { type: 'category', data: data.items.slice(0, 12).map((one) => one.item), inverse: true },
      series: [
        {
          type: 'bar',
          name: t('media.sites'),
          barMaxWidth: 20,
          itemStyle: { color: '#c2553a' },
          label: { show: true, position: 'right' },
          data: data.items.slice(0, 12).map((one) => one.sites),
        },
      ],
    }),
    [t, data],
  );
  return (
    <>
      <div className="figures">
        <Figure
          label={t('media.sites')}
          value={data.counted}
          hint={
            counted.length < data.sites.length
              ? t('media.besides', { n: data.sites.length - counted.length })
              : `${data.span.from}—${data.span.to}`
          }
        />
        <Figure
          label={t('media.meeting')}
          value={judged.length === 0 ? '—' : percent((100 * meeting) / judged.length)}
          hint={`${meeting} / ${judged.length}`}
          tone={meeting < judged.length ? 'warn' : 'good'}
        />
        {grades.map(([grade, n]) => (
          <Figure
            key={grade}
            label={gradeText(t, grade)}
            value={<span style={{ color: gradeColour({ grade, verdict: verdictOf(grade) }) }}>{n}</span>}
            hint={percent((100 * n) / data.counted)}
          />
        ))}
      </div>
      <div className="grid side-by-side" style={{ marginBottom: 14 }}>
        <div>
          <PointMap
            points={points}
            height={360}
            onSelect={(id) => void navigate({ to: `/monitoring/site/${id}` as string })}
          />
          <div className="legend">
            {shown.map((grade) => (
              <span key={grade}>
                <i style={{ background: gradeColour({ grade, verdict: verdictOf(grade) }) }} />
                {gradeText(t, grade)}
              </span>
            ))}
          </div>
        </div>
        <div className="card">
          <h4>{t('media.exceeding')}</h4>
          {data.items.length === 0 ? (
            <p className="muted">{t('media.nothingExceeds')}</p>
          ) : (
            <Chart
              option={bars}
              height={Math.max(120, 34 * Math.min(12, data.items.length) + 30)}
              label={t('media.exceeding')}
              table={{
                head: [t('result.item'), t('media.sites')],
                rows: data.items.map((one) => [one.item, one.sites]),
              }}
            />
          )}
        </div>
      </div>
      {medium === 'groundwater' ? null : <Groups groups={data.groups} medium={medium} />}
      <MediumTable
        rows={data.sites}
        medium={medium}
        onAsk={onAsk}
        name={`${t(`media.${medium}`)} ${data.span.from}—${data.span.to}`}
      />
      <p className="muted">{t('media.by', { standards: data.standards.join('、') })}</p>
    </>
  );
}

function Groups({ groups, medium }: { groups: readonly Group[]; medium: 'soil' | 'noise' }): ReactNode {
  const t = useText('monitoring');
  const grades = [...new Set(groups.flatMap((one) => Object.keys(one.grades)))];
  return (
    <>
      <h4 className="section-title">{t(`media.by-${medium}`)}</h4>
      <DataTable<Group>
        name={t(`media.by-${medium}`)}
        rowKey={(row) => row.group ?? ''}
        pagination={false}
        dataSource={[...groups]}
        columns={[
          {
            title: t(`media.group-${medium}`),
            value: (row) => groupText(t, medium, row.group),
            render: (_, row) => groupText(t, medium, row.group),
          },
          { title: t('media.sites'), dataIndex: 'sites' },
          ...(medium === 'noise'
            ? (['day', 'night'] as const).map((part) => ({
                title: t(`media.${part}`),
                value: (row: Group) => share(row[part]),
                render: (_: unknown, row: Group) => (
                  <>
                    {percent(share(row[part]))}{' '}
                    <small className="muted">
                      {row[part].meets} / {row[part].n}
                    </small>
                  </>
                ),
              }))
            : grades.map((grade) => ({
                title: gradeText(t, grade),
                value: (row: Group) => row.grades[grade] ?? 0,
                render: (_: unknown, row: Group) => row.grades[grade] ?? 0,
              }))),
        ]}
      />
    </>
  );
}
