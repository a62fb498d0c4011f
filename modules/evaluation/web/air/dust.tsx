import {
  DataTable,
  formatNumber,
  Page,
  QueryState,
  useAddress,
  useMay,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Alert, Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type DustDay, dustDays } from '../../contract.ts';
import { ConfidenceTag } from '../words.tsx';
import { DayDrawer } from './day-drawer.tsx';
import { AirPages, SimulatedTag, useCities } from './place-and-time.tsx';
import { CitySelect, YearSelect, yearsOf } from './selects.tsx';

/** Days of dust of a city: what is marked, beside what its hours propose. */
export default function DustPage(): ReactNode {
  const t = useText('evaluation');
  const known = useCities();
  const may = useMay();
  const { get, set } = useAddress();
  const city =
    // Dust is said of cities: a station chosen elsewhere has none of its own.
    known.cities.find((one) => one.code === get('city'))?.code ??
    known.cities.find((one) => one.code === '653200')?.code ??
    known.cities[0]?.code;
  const year = Number(get('year') ?? known.year);
  const [date, setDate] = useState<string | null>(null);
  const query = useRouteQuery(
    dustDays,
    { query: { city: city ?? '', from: `${year}-01-01`, to: `${year}-12-31` } },
    { enabled: city !== undefined && known.ready },
  );
  const data = query.data;
  const writes = data !== undefined && may('evaluation.write', data.city.unitPath);
  return (
    <Page title={t('dustPage.title')} note={<AirPages here="dust" />}>
      <div className="filters">
        <CitySelect t={t} cities={known.cities} value={city} onChange={(code) => set({ city: code })} />
        <YearSelect
          t={t}
          years={yearsOf(known)}
          value={year}
          onChange={(next) => set({ year: String(next) })}
        />
        {data ? <SimulatedTag t={t} simulated={data.simulated} /> : null}
      </div>
      <QueryState query={query}>
        {data ? (
          <div className="grid">
            <div className="muted">
              {t('dustPage.note', { hours: formatNumber(data.hours), standard: data.rule.standard })}{' '}
              <ConfidenceTag t={t} confidence={data.rule.confidence} />
            </div>
            {data.problems.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                title={data.problems.map((one) => <div key={one.code}>{withSubscripts(one.message)}</div>)}
              />
            ) : null}
            <DataTable<DustDay>
              name={`${data.city.name} ${year} ${t('dustPage.title')}`}
              rowKey="date"
              pagination={{ pageSize: 40, hideOnSinglePage: true }}
              scroll={{ x: 760 }}
              locale={{ emptyText: t('dustPage.none') }}
              dataSource={data.days.toReversed()}
              columns={[
                { title: t('field.date'), dataIndex: 'date' },
                {
                  title: t('dustPage.state'),
                  value: (row) => t(row.dust ? 'calendar.dustDay' : 'day.notDust'),
                  render: (_, row) => (
                    <>
                      <Tag color={row.dust ? 'gold' : undefined}>
                        {t(row.dust ? 'calendar.dustDay' : 'day.notDust')}
                      </Tag>
                      {row.marked ? <Tag>{t('dustPage.marked')}</Tag> : null}
                    </>
                  ),
                },
                {
                  title: t('mark.basis'),
                  value: (row) => row.basis && t(`dustBasis.${row.basis}`),
                  render: (_, row) => (row.basis ? t(`dustBasis.${row.basis}`) : '—'),
                },
                { title: 'PM₁₀ µg/m³', dataIndex: 'pm10' },
                { title: 'PM₂.₅ µg/m³', dataIndex: 'pm25' },
                {
                  title: t('dustPage.hours'),
                  value: (row) => row.hours,
                  render: (_, row) => row.hours ?? '—',
                },
                {
                  title: t('dustPage.without'),
                  value: (row) => row.pm10Without,
                  render: (_, row) => formatNumber(row.pm10Without, 1),
                },
                { title: t('simulated'), hidden: true, value: () => data.simulated },
                {
                  title: '',
                  render: (_, row) => (
                    <Button size="small" onClick={() => setDate(row.date)}>
                      {t(writes ? 'dustPage.change' : 'dustPage.look')}
                    </Button>
                  ),
                },
              ]}
            />
            <DayDrawer city={city!} date={date} onClose={() => setDate(null)} />
          </div>
        ) : null}
      </QueryState>
    </Page>
  );
}
