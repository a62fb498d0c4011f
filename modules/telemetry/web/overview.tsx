import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { countAlarms, LIVE_ALARMS } from '@tarim/alarm/contract';
import { AQI_LEVELS, aqiNow } from '@tarim/evaluation/contract';
import {
  aqiColour,
  Figure,
  formatNumber,
  formatRange,
  LiveHint,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  STATE_TITLES,
  useLive,
  useName,
  usePick,
  useRegion,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { Alert, Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getLatest, getOverview, LIVE_ARRIVALS } from '../contract.ts';
import { NewestAlarms } from './newest-alarms.tsx';
import { ArrivalCard, MediaCard } from './overview-cards.tsx';
import { usePoints } from './use-points.ts';

type Colouring = 'state' | 'kind' | 'aqi';
const BEAT_MS = 1_500;
/** Bytes of the log that wait for the tables and are not worth a word. */
const SMALL_LAG = 200_000;

/** The region as it stands now: map, counts, arrival rate, newest alarms. */
export default function OverviewPage(): ReactNode {
  const t = useText('telemetry');
  const nameOf = useName();
  const region = useRegion();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [colouring, setColouring] = useState<Colouring>('state');
  const [beating, setBeating] = useState<ReadonlySet<number>>(new Set());
  const overview = useRouteQuery(getOverview, {}, { refetchMs: 5_000 });
  const registered = usePoints();
  const latest = useRouteQuery(getLatest, {}, { refetchMs: 15_000 });
  const air = useRouteQuery(aqiNow, {}, { refetchMs: 60_000 });
  const counts = useRouteQuery(countAlarms, {}, { refetchMs: 10_000 });

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
        if (colouring === 'aqi' && point.kind !== 'air') return [];
        const state = STATE_TITLES[stateOf.get(point.id) ?? 'never'];
        const fact = levelOf.get(point.id);
        const colour = {
          state: state?.colour,
          kind: POINT_KIND_TITLES[point.kind]?.colour,
          aqi: aqiColour(fact?.level),
        }[colouring];
        const title = `${point.name} · ${t(state?.title ?? '')}${fact?.aqi ? ` · AQI ${fact.aqi}` : ''}`;
        return [
          {
            id: point.id,
            lon: point.lon,
            lat: point.lat,
            colour: colour ?? '#888',
            title,
            beat: beating.has(point.id),
          },
        ];
      }),
    [registered.data, stateOf, levelOf, colouring, beating, t],
  );
  const data = overview.data;
  const total = data?.points.reduce((sum, one) => sum + one.total, 0) ?? 0;
  const online = data?.points.reduce((sum, one) => sum + one.online, 0) ?? 0;
  return (
    <Page
      title={t('overview.liveOverview')}
      note={region ? nameOf(region.time.note) : undefined}
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
              data && data.log.lagBytes < SMALL_LAG
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
              height="min(62vh, 600px)"
              note={data?.simulated ? t('overview.simulatedData') : undefined}
            />
            <Legend colouring={colouring} />
            <div className="grid overview-below">
              <ArrivalCard minutes={data?.framesByMinute ?? []} />
              <MediaCard media={data?.points ?? []} />
            </div>
          </div>
          <NewestAlarms />
        </div>
      </QueryState>
    </Page>
  );
}

function Legend({ colouring }: { colouring: Colouring }): ReactNode {
  const t = useText('telemetry');
  const pick = usePick();
  const entries =
    colouring === 'aqi'
      ? AQI_LEVELS.map((one) => ({
          colour: one.colour,
          text: `${formatRange(one.from, one.to)} ${pick(one.zh, one.en)}`,
        }))
      : Object.values(colouring === 'kind' ? POINT_KIND_TITLES : STATE_TITLES).map((one) => ({
          colour: one.colour,
          text: t(one.title),
        }));
  return (
    <div className="legend">
      {entries.map((one) => (
        <span key={one.text}>
          <i style={{ background: one.colour }} />
          {one.text}
        </span>
      ))}
    </div>
  );
}
