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
  const t = useText();
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
              {t(POINT_KIND_TITLES[point.kind]?.zh ?? '', POINT_KIND_TITLES[point.kind]?.en ?? '')} ·{' '}
              {point.code} · {point.enterpriseName ?? point.controlLevel ?? ''}{' '}
              {point.simulated ? <Tag color="orange">{t('模拟', 'simulated')}</Tag> : null}
            </>
          }
        >
          <Tabs
            items={[
              {
                key: 'data',
                label: t('数据', 'Data'),
                children: <Data pointId={id} limits={query.data.limits} parameters={query.data.parameters} />,
              },
              {
                key: 'complete',
                label: t('完整率', 'Completeness'),
                children: (
                  <Completeness pointId={id} mn={query.data.devices.find((one) => one.active)?.mn ?? null} />
                ),
              },
              {
                key: 'registered',
                label: t('参数与限值', 'Parameters and limits'),
                children: <Registered detail={query.data} />,
              },
              { key: 'history', label: t('变更史', 'History'), children: <History pointId={id} /> },
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
  const t = useText();
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
    () => (data ? seriesOption(data, limits, alarms.data?.alarms ?? []) : ({} as Record<string, unknown>)),
    [data, limits, alarms.data],
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
            { value: 'realtime', label: t('实时', 'Real time') },
            { value: 'minute', label: t('分钟', 'Minutes') },
            { value: 'hour', label: t('小时', 'Hours') },
            { value: 'day', label: t('日', 'Days') },
            { value: 'month', label: t('月', 'Months') },
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
        <Button onClick={() => setUntil(until - SPANS[grain])}>← {t('更早', 'Earlier')}</Button>
        <Button
          disabled={until >= Date.now()}
          onClick={() => setUntil(Math.min(Math.ceil(Date.now() / 60_000) * 60_000, until + SPANS[grain]))}
        >
          {t('更晚', 'Later')} →
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
            label={t('数据曲线', 'Series')}
            height={360}
            option={option}
            onPoint={(seriesIndex, index) => {
              const row = data?.rows[index];
              const column = data?.columns.filter(isShown)[seriesIndex];
              if (row && column) trace(row, column.code);
            }}
          />
          <div className="legend">
            {t(
              '虚线为限值；红底为报警时段；空心点带有数据标记。点击任一点可追溯到原始报文。',
              'Dashed: limit. Red ground: alarm. Hollow: marked value. Click a point to trace it to the raw frame.',
            )}
          </div>
        </div>
        <div className="table-scroll">
          <Table
            rowKey="time"
            size="small"
            pagination={{ pageSize: 24, showSizeChanger: false }}
            scroll={{ x: 160 + 110 * (data?.columns.length ?? 0) }}
            locale={{
              emptyText: t(
                '这个时段没有数据；换个时段，或用“完整率”页补传。',
                'No data in this period; choose another or call for history on the completeness tab.',
              ),
            }}
            dataSource={[...(data?.rows ?? [])].reverse()}
            columns={[
              {
                title: t('时间', 'Time'),
                dataIndex: 'time',
                fixed: 'left' as const,
                width: 120,
                render: (time: string, row) => (
                  <>
                    {formatTime(time)}
                    {row.revision > 0 ? (
                      <Tag color="purple" title={t('有修订', 'revised')} style={{ marginInlineStart: 6 }}>
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
  const t = useText();
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
    success: t('已下发，数据到达后自动重算', 'Sent; values are recomputed as data arrive'),
    onSuccess: () => void navigate({ to: '/sessions' as string }),
  });
  const gaps = (hours.data?.rows ?? []).filter((row) => row.received < row.expected);
  const fill = (time: string, kind: 'history-minute' | 'history-hour') =>
    modal.confirm({
      title: t(
        `向数采仪 ${mn} 索取 ${formatTime(time, 'hour')} 的数据？`,
        `Ask device ${mn} for ${formatTime(time, 'hour')}?`,
      ),
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
              {t('传输', 'sent')} {formatPercent(day.transmissionRate)} · {t('有效', 'valid')}{' '}
              {formatPercent(day.validityRate)} · {t('在线', 'online')} {formatPercent(day.onlineRate)}
            </div>
          </div>
        ))}
      </div>
      <h4>{t('缺数的小时（近三天）', 'Hours with gaps (last three days)')}</h4>
      <div className="table-scroll">
        <Table
          rowKey="time"
          size="small"
          pagination={{ pageSize: 20, showSizeChanger: false }}
          scroll={{ x: 560 }}
          dataSource={[...gaps].reverse()}
          locale={{ emptyText: t('没有缺数', 'No gaps') }}
          columns={[
            {
              title: t('小时', 'Hour'),
              dataIndex: 'time',
              render: (time: string) => formatTime(time, 'hour'),
            },
            { title: t('应收', 'Due'), dataIndex: 'expected' },
            { title: t('实收', 'Received'), dataIndex: 'received' },
            {
              title: t('补传', 'Call for history'),
              render: (_, row) =>
                mn ? (
                  <>
                    <Button size="small" onClick={() => fill(row.time, 'history-minute')}>
                      {t('补分钟', 'Minutes')}
                    </Button>{' '}
                    <Button size="small" onClick={() => fill(row.time, 'history-hour')}>
                      {t('补小时', 'Hour')}
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
  const t = useText();
  return (
    <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))' }}>
      <div className="card">
        <h4>{t('点位', 'Point')}</h4>
        <Descriptions
          column={1}
          size="small"
          items={[
            { key: 'u', label: t('行政单元', 'Unit'), children: detail.point.unitPath },
            {
              key: 'e',
              label: t('企业', 'Enterprise'),
              children: detail.enterprise ? `${detail.enterprise.name} · ${detail.enterprise.uscc}` : '—',
            },
            {
              key: 'l',
              label: t('经纬度', 'Position'),
              children: `${detail.point.lon ?? '—'}, ${detail.point.lat ?? '—'}`,
            },
            ...detail.devices.map((device) => ({
              key: device.mn,
              label: t('数采仪', 'Device'),
              children: (
                <>
                  <code>{device.mn}</code> HJ 212-{device.edition} {device.hasKey ? <Tag>SM4</Tag> : null}
                  <Link to={`/frames?mn=${device.mn}` as string}>{t('原始帧', 'frames')}</Link>
                </>
              ),
            })),
          ]}
        />
      </div>
      <div className="card table-scroll">
        <h4>{t('限值', 'Limits')}</h4>
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 420 }}
          dataSource={detail.limits}
          locale={{ emptyText: t('未登记限值', 'No limits registered') }}
          columns={[
            {
              title: t('因子', 'Factor'),
              dataIndex: 'code',
              render: (code: string) => detail.parameters.find((one) => one.code === code)?.name ?? code,
            },
            {
              title: t('周期', 'Basis'),
              dataIndex: 'basis',
              render: (basis: string) => (basis === 'hour' ? t('小时', 'hour') : t('日', 'day')),
            },
            {
              title: t('限值', 'Limit'),
              render: (_, row) =>
                `${row.lower ?? ''}${row.lower != null ? '–' : '≤ '}${row.upper ?? ''}${row.referenceO2 != null ? ` @${row.referenceO2}% O₂` : ''}`,
            },
            {
              title: t('标准', 'Standard'),
              render: (_, row) => (
                <>
                  {row.standard}
                  <br />
                  <small className="muted">
                    {row.clause} · {row.effectiveFrom}
                    {row.effectiveTo ? `–${row.effectiveTo}` : t(' 起', ' on')}
                  </small>
                </>
              ),
            },
          ]}
        />
      </div>
      <div className="card table-scroll">
        <h4>{t('监测参数', 'Parameters')}</h4>
        <Table
          rowKey="code"
          size="small"
          pagination={false}
          scroll={{ x: 320 }}
          dataSource={detail.parameters}
          columns={[
            { title: t('编码', 'Code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
            { title: t('名称', 'Name'), dataIndex: 'name' },
            { title: t('单位', 'Unit'), dataIndex: 'unit' },
          ]}
        />
      </div>
    </div>
  );
}

function History({ pointId }: { pointId: number }): ReactNode {
  const t = useText();
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
            { title: t('时间', 'Time'), dataIndex: 'at', render: (at: string) => formatTime(at, 'full') },
            {
              title: t('何人', 'Who'),
              dataIndex: 'actor',
              render: (name: string | null) => name ?? t('系统', 'system'),
            },
            { title: t('表', 'Table'), dataIndex: 'table' },
            {
              title: t('变更', 'Change'),
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
