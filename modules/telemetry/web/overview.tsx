import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { countAlarms, LIVE_ALARMS, listAlarms } from '@tarim/alarm/contract';
import { aqiNow } from '@tarim/evaluation/contract';
import {
  ALARM_KIND_TITLES,
  aqiColour,
  Figure,
  formatNumber,
  formatTime,
  LiveHint,
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
import { usePoints } from './use-points.ts';

type Colouring = 'state' | 'kind' | 'aqi';
const BEAT_MS = 1_500;

/** The region as it stands now: map, counts, arrival rate, newest alarms. */
export default function OverviewPage(): ReactNode {
  const t = useText('telemetry');
  const navigate = useNavigate();
  const client = useQueryClient();
  const [colouring, setColouring] = useState<Colouring>('state');
  const [beating, setBeating] = useState<ReadonlySet<number>>(new Set());
  const overview = useRouteQuery(getOverview, {}, { refetchMs: 5_000 });
  const registered = usePoints();
  const latest = useRouteQuery(getLatest, {}, { refetchMs: 15_000 });
  const air = useRouteQuery(aqiNow, {}, { refetchMs: 60_000 });
  const counts = useRouteQuery(countAlarms, {}, { refetchMs: 10_000 });
  const alarms = useRouteQuery(listAlarms, { query: { state: 'open', limit: 12 } }, { refetchMs: 10_000 });

  const connected = useLive([LIVE_ARRIVALS, LIVE_ALARMS], (topic, message) => {
    if (topic === LIVE_ALARMS) {
      void client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('alarm.') });
      return;
    }
    const { points } = message as { points: [number, number][] };
    setBeating(new Set(points.map(([id]) => id)));
    setTimeout(() => setBeating(new Set()), BEAT_MS);
  });

  const stateOf = useMemo(
    () => new Map(latest.data?.points.map((one) => [one.pointId, one.state])),
    [latest.data],
  );
  const levelOf = useMemo(() => new Map(air.data?.points.map((one) => [one.pointId, one])), [air.data]);
  const mapPoints = useMemo(
    () =>
      (registered.data ?? []).flatMap((point) => {
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
        const title = `${point.name} · ${t(STATE_TITLES[state]?.title ?? '')}${fact?.aqi ? ` · AQI ${fact.aqi}` : ''}`;
        return [{ id: point.id, lon: point.lon, lat: point.lat, colour, title, beat: beating.has(point.id) }];
      }),
    [registered.data, stateOf, levelOf, colouring, beating, t],
  );
  const data = overview.data;
  const total = data?.points.reduce((sum, one) => sum + one.total, 0) ?? 0;
  const online = data?.points.reduce((sum, one) => sum + one.online, 0) ?? 0;
  return (
    <Page
      title={t('overview.liveOverview')}
      note={t('overview.beijingTimeLocalTimeIn')}
      extra={
        <Segmented<Colouring>
          aria-label={t('overview.colouring')}
          value={colouring}
          onChange={setColouring}
          options={[
            { value: 'state', label: t('overview.byState') },
            { value: 'kind', label: t('overview.byMedium') },
            { value: 'aqi', label: 'AQI' },
          ]}
        />
      }
    >
      <LiveHint connected={connected} />
      {data && !data.log.writable ? (
        <Alert
          type="error"
          showIcon
          banner
          style={{ marginBottom: 12 }}
          title={t('overview.theFrameLogCannotBe')}
        />
      ) : null}
      <QueryState query={overview}>
        <div className="figures">
          <Figure
            label={t('overview.pointsOnline')}
            value={`${online} / ${total}`}
            tone={online === total ? 'good' : 'warn'}
          />
          <Figure label={t('overview.connections')} value={formatNumber(data?.connections)} />
          <Figure
            label={t('overview.framesAMinute')}
            value={formatNumber(data?.framesPerMinute)}
            hint={`${formatNumber(data?.valuesPerMinute)} ${t('overview.values')}`}
          />
          <Figure
            label={t('overview.alarmsFiring')}
            value={formatNumber(counts.data?.firing)}
            tone={counts.data?.firing ? 'bad' : 'good'}
            hint={t('overview.notAcknowledged', { n: counts.data?.unacknowledged ?? 0 })}
          />
          <Figure
            label={t('overview.unknownDevices')}
            value={formatNumber(data?.quarantined)}
            tone={data?.quarantined ? 'warn' : 'good'}
          />
          <Figure
            label={t('overview.projectionLag')}
            value={
              data && data.log.lagBytes < 200_000
                ? t('overview.none')
                : `${formatNumber((data?.log.lagBytes ?? 0) / 1e6, 1)} MB`
            }
            hint={t('overview.logSegments', { n: data?.log.segments ?? 0 })}
          />
        </div>
        <div className="grid overview">
          <div>
            <PointMap
              points={mapPoints}
              onSelect={(id) => void navigate({ to: `/points/${id}` as string })}
              height="min(62vh, 620px)"
              note={t('overview.demonstrationOutlinesSimulatedData')}
            />
            <div className="legend">
              {colouring === 'kind'
                ? Object.values(POINT_KIND_TITLES).map((kind) => (
                    <span key={kind.title}>
                      <i style={{ background: kind.colour }} />
                      {t(kind.title)}
                    </span>
                  ))
                : colouring === 'aqi'
                  ? [1, 2, 3, 4, 5, 6].map((level) => (
                      <span key={level}>
                        <i style={{ background: aqiColour(level) }} />
                        {t('overview.level', { level })}
                      </span>
                    ))
                  : Object.values(STATE_TITLES).map((state) => (
                      <span key={state.title}>
                        <i style={{ background: state.colour }} />
                        {t(state.title)}
                      </span>
                    ))}
            </div>
          </div>
          <div className="grid">
            <div className="card">
              <h4>{t('overview.arrivalRateLastHourFrames')}</h4>
              <Chart
                label={t('overview.arrivalRate')}
                height={140}
                option={arrivalOption(data?.framesByMinute ?? [])}
              />
            </div>
            <div className="card">
              <h4>{t('overview.byMedium2')}</h4>
              {data?.points.map((one) => (
                <div
                  key={one.kind}
                  style={{ display: 'flex', justifyContent: 'space-between', padding: '3px 0' }}
                >
                  <span>{t(POINT_KIND_TITLES[one.kind]?.title ?? one.kind)}</span>
                  <span>
                    <b style={{ color: 'var(--good)' }}>{one.online}</b> / {one.total}
                    {one.fault ? (
                      <Tag color="orange" style={{ marginInlineStart: 8 }}>
                        {t('overview.fault')} {one.fault}
                      </Tag>
                    ) : null}
                    {one.offline ? (
                      <Tag style={{ marginInlineStart: 4 }}>
                        {t('overview.offline')} {one.offline}
                      </Tag>
                    ) : null}
                  </span>
                </div>
              ))}
            </div>
            <div className="card">
              <h4>{t('overview.newestAlarms')}</h4>
              {alarms.data?.alarms.length === 0 ? (
                <Empty description={t('overview.noOpenAlarms')} image={Empty.PRESENTED_IMAGE_SIMPLE} />
              ) : null}
              {alarms.data?.alarms.map((alarm) => (
                <button
                  type="button"
                  key={alarm.id}
                  className="alarm-row"
                  onClick={() => void navigate({ to: `/alarms/${alarm.id}` as string })}
                >
                  <Tag color={alarm.state === 'firing' ? 'red' : alarm.state === 'pending' ? 'gold' : 'blue'}>
                    {t(ALARM_KIND_TITLES[alarm.kind]?.title ?? '')}
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
