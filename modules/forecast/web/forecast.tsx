import { AQI_LEVELS } from '@tarim/evaluation/contract';
import {
  aqiColour,
  DataTable,
  formatRange,
  Page,
  QueryState,
  type Text,
  useAddress,
  usePick,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { BASELINE_SOURCE, type CityForecast, type ForecastCell, listForecasts } from '../contract.ts';
import { ExplainDrawer } from './explain-drawer.tsx';
import { IssueSelect } from './issue-select.tsx';
import {
  BaselineNote,
  dayHead,
  ForecastPages,
  HindcastTag,
  isDark,
  SimulatedTag,
  sourceName,
  useLevelName,
} from './words.tsx';

/** Cities by days in the colours of the standard; each cell leads to how it came about. */
export default function ForecastPage(): ReactNode {
  const t = useText('forecast');
  const { get, set } = useAddress();
  const [chosen, setChosen] = useState<{ city: string; target: string } | null>(null);
  const source = get('source') ?? BASELINE_SOURCE;
  const issue = get('issue');
  const hierarchy = get('of') ?? 'all';
  const query = useRouteQuery(listForecasts, { query: { source, ...(issue ? { issue } : {}) } });
  const data = query.data;
  const all = (data?.cities ?? []).filter((one) => hierarchy === 'all' || one.hierarchy === hierarchy);
  // The baseline is for all; another source is shown with the cities that it tells something of.
  const cities = source === BASELINE_SOURCE ? all : all.filter((one) => one.cells.length > 0);
  const cells = cities.flatMap((city) => city.cells);
  const known = data?.sources.find((one) => one.source === source);
  return (
    <Page title={t('title')} note={<ForecastPages here="cities" />}>
      <div className="filters">
        <Select
          aria-label={t('source')}
          value={source}
          style={{ minWidth: 200 }}
          onChange={(next) => set({ source: next, issue: undefined })}
          options={[
            ...new Set([BASELINE_SOURCE, source, ...(data?.sources.map((one) => one.source) ?? [])]),
          ].map((value) => ({ value, label: sourceName(t, value) }))}
        />
        {known && data?.issue ? (
          <IssueSelect t={t} known={known} value={data.issue} onChange={(next) => set({ issue: next })} />
        ) : null}
        <Segmented<string>
          aria-label={t('hierarchy')}
          value={hierarchy}
          onChange={(next) => set({ of: next })}
          options={['all', 'region', 'corps'].map((value) => ({ value, label: t(`hierarchy.${value}`) }))}
        />
        <HindcastTag t={t} hindcast={cells.some((cell) => cell.hindcast)} />
        <SimulatedTag t={t} simulated={cells.some((cell) => cell.simulated)} />
        <span className="muted">{data?.standards.join('、')}</span>
      </div>
      {source === BASELINE_SOURCE ? <BaselineNote t={t} /> : null}
      <QueryState query={query}>
        {data && data.days.length === 0 ? <div className="card placeholder">{t('none')}</div> : null}
        {data && data.days.length > 0 ? (
          <>
            <Legend t={t} day={data.days[0]!} cities={cities} />
            <div className="forecast-matrix">
              <DataTable<CityForecast>
                name={`${t('title')} ${sourceName(t, source)} ${data.issue}`}
                rowKey="code"
                stack={false}
                pagination={false}
                scroll={{ x: 104 + data.days.length * 62 }}
                dataSource={cities}
                columns={[
                  {
                    title: t('city'),
                    value: (row) => row.name,
                    fixed: 'left' as const,
                    width: 104,
                    render: (_, row) => (
                      <>
                        {row.name}
                        {row.division ? <div className="muted">{row.division}</div> : null}
                      </>
                    ),
                  },
                  ...data.days.flatMap((day) =>
                    dayColumns(t, day, (city) => setChosen({ city, target: day })),
                  ),
                  {
                    title: t('simulated'),
                    hidden: true,
                    value: (row) => row.cells.some((cell) => cell.simulated),
                  },
                ]}
              />
            </div>
            <ExplainDrawer
              of={chosen && data.issue ? { source: data.source, issue: data.issue, ...chosen } : null}
              onClose={() => setChosen(null)}
            />
          </>
        ) : null}
      </QueryState>
    </Page>
  );
}

const cellOn = (row: CityForecast, day: string) => row.cells.find((cell) => cell.target === day);

function dayColumns(t: Text, day: string, onCity: (code: string) => void) {
  const head = dayHead(t, day);
  const part = (name: string, value: (cell: ForecastCell) => string | number | null) => ({
    title: `${head} ${name}`,
    hidden: true,
    value: (row: CityForecast) => {
      const cell = cellOn(row, day);
      return cell ? value(cell) : null;
    },
  });
  return [
    {
      title: head,
      head: `${head} AQI`,
      align: 'center' as const,
      value: (row: CityForecast) => cellOn(row, day)?.aqi ?? null,
      render: (_: unknown, row: CityForecast) => {
        const cell = cellOn(row, day);
        return cell ? <Cell t={t} city={row.name} cell={cell} onClick={() => onCity(row.code)} /> : '—';
      },
    },
    part(t('low'), (cell) => cell.low),
    part(t('high'), (cell) => cell.high),
    part(t('primary'), (cell) => cell.primary.join(' ')),
    part(t('observed'), (cell) => cell.observed?.aqi ?? null),
  ];
}

function Cell({
  cell,
  city,
  onClick,
  t,
}: {
  cell: ForecastCell;
  city: string;
  onClick: () => void;
  t: Text;
}): ReactNode {
  const levelName = useLevelName();
  const { aqi, low, high, level, observed } = cell;
  const range = low === null || high === null ? '' : formatRange(low, high);
  const kind = aqi === null ? ' none' : isDark(level) ? ' dark' : '';
  return (
    <button
      type="button"
      className={`forecast-cell${kind}`}
      style={aqi === null ? undefined : { background: aqiColour(level) }}
      aria-label={`${city} ${cell.target} AQI ${aqi ?? '—'} ${levelName(level)} ${range}`}
      title={levelName(level)}
      onClick={onClick}
    >
      <b>{aqi ?? '—'}</b>
      <small>{range || ' '}</small>
      {observed ? (
        <small
          className={`forecast-was${isDark(observed.level) ? ' dark' : ''}`}
          style={{ background: aqiColour(observed.level) }}
        >
          {t('observedShort', { aqi: observed.aqi })}
        </small>
      ) : null}
    </button>
  );
}

/** The colours, and how many cities have each on the first day. */
function Legend({ cities, day, t }: { cities: readonly CityForecast[]; day: string; t: Text }): ReactNode {
  const pick = usePick();
  const cells = cities.flatMap((city) => cellOn(city, day) ?? []);
  return (
    <div className="forecast-legend">
      <span className="muted">{t('citiesOn', { day: dayHead(t, day) })}</span>
      {AQI_LEVELS.map((level) => (
        <span key={level.level}>
          <i style={{ background: level.colour }} />
          {pick(level.zh, level.en)} <b>{cells.filter((cell) => cell.level === level.level).length}</b>
        </span>
      ))}
    </div>
  );
}
