import {
  DataTable,
  formatNumber,
  Page,
  QueryState,
  useAddress,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Segmented } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { airCompare } from '../../contract.ts';
import { ConfidenceTag, isSure } from '../words.tsx';
import { type CompareAnswer, contributionChart, type Item, itemsOf, monthsChart } from './compare-charts.ts';
import { AirPages, NoDays, SimulatedTag, useCities } from './place-and-time.tsx';
import { Change } from './ranking-parts.tsx';
import { CitySelect, DustSwitch, EditionSwitch, YearSelect, yearsOf } from './selects.tsx';

/** A city's year beside the year before, month by month, and what makes up its composite index. */
export default function ComparePage(): ReactNode {
  const t = useText('evaluation');
  const known = useCities();
  const { get, set } = useAddress();
  const city = get('city') ?? known.cities[0]?.code;
  const year = Number(get('year') ?? known.year);
  const dust = get('dust') === 'with' ? 'with' : 'without';
  const edition = get('edition');
  const item = itemsOf(t).find((one) => one.key === get('item')) ?? itemsOf(t)[0]!;
  const query = useRouteQuery(
    airCompare,
    {
      query: {
        city: city ?? '',
        year,
        dust,
        ...(edition === '2012' || edition === '2026' ? { edition } : {}),
      },
    },
    { enabled: city !== undefined && known.ready },
  );
  const data = query.data;
  const empty = data && [...data.now, ...data.before].every((month) => month.validDays === 0);
  return (
    <Page title={t('compare.title')} note={<AirPages here="compare" />}>
      <div className="filters">
        <CitySelect
          t={t}
          cities={known.cities}
          others={known.others}
          value={city}
          onChange={(code) => set({ city: code })}
        />
        <YearSelect
          t={t}
          years={yearsOf(known)}
          value={year}
          onChange={(next) => set({ year: String(next) })}
        />
        <DustSwitch t={t} value={dust} onChange={(next) => set({ dust: next })} />
        {data ? (
          <EditionSwitch t={t} value={data.edition} onChange={(next) => set({ edition: next })} />
        ) : null}
        {data ? <SimulatedTag t={t} simulated={data.simulated} /> : null}
      </div>
      <QueryState query={query}>
        {empty ? <NoDays t={t} /> : null}
        {data && !empty ? (
          <Compared data={data} year={year} item={item} onItem={(key) => set({ item: key })} />
        ) : null}
      </QueryState>
    </Page>
  );
}

function Compared({
  data,
  year,
  item,
  onItem,
}: {
  data: CompareAnswer;
  year: number;
  item: Item;
  onItem: (key: string) => void;
}): ReactNode {
  const t = useText('evaluation');
  const lines = useMemo(() => monthsChart(data, year, item), [data, year, item]);
  const bars = useMemo(() => contributionChart(data), [data]);
  return (
    <div className="grid">
      <div className="card">
        <div style={{ overflowX: 'auto', marginBottom: 8 }}>
          <Segmented<string>
            aria-label={t('compare.item')}
            value={item.key}
            onChange={onItem}
            options={itemsOf(t).map((one) => ({ value: one.key, label: withSubscripts(one.label) }))}
          />
        </div>
        <Chart option={lines} height={300} label={`${t('compare.title')} ${item.label}`} />
      </div>
      <div className="card">
        <h4>
          {t('compare.contribution')}{' '}
          {data.compositeConfidence && !isSure(data.compositeConfidence) ? (
            <ConfidenceTag t={t} confidence={data.compositeConfidence} />
          ) : null}
        </h4>
        <Chart option={bars.option} height={320} label={t('compare.contribution')} table={bars.table} />
      </div>
      <DataTable
        name={`${data.city.name} ${year} ${t('compare.title')}`}
        rowKey="month"
        stack={false}
        pagination={false}
        scroll={{ x: 900 }}
        dataSource={[...data.now]}
        columns={[
          { title: t('field.month'), dataIndex: 'month', fixed: 'left' as const },
          ...itemsOf(t).flatMap((one) => {
            const before = (month: string) =>
              data.before.find((other) => other.month.slice(5) === month.slice(5));
            const change = (row: CompareAnswer['now'][number]) => {
              const [now, past] = [one.value(row), before(row.month) ? one.value(before(row.month)!) : null];
              return now === null || past === null ? null : Number((now - past).toFixed(3));
            };
            return [
              {
                title: withSubscripts(one.label),
                head: one.label,
                value: one.value,
                render: (_: unknown, row: CompareAnswer['now'][number]) => (
                  <>
                    {formatNumber(one.value(row))}{' '}
                    <small>
                      <Change value={change(row)} good={one.key === 'goodRatio' ? 'high' : 'low'} />
                    </small>
                  </>
                ),
              },
              { title: t('ranking.change', { of: one.label }), hidden: true, value: change },
            ];
          }),
          { title: t('calendar.dustDays'), dataIndex: 'dustDays' },
          { title: t('year.validDays'), dataIndex: 'validDays' },
          { title: t('simulated'), hidden: true, value: () => data.simulated },
        ]}
      />
    </div>
  );
}
