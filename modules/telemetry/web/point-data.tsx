import { useNavigate } from '@tanstack/react-router';
import { listAlarms } from '@tarim/alarm/contract';
import { AQI_POLLUTANTS } from '@tarim/evaluation/contract';
import { type Static, urlOf } from '@tarim/platform/contract';
import type { Limit, Parameter } from '@tarim/registry/contract';
import { QueryState, useLanguage, useMay, useRouteQuery, useText, withSubscripts } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Button, Empty, Segmented, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { exportSeries, getSeries, type Series } from '../contract.ts';
import { columnName, drawnColumns, seriesOption } from './series-option.ts';
import { SeriesTable } from './series-table.tsx';

type Row = Static<typeof Series>['rows'][number];
type Grain = 'realtime' | 'minute' | 'hour' | 'day' | 'month';
const SPANS: Readonly<Record<Grain, number>> = {
  realtime: 2 * 3_600_000,
  minute: 6 * 3_600_000,
  hour: 3 * 86_400_000,
  day: 31 * 86_400_000,
  month: 366 * 86_400_000,
};
const GRAINS = [
  ['realtime', 'point.realTime'],
  ['minute', 'point.minutes'],
  ['hour', 'point.hours'],
  ['day', 'point.days'],
  ['month', 'point.months'],
] as const;
const FIRST = 3;

/** What people look for first: what has a limit, what makes the index, else the first parameters. */
function firstCodes(parameters: readonly Parameter[], limits: readonly Limit[]): string[] {
  const codes = parameters.map((one) => one.code);
  const limited = codes.filter((code) => limits.some((limit) => limit.code === code));
  const air = AQI_POLLUTANTS.map((one) => one.code as string).filter((code) => codes.includes(code));
  return [...new Set([...limited, ...air, ...codes])].slice(0, FIRST);
}

/** Values of a point as a curve and a table, with limits, marks and alarms; each leads to its bytes. */
export function PointData({
  pointId,
  limits,
  parameters,
}: {
  pointId: number;
  limits: readonly Limit[];
  parameters: readonly Parameter[];
}): ReactNode {
  const t = useText('telemetry');
  const navigate = useNavigate();
  const { language } = useLanguage();
  const mayExport = useMay('telemetry.export');
  const [grain, setGrain] = useState<Grain>('hour');
  const [until, setUntil] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000);
  const [codes, setCodes] = useState<string[]>(() => firstCodes(parameters, limits));
  const from = new Date(until - SPANS[grain]).toISOString();
  const to = new Date(until).toISOString();
  const series = useRouteQuery(
    getSeries,
    { query: { pointId, grain, from, to, codes: codes.join(',') || undefined } },
    { refetchMs: grain === 'realtime' ? 15_000 : 60_000 },
  );
  const alarms = useRouteQuery(listAlarms, { query: { pointId, state: 'all', since: from, limit: 100 } });
  const data = series.data;
  const drawn = useMemo(() => (data ? drawnColumns(data) : { drawn: [], left: [] }), [data]);
  const chart = useMemo(
    () => (data ? seriesOption(data, limits, alarms.data?.alarms ?? [], t) : { option: {}, far: [] }),
    [data, limits, alarms.data, t],
  );
  const trace = (row: Row, code: string) => {
    const search = new URLSearchParams({
      pointId: String(pointId),
      time: row.time,
      ...(data!.source === 'rollup' ? { period: grain, code } : { kind: grain }),
    });
    void navigate({ to: `/trace/${data!.source === 'rollup' ? 'rollup' : 'record'}?${search}` as string });
  };
  const latest = () => Math.ceil(Date.now() / 60_000) * 60_000;
  return (
    <>
      <div className="filters">
        <Segmented<Grain>
          aria-label={t('point.grain')}
          value={grain}
          onChange={(value) => {
            setGrain(value);
            setUntil(latest());
          }}
          options={GRAINS.map(([value, key]) => ({ value, label: t(key) }))}
        />
        <Select
          mode="multiple"
          aria-label={t('point.parameters')}
          placeholder={t('point.parameters')}
          style={{ minWidth: 260, flex: 1 }}
          value={codes}
          onChange={setCodes}
          maxTagCount="responsive"
          optionFilterProp="label"
          options={parameters.map((one) => ({
            value: one.code,
            label: `${withSubscripts(one.name)}${one.unit ? ` (${one.unit})` : ''}`,
          }))}
        />
        <div className="button-row">
          <Button onClick={() => setUntil(until - SPANS[grain])}>
            <span className="arrow">←</span> {t('point.earlier')}
          </Button>
          <Button
            disabled={until >= Date.now()}
            onClick={() => setUntil(Math.min(latest(), until + SPANS[grain]))}
          >
            {t('point.later')} <span className="arrow">→</span>
          </Button>
          {mayExport
            ? (['xlsx', 'csv'] as const).map((format) => (
                <Button
                  key={format}
                  href={urlOf(
                    exportSeries,
                    {},
                    { pointId, grain, from, to, format, codes: codes.join(','), lang: language },
                  )}
                >
                  {format.toUpperCase()}
                </Button>
              ))
            : null}
        </div>
      </div>
      <QueryState query={series}>
        <div className="card" style={{ marginBottom: 14 }}>
          {data?.rows.length === 0 ? (
            <Empty description={t('point.noDataInThisPeriod')} />
          ) : (
            <>
              <Chart
                label={t('point.series')}
                height={380}
                option={chart.option}
                onPoint={(seriesIndex, index) => {
                  const row = data?.rows[index];
                  const column = drawn.drawn[seriesIndex];
                  if (row && column) trace(row, column.code);
                }}
              />
              <div className="legend">
                <span>{t('point.dashedLimitRedGroundAlarm')}</span>
                {chart.far.length > 0 ? (
                  <span>{t('point.limitsAbove', { limits: chart.far.join('; ') })}</span>
                ) : null}
                {drawn.left.length > 0 ? (
                  <span>
                    {t('point.notDrawn', { names: drawn.left.map((one) => columnName(one, t)).join('、') })}
                  </span>
                ) : null}
              </div>
            </>
          )}
        </div>
        {data && data.rows.length > 0 ? (
          <SeriesTable series={data} limits={limits} grain={grain} onTrace={trace} />
        ) : null}
      </QueryState>
    </>
  );
}
