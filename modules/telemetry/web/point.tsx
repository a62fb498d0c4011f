import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { listAlarms } from '@tarim/alarm/contract';
import { urlOf } from '@tarim/platform/contract';
import { getPoint, listHistory } from '@tarim/registry/contract';
import {
  formatNumber,
  formatPercent,
  formatTime,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { App, Button, Descriptions, Segmented, Select, Table, Tabs, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { exportSeries, getCompleteness, getSeries, sendCommand } from '../contract.ts';
import { seriesOption } from './series-option.ts';

type Grain = 'realtime' | 'minute' | 'hour' | 'day' | 'month';
const SPANS: Readonly<Record<Grain, number>> = {
  realtime: 2 * 3_600_000,
  minute: 6 * 3_600_000,
  hour: 3 * 86_400_000,
  day: 31 * 86_400_000,
  month: 366 * 86_400_000,
};

/** One station or outlet: its data with limits, marks and alarms drawn in; completeness; what is registered; its history. */
export default function PointPage(): ReactNode {
  const t = useText('telemetry');
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getPoint, { params: { id } });
  const point = query.data?.point;
  return (
    <QueryState query={query}>
      {query.data && point ? (
        <Page
          title={point.name}
          note={
            <>
              {t(POINT_KIND_TITLES[point.kind]?.title ?? '')} · {point.code} ·{' '}
              {point.enterpriseName ?? point.controlLevel ?? ''}{' '}
              {point.simulated ? <Tag color="orange">{t('point.simulated')}</Tag> : null}
            </>
          }
        >
          <Tabs
            items={[
              {
                key: 'data',
                label: t('point.data'),
                children: <Data pointId={id} limits={query.data.limits} parameters={query.data.parameters} />,
              },
              {
                key: 'complete',
                label: t('point.completeness'),
                children: (
                  <Completeness pointId={id} mn={query.data.devices.find((one) => one.active)?.mn ?? null} />
                ),
              },
              {
                key: 'registered',
                label: t('point.parametersAndLimits'),
                children: <Registered detail={query.data} />,
              },
              { key: 'history', label: t('point.history'), children: <History pointId={id} /> },
            ]}
          />
        </Page>
      ) : null}
    </QueryState>
  );
}

type Detail = NonNullable<
  ReturnType<
    typeof useRouteQuery<typeof getPoint.params, undefined, NonNullable<typeof getPoint.response>>
  >['data']
>;

function Data({
  pointId,
  limits,
  parameters,
}: {
  pointId: number;
  limits: Detail['limits'];
  parameters: Detail['parameters'];
}): ReactNode {
  const t = useText('telemetry');
  const navigate = useNavigate();
  const [grain, setGrain] = useState<Grain>('hour');
  const [until, setUntil] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000);
  const [codes, setCodes] = useState<string[]>(() => parameters.slice(0, 3).map((one) => one.code));
  const from = new Date(until - SPANS[grain]).toISOString();
  const to = new Date(until).toISOString();
  const series = useRouteQuery(
    getSeries,
    { query: { pointId, grain, from, to, codes: codes.join(',') || undefined } },
    { refetchMs: grain === 'realtime' ? 15_000 : 60_000 },
  );
  const alarms = useRouteQuery(listAlarms, { query: { pointId, state: 'all', since: from, limit: 100 } });
  const data = series.data;
  const option = useMemo(
    () => (data ? seriesOption(data, limits, alarms.data?.alarms ?? [], t) : ({} as Record<string, unknown>)),
    [data, limits, alarms.data, t],
  );
  const trace = (row: NonNullable<typeof data>['rows'][number], code: string) => {
    const search = new URLSearchParams({
      pointId: String(pointId),
      time: row.time,
      ...(data!.source === 'rollup' ? { period: grain, code } : { kind: grain }),
    });
    void navigate({ to: `/trace/${data!.source === 'rollup' ? 'rollup' : 'record'}?${search}` as string });
  };
  return (
    <>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Segmented<Grain>
          value={grain}
          onChange={(value) => {
            setGrain(value);
            setUntil(Math.ceil(Date.now() / 60_000) * 60_000);
          }}
          options={[
            { value: 'realtime', label: t('point.realTime') },
            { value: 'minute', label: t('point.minutes') },
            { value: 'hour', label: t('point.hours') },
            { value: 'day', label: t('point.days') },
            { value: 'month', label: t('point.months') },
          ]}
        />
        <Select
          mode="multiple"
          style={{ minWidth: 260, flex: 1 }}
          value={codes}
          onChange={setCodes}
          maxTagCount="responsive"
          options={parameters.map((one) => ({
            value: one.code,
            label: `${one.name}${one.unit ? ` (${one.unit})` : ''}`,
          }))}
        />
        <Button onClick={() => setUntil(until - SPANS[grain])}>← {t('point.earlier')}</Button>
        <Button
          disabled={until >= Date.now()}
          onClick={() => setUntil(Math.min(Math.ceil(Date.now() / 60_000) * 60_000, until + SPANS[grain]))}
        >
          {t('point.later')} →
        </Button>
        {(['xlsx', 'csv'] as const).map((format) => (
          <Button
            key={format}
            href={urlOf(exportSeries, {}, { pointId, grain, from, to, format, codes: codes.join(',') })}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </div>
      <QueryState query={series}>
        <div className="card" style={{ marginBottom: 12 }}>
          <Chart
            label={t('point.series')}
            height={360}
            option={option}
            onPoint={(seriesIndex, index) => {
              const row = data?.rows[index];
              const column = data?.columns.filter(isShown)[seriesIndex];
              if (row && column) trace(row, column.code);
            }}
          />
          <div className="legend">{t('point.dashedLimitRedGroundAlarm')}</div>
        </div>
        <div className="table-scroll">
          <Table
            rowKey="time"
            size="small"
            pagination={{ pageSize: 24, showSizeChanger: false }}
            scroll={{ x: 160 + 110 * (data?.columns.length ?? 0) }}
            locale={{
              emptyText: t('point.noDataInThisPeriod'),
            }}
            dataSource={[...(data?.rows ?? [])].reverse()}
            columns={[
              {
                title: t('point.time'),
                dataIndex: 'time',
                fixed: 'left' as const,
                width: 120,
                render: (time: string, row) => (
                  <>
                    {formatTime(time)}
                    {row.revision > 0 ? (
                      <Tag color="purple" title={t('point.revised')} style={{ marginInlineStart: 6 }}>
                        R{row.revision}
                      </Tag>
                    ) : null}
                  </>
                ),
              },
              ...(data?.columns ?? []).map((column, index) => ({
                title: (
                  <>
                    {column.name}
                    <br />
                    <small className="muted">
                      {column.attr} {column.unit ?? ''}
                    </small>
                  </>
                ),
                render: (_: unknown, row: NonNullable<typeof data>['rows'][number]) => {
                  const value = row.v[index];
                  const flag = row.f[index];
                  if (value === null || value === undefined) return <span className="muted">—</span>;
                  const limit = limits.find(
                    (one) =>
                      one.code === column.code &&
                      one.basis === grain &&
                      (one.measure === 'converted' ? column.attr === 'ZsAvg' : column.attr === 'Avg'),
                  );
                  const exceeds =
                    limit &&
                    !flag &&
                    ((limit.upper != null && value > limit.upper) ||
                      (limit.lower != null && value < limit.lower));
                  return (
                    <Button
                      type="link"
                      size="small"
                      style={{ padding: 0 }}
                      className={exceeds ? 'exceeds' : undefined}
                      onClick={() => trace(row, column.code)}
                    >
                      {formatNumber(value)}
                      {flag && flag !== 'N' ? <sup> {flag}</sup> : null}
                    </Button>
                  );
                },
              })),
            ]}
          />
        </div>
      </QueryState>
    </>
  );
}

const isShown = (column: { attr: string }): boolean => ['Avg', 'ZsAvg', 'Rtd', 'Mda8'].includes(column.attr);

function Completeness({ pointId, mn }: { pointId: number; mn: string | null }): ReactNode {
  const t = useText('telemetry');
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const [to] = useState(() => new Date().toISOString());
  const [from] = useState(() => new Date(Date.now() - 3 * 86_400_000).toISOString());
  const hours = useRouteQuery(
    getCompleteness,
    { query: { pointId, from, to, period: 'hour' } },
    { refetchMs: 15_000 },
  );
  const days = useRouteQuery(
    getCompleteness,
    { query: { pointId, from, to, period: 'day' } },
    { refetchMs: 30_000 },
  );
  const command = useRouteMutation(sendCommand, {
    success: t('point.sentValuesAreRecomputedAs'),
    onSuccess: () => void navigate({ to: '/sessions' as string }),
  });
  const gaps = (hours.data?.rows ?? []).filter((row) => row.received < row.expected);
  const fill = (time: string, kind: 'history-minute' | 'history-hour') =>
    modal.confirm({
      title: t('point.askDeviceFor', { mn, n: formatTime(time, 'hour') }),
      onOk: () =>
        command.mutateAsync({
          body: {
            mn: mn!,
            command: kind,
            args: { begin: time, end: new Date(Date.parse(time) + 3_599_000).toISOString() },
          },
        }),
    });
  return (
    <QueryState query={hours}>
      <div className="figures">
        {(days.data?.rows ?? []).map((day) => (
          <div key={day.time} className="figure">
            <div className="figure-label">{formatTime(day.time, 'date')}</div>
            <div className="figure-value">{formatPercent(day.effectiveTransmissionRate)}</div>
            <div className="figure-hint">
              {t('point.sent')} {formatPercent(day.transmissionRate)} · {t('point.valid')}{' '}
              {formatPercent(day.validityRate)} · {t('point.online')} {formatPercent(day.onlineRate)}
            </div>
          </div>
        ))}
      </div>
      <h4>{t('point.hoursWithGapsLastThree')}</h4>
      <div className="table-scroll">
        <Table
          rowKey="time"
          size="small"
          pagination={{ pageSize: 20, showSizeChanger: false }}
          scroll={{ x: 560 }}
          dataSource={[...gaps].reverse()}
          locale={{ emptyText: t('point.noGaps') }}
          columns={[
            {
              title: t('point.hour'),
              dataIndex: 'time',
              render: (time: string) => formatTime(time, 'hour'),
            },
            { title: t('point.due'), dataIndex: 'expected' },
            { title: t('point.received'), dataIndex: 'received' },
            {
              title: t('point.callForHistory'),
              render: (_, row) =>
                mn ? (
                  <>
                    <Button size="small" onClick={() => fill(row.time, 'history-minute')}>
                      {t('point.minutes2')}
                    </Button>{' '}
                    <Button size="small" onClick={() => fill(row.time, 'history-hour')}>
                      {t('point.hour2')}
                    </Button>
                  </>
                ) : (
                  '—'
                ),
            },
          ]}
        />
      </div>
    </QueryState>
  );
}

function Registered({ detail }: { detail: Detail }): ReactNode {
  const t = useText('telemetry');
  return (
    <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))' }}>
      <div className="card">
        <h4>{t('point.point')}</h4>
        <Descriptions
          column={1}
          size="small"
          items={[
            { key: 'u', label: t('point.unit'), children: detail.point.unitPath },
            {
              key: 'e',
              label: t('point.enterprise'),
              children: detail.enterprise ? `${detail.enterprise.name} · ${detail.enterprise.uscc}` : '—',
            },
            {
              key: 'l',
              label: t('point.position'),
              children: `${detail.point.lon ?? '—'}, ${detail.point.lat ?? '—'}`,
            },
            ...detail.devices.map((device) => ({
              key: device.mn,
              label: t('point.device'),
              children: (
                <>
                  <code>{device.mn}</code> HJ 212-{device.edition} {device.hasKey ? <Tag>SM4</Tag> : null}
                  <Link to={`/frames?mn=${device.mn}` as string}>{t('point.frames')}</Link>
                </>
              ),
            })),
          ]}
        />
      </div>
      <div className="card table-scroll">
        <h4>{t('point.limits')}</h4>
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 420 }}
          dataSource={detail.limits}
          locale={{ emptyText: t('point.noLimitsRegistered') }}
          columns={[
            {
              title: t('point.factor'),
              dataIndex: 'code',
              render: (code: string) => detail.parameters.find((one) => one.code === code)?.name ?? code,
            },
            {
              title: t('point.basis'),
              dataIndex: 'basis',
              render: (basis: string) => (basis === 'hour' ? t('point.hour3') : t('point.day')),
            },
            {
              title: t('point.limit'),
              render: (_, row) =>
                `${row.lower ?? ''}${row.lower != null ? '–' : '≤ '}${row.upper ?? ''}${row.referenceO2 != null ? ` @${row.referenceO2}% O₂` : ''}`,
            },
            {
              title: t('point.standard'),
              render: (_, row) => (
                <>
                  {row.standard}
                  <br />
                  <small className="muted">
                    {row.clause} · {row.effectiveFrom}
                    {row.effectiveTo ? `–${row.effectiveTo}` : t('point.on')}
                  </small>
                </>
              ),
            },
          ]}
        />
      </div>
      <div className="card table-scroll">
        <h4>{t('point.parameters')}</h4>
        <Table
          rowKey="code"
          size="small"
          pagination={false}
          scroll={{ x: 320 }}
          dataSource={detail.parameters}
          columns={[
            { title: t('point.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
            { title: t('point.name'), dataIndex: 'name' },
            { title: t('point.unit2'), dataIndex: 'unit' },
          ]}
        />
      </div>
    </div>
  );
}

function History({ pointId }: { pointId: number }): ReactNode {
  const t = useText('telemetry');
  const history = useRouteQuery(listHistory, { query: { pointId } });
  return (
    <QueryState query={history}>
      <div className="table-scroll">
        <Table
          rowKey="id"
          size="small"
          pagination={{ pageSize: 25 }}
          scroll={{ x: 640 }}
          dataSource={history.data?.entries ?? []}
          columns={[
            { title: t('point.time'), dataIndex: 'at', render: (at: string) => formatTime(at, 'full') },
            {
              title: t('point.who'),
              dataIndex: 'actor',
              render: (name: string | null) => name ?? t('point.system'),
            },
            { title: t('point.table'), dataIndex: 'table' },
            {
              title: t('point.change'),
              render: (_, row) => <small className="mono">{changes(row.before, row.after)}</small>,
            },
          ]}
        />
      </div>
    </QueryState>
  );
}

function changes(before: Record<string, unknown> | null, after: Record<string, unknown> | null): string {
  if (!before) return `+ ${JSON.stringify(after).slice(0, 160)}`;
  if (!after) return `− ${JSON.stringify(before).slice(0, 160)}`;
  return Object.keys(after)
    .filter((key) => key !== 'updated_at' && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => `${key}: ${JSON.stringify(before[key])} → ${JSON.stringify(after[key])}`)
    .join('; ');
}
