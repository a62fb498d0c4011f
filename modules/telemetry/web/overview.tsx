import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { countAlarms, listAlarms } from '@tarim/alarm/contract';
import { aqiNow } from '@tarim/evaluation/contract';
import { listPoints } from '@tarim/registry/contract';
import {
  ALARM_KIND_TITLES,
  aqiColour,
  Figure,
  formatNumber,
  formatTime,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  STATE_TITLES,
  useLive,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { PointMap } from '@tarim/ui/map';
import { Alert, Empty, Segmented, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getLatest, getOverview, LIVE_ARRIVALS } from '../contract.ts';

type Colouring = 'state' | 'kind' | 'aqi';
const BEAT_MS = 1_500;

/** The region as it stands now: map, counts, arrival rate, newest alarms. */
export default function OverviewPage(): ReactNode {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [colouring, setColouring] = useState<Colouring>('state');
  const [beating, setBeating] = useState<ReadonlySet<number>>(new Set());
  const overview = useRouteQuery(getOverview, {}, { refetchMs: 5_000 });
  const registered = useRouteQuery(listPoints, { query: { limit: 1000 } });
  const latest = useRouteQuery(getLatest, {}, { refetchMs: 15_000 });
  const air = useRouteQuery(aqiNow, {}, { refetchMs: 60_000 });
  const counts = useRouteQuery(countAlarms, {}, { refetchMs: 10_000 });
  const alarms = useRouteQuery(listAlarms, { query: { state: 'open', limit: 12 } }, { refetchMs: 10_000 });

  useLive([LIVE_ARRIVALS], (_topic, message) => {
    const { points } = message as { points: [number, number][] };
    setBeating(new Set(points.map(([id]) => id)));
    setTimeout(() => setBeating(new Set()), BEAT_MS);
  });
  useLive(
    ['alarm.changes'],
    () =>
      void client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('alarm.') }),
  );

  const stateOf = useMemo(
    () => new Map(latest.data?.points.map((one) => [one.pointId, one.state])),
    [latest.data],
  );
  const levelOf = useMemo(() => new Map(air.data?.points.map((one) => [one.pointId, one])), [air.data]);
  const mapPoints = useMemo(
    () =>
      (registered.data?.points ?? []).flatMap((point) => {
        if (point.lon == null || point.lat == null) return [];
        const kind = POINT_KIND_TITLES[point.kind];
        const state = stateOf.get(point.id) ?? 'never';
        const fact = levelOf.get(point.id);
        if (colouring === 'aqi' && point.kind !== 'air') return [];
        const colour =
          colouring === 'kind'
            ? (kind?.colour ?? '#888')
            : colouring === 'aqi'
              ? aqiColour(fact?.level)
              : (STATE_TITLES[state]?.colour ?? '#888');
        const title = `${point.name} · ${t(STATE_TITLES[state]?.zh ?? '', STATE_TITLES[state]?.en ?? '')}${fact?.aqi ? ` · AQI ${fact.aqi}` : ''}`;
        return [{ id: point.id, lon: point.lon, lat: point.lat, colour, title, beat: beating.has(point.id) }];
      }),
    [registered.data, stateOf, levelOf, colouring, beating, t],
  );
  const data = overview.data;
  const total = data?.points.reduce((sum, one) => sum + one.total, 0) ?? 0;
  const online = data?.points.reduce((sum, one) => sum + one.online, 0) ?? 0;
  return (
    <Page
      title={t('实时总览', 'Live overview')}
      note={t(
        '北京时间；新疆当地时间约晚 2 小时',
        'Beijing time; local time in Xinjiang is about two hours behind',
      )}
      extra={
        <Segmented<Colouring>
          value={colouring}
          onChange={setColouring}
          options={[
            { value: 'state', label: t('按状态', 'By state') },
            { value: 'kind', label: t('按要素', 'By medium') },
            { value: 'aqi', label: 'AQI' },
          ]}
        />
      }
    >
      {data && !data.log.writable ? (
        <Alert
          type="error"
          showIcon
          banner
          style={{ marginBottom: 12 }}
          title={t(
            '帧日志无法写入（磁盘可能已满）：设备未获应答，正在自行缓存',
            'The frame log cannot be written (disk full?): devices are not answered and keep their data',
          )}
        />
      ) : null}
      <QueryState query={overview}>
        <div className="figures">
          <Figure
            label={t('点位在线', 'Points online')}
            value={`${online} / ${total}`}
            tone={online === total ? 'good' : 'warn'}
          />
          <Figure label={t('设备连接', 'Connections')} value={formatNumber(data?.connections)} />
          <Figure
            label={t('每分钟帧数', 'Frames a minute')}
            value={formatNumber(data?.framesPerMinute)}
            hint={`${formatNumber(data?.valuesPerMinute)} ${t('个数值', 'values')}`}
          />
          <Figure
            label={t('触发中的报警', 'Alarms firing')}
            value={formatNumber(counts.data?.firing)}
            tone={counts.data?.firing ? 'bad' : 'good'}
            hint={t(
              `待确认 ${counts.data?.unacknowledged ?? 0}`,
              `${counts.data?.unacknowledged ?? 0} not acknowledged`,
            )}
          />
          <Figure
            label={t('未登记设备', 'Unknown devices')}
            value={formatNumber(data?.quarantined)}
            tone={data?.quarantined ? 'warn' : 'good'}
          />
          <Figure
            label={t('入库滞后', 'Projection lag')}
            value={
              data && data.log.lagBytes < 200_000
                ? t('无', 'none')
                : `${formatNumber((data?.log.lagBytes ?? 0) / 1e6, 1)} MB`
            }
            hint={t(`日志 ${data?.log.segments ?? 0} 段`, `${data?.log.segments ?? 0} log segments`)}
          />
        </div>
        <div className="grid overview">
          <div>
            <PointMap
              points={mapPoints}
              onSelect={(id) => void navigate({ to: `/points/${id}` as string })}
              height="min(62vh, 620px)"
              note={t('演示轮廓，非法定界线 · 模拟数据', 'Demonstration outlines · simulated data')}
            />
            <div className="legend">
              {colouring === 'kind'
                ? Object.values(POINT_KIND_TITLES).map((kind) => (
                    <span key={kind.zh}>
                      <i style={{ background: kind.colour }} />
                      {t(kind.zh, kind.en)}
                    </span>
                  ))
                : colouring === 'aqi'
                  ? [1, 2, 3, 4, 5, 6].map((level) => (
                      <span key={level}>
                        <i style={{ background: aqiColour(level) }} />
                        {t('', 'level ')}
                        {level}
                        {t(' 级', '')}
                      </span>
                    ))
                  : Object.values(STATE_TITLES).map((state) => (
                      <span key={state.zh}>
                        <i style={{ background: state.colour }} />
                        {t(state.zh, state.en)}
                      </span>
                    ))}
            </div>
          </div>
          <div className="grid">
            <div className="card">
              <h4>{t('到达速率（最近一小时，帧/分）', 'Arrival rate (last hour, frames a minute)')}</h4>
              <Chart
                label={t('到达速率', 'Arrival rate')}
                height={140}
                option={arrivalOption(data?.framesByMinute ?? [])}
              />
            </div>
            <div className="card">
              <h4>{t('各要素', 'By medium')}</h4>
              {data?.points.map((one) => (
                <div
                  key={one.kind}
                  style={{ display: 'flex', justifyContent: 'space-between', padding: '3px 0' }}
                >
                  <span>
                    {t(
                      POINT_KIND_TITLES[one.kind]?.zh ?? one.kind,
                      POINT_KIND_TITLES[one.kind]?.en ?? one.kind,
                    )}
                  </span>
                  <span>
                    <b style={{ color: 'var(--good)' }}>{one.online}</b> / {one.total}
                    {one.fault ? (
                      <Tag color="orange" style={{ marginInlineStart: 8 }}>
                        {t('故障', 'fault')} {one.fault}
                      </Tag>
                    ) : null}
                    {one.offline ? (
                      <Tag style={{ marginInlineStart: 4 }}>
                        {t('离线', 'offline')} {one.offline}
                      </Tag>
                    ) : null}
                  </span>
                </div>
              ))}
            </div>
            <div className="card">
              <h4>{t('最新报警', 'Newest alarms')}</h4>
              {alarms.data?.alarms.length === 0 ? (
                <Empty
                  description={t('当前没有未关闭的报警', 'No open alarms')}
                  image={Empty.PRESENTED_IMAGE_SIMPLE}
                />
              ) : null}
              {alarms.data?.alarms.map((alarm) => (
                <button
                  type="button"
                  key={alarm.id}
                  className="alarm-row"
                  onClick={() => void navigate({ to: `/alarms/${alarm.id}` as string })}
                >
                  <Tag color={alarm.state === 'firing' ? 'red' : alarm.state === 'pending' ? 'gold' : 'blue'}>
                    {t(ALARM_KIND_TITLES[alarm.kind]?.zh ?? '', ALARM_KIND_TITLES[alarm.kind]?.en ?? '')}
                  </Tag>
                  <span style={{ flex: 1, minWidth: 0 }}>
                    {alarm.pointName} {alarm.codeName ?? ''}{' '}
                    {alarm.evidence.value !== null ? (
                      <b className="exceeds">{formatNumber(alarm.evidence.value, 2)}</b>
                    ) : null}
                    {alarm.evidence.limit !== null ? (
                      <span className="muted">
                        {' '}
                        / {formatNumber(alarm.evidence.limit, 2)} {alarm.unit}
                      </span>
                    ) : null}
                  </span>
                  <span className="when">{formatTime(alarm.firedAt ?? alarm.startedAt)}</span>
                </button>
              ))}
            </div>
          </div>
        </div>
      </QueryState>
    </Page>
  );
}

function arrivalOption(minutes: readonly { minute: string; frames: number }[]) {
  return {
    grid: { left: 44, right: 6, top: 8, bottom: 20 },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: minutes.map((one) => one.minute.slice(11, 16)),
      axisLabel: { interval: 14 },
    },
    yAxis: { type: 'value', splitNumber: 2 },
    series: [{ type: 'bar', data: minutes.map((one) => one.frames), itemStyle: { color: '#0f6c7d' } }],
  };
}
