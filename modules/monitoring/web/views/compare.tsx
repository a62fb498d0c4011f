import { Link } from '@tanstack/react-router';
import { listPoints, POINT_KINDS } from '@tarim/registry/contract';
import {
  DataTable,
  formatNumber,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  unitText,
  useAddress,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Alert, Select, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { COMPARE_BOUNDS, type CompareAnswer, compareSites, ITEM_SEPARATOR } from '../../contract.ts';
import { SpanSelect, spanOf, UnitChoice } from './choices.tsx';
import { compareChart, unitsOf } from './compare-chart.ts';
import { OriginSelect, OriginTag, plainOriginOf, TraceLink } from './origin.tsx';

const MONTHS = 36;
/** More axes than this leave no room for the curves. */
const MOST_UNITS = 4;

/** Any sites × items × months on one sheet; the address holds the choice. */
export default function ComparePage(): ReactNode {
  const t = useText('monitoring');
  const { get, set } = useAddress();
  const sites = (get('sites') ?? '').split(',').filter((one) => /^[1-9]\d{0,8}$/.test(one));
  const items = (get('items') ?? '').split(ITEM_SEPARATOR).filter(Boolean);
  const query = useRouteQuery(
    compareSites,
    {
      query: {
        ...spanOf(get, MONTHS),
        sites: sites.join(','),
        items: items.length > 0 ? items.join(ITEM_SEPARATOR) : undefined,
        origin: plainOriginOf(get),
      },
    },
    { enabled: sites.length > 0 },
  );
  const data = sites.length > 0 ? query.data : undefined;
  return (
    <Page
      title={t('compare.title')}
      note={t('compare.note', { sites: COMPARE_BOUNDS.sites, items: COMPARE_BOUNDS.items })}
      extra={data?.sites.some((one) => one.simulated) ? <Tag color="orange">{t('simulated')}</Tag> : null}
    >
      <div className="card" style={{ marginBottom: 14 }}>
        <SiteChoice
          chosen={sites}
          known={data?.sites ?? []}
          onChange={(next) => set({ sites: next.join(',') })}
        />
        <div className="filters" style={{ marginBottom: 0 }}>
          <Select
            mode="multiple"
            allowClear
            maxCount={COMPARE_BOUNDS.items}
            aria-label={t('line.items')}
            placeholder={t(sites.length === 0 ? 'compare.sitesFirst' : 'compare.items')}
            disabled={sites.length === 0}
            style={{ minWidth: 280, flex: 1 }}
            value={items}
            onChange={(next) => set({ items: next.join(ITEM_SEPARATOR) })}
            options={data?.available.map((one) => ({
              value: one.item,
              label: `${one.item} ${unitText(one.unit)}（${t('compare.ofSites', { n: one.sites })}）`,
            }))}
          />
          <SpanSelect t={t} get={get} set={set} months={MONTHS} />
          <OriginSelect t={t} get={get} set={set} />
        </div>
      </div>
      {sites.length === 0 ? (
        <div className="card placeholder">{t('compare.start')}</div>
      ) : (
        <QueryState query={query}>{data ? <Sheet data={data} asked={items} /> : null}</QueryState>
      )}
    </Page>
  );
}

function SiteChoice({
  chosen,
  known,
  onChange,
}: {
  chosen: readonly string[];
  known: CompareAnswer['sites'];
  onChange: (sites: string[]) => void;
}): ReactNode {
  const t = useText('monitoring');
  const { get, set } = useAddress();
  const kind = POINT_KINDS.find((one) => one === get('medium'));
  const [q, setQ] = useState('');
  const points = useRouteQuery(listPoints, {
    query: { kind, unitPath: get('unit') ?? undefined, q: q.trim() || undefined, limit: 200 },
  });
  const offered = new Map([
    ...known.map((one) => [String(one.pointId), `${one.name} ${one.code}`] as const),
    ...(points.data?.points ?? []).map((one) => [String(one.id), `${one.name} ${one.code}`] as const),
  ]);
  return (
    <div className="filters">
      <Select
        allowClear
        aria-label={t('line.medium')}
        placeholder={t('results.allMedia')}
        value={kind}
        onChange={(medium) => set({ medium })}
        options={POINT_KINDS.map((value) => ({ value, label: t(POINT_KIND_TITLES[value]?.title ?? value) }))}
      />
      <UnitChoice t={t} get={get} set={set} />
      <Select
        mode="multiple"
        allowClear
        maxCount={COMPARE_BOUNDS.sites}
        aria-label={t('line.sites')}
        placeholder={t('compare.sites')}
        style={{ minWidth: 320, flex: 1 }}
        value={[...chosen]}
        loading={points.isFetching}
        showSearch={{ filterOption: false, onSearch: setQ }}
        onChange={onChange}
        options={[...offered].map(([value, label]) => ({ value, label }))}
      />
    </div>
  );
}

interface Row {
  readonly key: string;
  readonly month: string;
  readonly site: string;
  readonly item: string;
  readonly unit: string;
  readonly value: number;
  readonly below: boolean;
  readonly n: number;
  readonly origin: 'manual' | 'automatic';
  readonly station: number | null;
}

function Sheet({ data, asked }: { data: CompareAnswer; asked: readonly string[] }): ReactNode {
  const t = useText('monitoring');
  const option = useMemo(() => compareChart(data, t('origin.automatic')), [t, data]);
  const name = new Map(data.sites.map((one) => [one.pointId, one.name]));
  const rows = data.series.flatMap((one) =>
    one.months.map(
      (month): Row => ({
        ...month,
        key: [one.pointId, one.item, one.unit, one.origin, month.station, month.month].join('/'),
        origin: one.origin,
        site: name.get(one.pointId)!,
        item: one.item,
        unit: unitText(one.unit),
      }),
    ),
  );
  const empty = data.sites.filter(
    (one) => asked.length > 0 && !data.series.some((each) => each.pointId === one.pointId),
  );
  if (data.available.length === 0) return <div className="card placeholder">{t('view.noneInPeriod')}</div>;
  if (asked.length === 0) return <div className="card placeholder">{t('compare.itemsNext')}</div>;
  return (
    <div className="grid">
      {empty.length > 0 ? (
        <Alert
          type="info"
          showIcon
          title={t('compare.empty', { sites: empty.map((one) => one.name).join('、') })}
        />
      ) : null}
      {unitsOf(data).length > MOST_UNITS ? (
        <Alert type="warning" showIcon title={t('compare.tooManyUnits', { n: MOST_UNITS })} />
      ) : data.series.length > 0 ? (
        <div className="card">
          <Chart option={option} height={420} label={t('compare.title')} />
          <p className="muted">{t('compare.chartNote')}</p>
        </div>
      ) : null}
      <p style={{ margin: 0 }}>
        {data.sites.map((one) => (
          <Link
            key={one.pointId}
            to={`/monitoring/site/${one.pointId}` as string}
            style={{ marginInlineEnd: 14 }}
          >
            {one.name}
          </Link>
        ))}
      </p>
      <DataTable<Row>
        name={`${t('compare.title')} ${data.span.from}—${data.span.to}`}
        rowKey="key"
        pagination={{ pageSize: 24, hideOnSinglePage: true }}
        locale={{ emptyText: t('view.none') }}
        dataSource={rows}
        columns={[
          {
            title: t('tasks.month'),
            value: (row) => row.month,
            render: (_, row) =>
              row.station === null ? (
                row.month
              ) : (
                <TraceLink
                  rollup={{ pointId: row.station, period: 'month', time: `${row.month}-01T00:00:00+08:00` }}
                >
                  {row.month}
                </TraceLink>
              ),
          },
          {
            title: t('origin.of'),
            value: (row) => t(`origin.${row.origin}`),
            render: (_, row) => <OriginTag t={t} origin={row.origin} />,
          },
          { title: t('line.site'), dataIndex: 'site' },
          { title: t('result.item'), dataIndex: 'item' },
          {
            title: t('compare.mean'),
            value: (row) => row.value,
            render: (_, row) => (
              <>
                {formatNumber(row.value, 5)} {row.below ? <Tag>{t('result.below')}</Tag> : null}
              </>
            ),
          },
          { title: t('compare.unit'), dataIndex: 'unit' },
          { title: t('compare.n'), dataIndex: 'n' },
          { title: t('result.below'), hidden: true, value: (row) => row.below },
        ]}
      />
    </div>
  );
}
