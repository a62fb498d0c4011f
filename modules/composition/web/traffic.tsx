import type { Of } from '@tarim/platform/contract';
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
  withSubscripts,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Select } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { listStations, type TrafficFigures, traffic } from '../contract.ts';
import { dayChart, daysChart, digitsOf } from './traffic-charts.ts';
import { CompositionPages, SimulatedTag, SpanSelect, spanOf } from './words.tsx';

type Answer = Of<NonNullable<typeof traffic.response>>;

/** A roadside station beside its city. */
export default function TrafficPage(): ReactNode {
  const t = useText('composition');
  const { get, set } = useAddress();
  const stations = useRouteQuery(listStations);
  const list = stations.data?.traffic ?? [];
  const chosen = list.find((one) => String(one.id) === get('station')) ?? list[0];
  const last = stations.data?.today ?? '';
  const span = spanOf(get, last);
  const query = useRouteQuery(
    traffic,
    { query: { station: chosen?.id ?? 1, ...span } },
    { enabled: chosen !== undefined },
  );
  const data = chosen ? query.data : undefined;
  return (
    <Page title={t('traffic.title')} note={<CompositionPages here="traffic" />}>
      <QueryState query={stations}>
        {stations.data && !chosen ? <div className="card placeholder">{t('traffic.noStation')}</div> : null}
      </QueryState>
      {chosen ? (
        <>
          <div className="filters">
            <Select<number>
              aria-label={t('station')}
              value={chosen.id}
              style={{ minWidth: 240 }}
              onChange={(next) => set({ station: String(next) })}
              options={list.map((one) => ({ value: one.id, label: one.name }))}
            />
            <SpanSelect t={t} span={span} last={last} set={set} />
            <SimulatedTag t={t} simulated={data?.simulated ?? false} />
          </div>
          <QueryState query={query}>
            {data && data.present === 0 ? (
              <div className="card placeholder">{t('traffic.noData')}</div>
            ) : null}
            {data && data.present > 0 ? <Told t={t} data={data} /> : null}
          </QueryState>
        </>
      ) : null}
    </Page>
  );
}

function Told({ data, t }: { data: Answer; t: Text }): ReactNode {
  const names = data.urban.map((one) => one.name).join('、');
  return (
    <>
      <div className="figures">
        {data.pollutants
          .filter((one) => one.increment !== null)
          .map((one) => (
            <Figure
              key={one.pollutant}
              label={`${withSubscripts(one.pollutant)} ${t('traffic.increment')}`}
              value={signed(one.increment, digitsOf(one.unit))}
              hint={one.share === null ? one.unit : `${one.unit} · ${signed(one.share * 100, 0)}%`}
            />
          ))}
        {data.noToNo2 === null ? null : (
          <Figure
            label={withSubscripts('NO/NO2')}
            value={formatNumber(data.noToNo2, 2)}
            hint={t('traffic.byMass')}
          />
        )}
        <Figure label={t('voc.hours')} value={`${data.present} / ${data.due}`} />
      </div>
      <p className="muted">
        {data.urban.length === 0 ? t('traffic.noUrban') : t('traffic.about', { n: data.urban.length, names })}
      </p>
      <DataTable<TrafficFigures>
        name={`${t('traffic.title')} ${data.station.name} ${data.from} ${data.to}`}
        rowKey="pollutant"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={[...data.pollutants]}
        columns={[
          {
            title: t('traffic.pollutant'),
            value: (row) => row.pollutant,
            render: (_, row) => withSubscripts(row.pollutant),
          },
          { title: t('unit'), dataIndex: 'unit' },
          figureColumn(t('traffic.roadside'), (row) => row.roadside),
          figureColumn(t('traffic.urban'), (row) => row.urban),
          {
            title: t('traffic.increment'),
            value: (row) => row.increment,
            render: (_, row) => signed(row.increment, digitsOf(row.unit)),
          },
          {
            title: `${t('traffic.share')} %`,
            value: (row) => row.share && row.share * 100,
            render: (_, row) => (row.share === null ? '—' : signed(row.share * 100, 0)),
          },
          { title: t('traffic.both'), dataIndex: 'hours' },
          { title: t('simulated'), hidden: true, value: () => data.simulated },
        ]}
      />
      {data.pollutants.map((one, index) => (
        <Charts key={one.pollutant} t={t} data={data} index={index} />
      ))}
      <p className="muted">{t('traffic.weekAbout')}</p>
    </>
  );
}

function Charts({ data, index, t }: { data: Answer; index: number; t: Text }): ReactNode {
  const figures = data.pollutants[index]!;
  const day = useMemo(() => dayChart(t, figures), [t, figures]);
  const days = useMemo(() => daysChart(t, data.days, index, figures.unit), [t, data, index, figures]);
  const name = withSubscripts(figures.pollutant);
  const cell = (value: number | null | undefined) => formatNumber(value, digitsOf(figures.unit));
  return (
    <>
      <h3 className="section-title">{name}</h3>
      <div className="grid composition-two">
        <div className="card">
          <h4>{t('traffic.diurnal')}</h4>
          <Chart
            option={day}
            height={290}
            label={`${name} ${t('traffic.diurnal')}`}
            table={{
              head: [
                t('hourOfDay'),
                t('traffic.weekday'),
                t('traffic.weekend'),
                t('traffic.urbanWeekday'),
                t('traffic.urbanWeekend'),
              ],
              rows: figures.diurnal.map((one) => [
                one.hour,
                ...[one.weekday, one.weekend, one.urbanWeekday, one.urbanWeekend].map(cell),
              ]),
            }}
          />
        </div>
        <div className="card">
          <h4>{t('traffic.days')}</h4>
          <Chart
            option={days}
            height={290}
            label={`${name} ${t('traffic.days')}`}
            table={{
              head: [t('time'), t('traffic.roadside'), t('traffic.urban')],
              rows: data.days.map((one) => [
                one.day.slice(0, 10),
                cell(one.values[index]?.roadside),
                cell(one.values[index]?.urban),
              ]),
            }}
          />
        </div>
      </div>
    </>
  );
}

function figureColumn(title: string, value: (row: TrafficFigures) => number | null) {
  return {
    title,
    value,
    render: (_: unknown, row: TrafficFigures) => formatNumber(value(row), digitsOf(row.unit)),
  };
}

const signed = (value: number | null, digits: number): string =>
  value === null ? '—' : `${value > 0 ? '+' : ''}${formatNumber(value, digits)}`;
