import { formatNumber, formatTime, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { PointMap } from '@tarim/ui/map';
import { Card, Empty, Flex, Slider } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { type Fix, getTrack } from '../contract.ts';
import { MAP_COLOURS } from './words.tsx';

const REFRESH_MS = 30_000;
const placed = (one: Fix): one is Fix & { lat: number; lon: number } =>
  one.lat !== null && one.lon !== null && !one.marks.includes('rejected');

/** 轨迹回放: the trail on the map and the dose over time, with one slider for both. */
export function Track({
  id,
  background,
  expected,
}: {
  id: number;
  background: number;
  expected: number | null;
}): ReactNode {
  const t = useText('tracking');
  const query = useRouteQuery(getTrack, { params: { id } }, { refetchMs: REFRESH_MS });
  const fixes = query.data?.fixes ?? [];
  return (
    <Card title={t('track.title')}>
      <QueryState query={query}>
        {fixes.length === 0 ? (
          <Empty description={t('track.none')} />
        ) : (
          <Replay fixes={fixes} background={background} expected={expected} />
        )}
      </QueryState>
    </Card>
  );
}

function Replay({
  fixes,
  background,
  expected,
}: {
  fixes: readonly Fix[];
  background: number;
  expected: number | null;
}): ReactNode {
  const t = useText('tracking');
  const [chosen, setChosen] = useState<number | null>(null);
  const last = fixes.length - 1;
  const at = Math.min(chosen ?? last, last);
  const now = fixes[at]!;
  const here = fixes.slice(0, at + 1).findLast(placed);
  const lines = useMemo(() => {
    const coordinates = fixes
      .slice(0, at + 1)
      .filter(placed)
      .map((one) => [one.lon, one.lat] as const);
    return coordinates.length > 1 ? [{ coordinates, colour: '#1565c0' }] : [];
  }, [fixes, at]);
  const points = useMemo(
    () =>
      here
        ? [
            {
              id: at,
              lon: here.lon,
              lat: here.lat,
              colour: here.inside === false ? MAP_COLOURS.high : MAP_COLOURS.fine,
              title: formatTime(here.sampledAt),
              beat: true,
            },
          ]
        : [],
    [here, at],
  );
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 16, top: 24, bottom: 56 },
      tooltip: { trigger: 'axis' },
      dataZoom: [{ type: 'inside' }, { type: 'slider', height: 16, bottom: 8 }],
      xAxis: { type: 'category', data: fixes.map((one) => formatTime(one.sampledAt)) },
      yAxis: { type: 'log', name: 'µSv/h' },
      series: [
        {
          type: 'line',
          name: t('field.rate'),
          showSymbol: false,
          // A logarithm has no nought.
          data: fixes.map((one) => (one.rate === null || one.rate <= 0 ? null : one.rate)),
          markLine: {
            symbol: 'none',
            data: [
              { yAxis: background, name: t('field.background') },
              ...(expected === null ? [] : [{ yAxis: expected + background, name: t('track.expected') }]),
              { xAxis: at },
            ],
            label: { formatter: '{b}' },
          },
        },
      ],
    }),
    [fixes, at, background, expected, t],
  );
  const marks = now.marks.map((one) => t(`mark.${one}`)).join('、');
  return (
    <Flex vertical gap={8}>
      <PointMap fit points={points} lines={lines} height={320} onSelect={() => {}} />
      <Slider
        min={0}
        max={last}
        value={at}
        onChange={setChosen}
        ariaLabelForHandle={t('track.slider')}
        tooltip={{ formatter: (value) => formatTime(fixes[value ?? 0]?.sampledAt) }}
      />
      <div>
        {formatTime(now.sampledAt, 'full')} · {formatNumber(now.rate, 2)} µSv/h ·{' '}
        {now.stowed === null ? '—' : t(now.stowed ? 'stowed.in' : 'stowed.out')} ·{' '}
        {formatNumber(now.speed, 0)} km/h{' '}
        <span className="muted">
          {t('track.received', { at: formatTime(now.receivedAt, 'full'), lsn: now.lsn })} {marks}
        </span>
      </div>
      <Chart option={option} height={280} label={t('track.chart')} onPoint={(_, index) => setChosen(index)} />
    </Flex>
  );
}
