import {
  DataTable,
  Figure,
  Page,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Card, Empty, Flex, Progress } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { CATEGORIES, type Collection, getCollection } from '../contract.ts';
import { Basis } from './words.tsx';

const share = ({ due, collected }: Collection): number | null =>
  due === 0 ? null : Math.round((collected / due) * 1_000) / 10;

/** 应收尽收: disused sources that were due, and those that were collected. */
export default function CollectionPage(): ReactNode {
  const t = useText('radiation');
  const unitName = useUnitName();
  const [unit, setUnit] = useState<string | undefined>();
  const query = useRouteQuery(getCollection, { query: { unit } });
  const found = query.data;
  return (
    <Page title={t('menu.collection')} note={t('collection.note')}>
      <div className="filters">
        <div style={{ minWidth: 220 }}>
          <UnitSelect
            aria-label={t('field.region')}
            allowClear
            {...(unit ? { value: unit } : {})}
            onChange={setUnit}
          />
        </div>
      </div>
      <QueryState query={query}>
        {found ? (
          <Flex vertical gap={16}>
            <Flex gap={12} wrap>
              <Figure label={t('collection.due')} value={found.total.due} />
              <Figure label={t('collection.collected')} value={found.total.collected} tone="good" />
              <Figure label={t('collection.inTime')} value={found.total.inTime} />
              <Figure
                label={t('collection.overdue')}
                value={found.total.overdue}
                {...(found.total.overdue > 0 ? { tone: 'bad' as const } : {})}
              />
              <Figure label={t('collection.running')} value={found.total.running} />
              <Figure
                label={t('collection.rate')}
                value={share(found.total) === null ? '—' : `${share(found.total)} %`}
              />
            </Flex>
            <DataTable<Collection>
              name={t('menu.collection')}
              rowKey="unitPath"
              pagination={false}
              scroll={{ x: 640 }}
              dataSource={found.units as Collection[]}
              locale={{ emptyText: <Empty description={t('none')} /> }}
              columns={[
                { title: t('field.region'), value: (row) => unitName(row.unitPath) },
                { title: t('collection.due'), dataIndex: 'due', align: 'right' },
                { title: t('collection.collected'), dataIndex: 'collected', align: 'right' },
                { title: t('collection.inTime'), dataIndex: 'inTime', align: 'right' },
                { title: t('collection.overdue'), dataIndex: 'overdue', align: 'right' },
                { title: t('collection.running'), dataIndex: 'running', align: 'right' },
                {
                  title: t('collection.rate'),
                  value: (row) => share(row) ?? '—',
                  render: (_, row) =>
                    share(row) === null ? (
                      '—'
                    ) : (
                      <Progress percent={share(row)!} size="small" aria-label={t('collection.rate')} />
                    ),
                },
              ]}
            />
            <p className="muted">
              <Basis source={t('collection.basis', { source: found.source })} confidence={found.confidence} />
            </p>
            <Card size="small" title={t('collection.byCategory')}>
              <Categories counts={found.byCategory} />
            </Card>
          </Flex>
        ) : null}
      </QueryState>
    </Page>
  );
}

function Categories({ counts }: { counts: Readonly<Record<string, number>> }): ReactNode {
  const t = useText('radiation');
  const rows = useMemo(
    () =>
      [...CATEGORIES, 'exempt', 'unknown'].map((one) => ({
        name: one === 'exempt' || one === 'unknown' ? t(`category.${one}`) : one,
        count: counts[one] ?? 0,
      })),
    [counts, t],
  );
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 24, top: 24, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'category', data: rows.map(({ name }) => name) },
      yAxis: { type: 'value', minInterval: 1 },
      series: [
        {
          name: t('field.sources'),
          type: 'bar',
          barMaxWidth: 36,
          data: rows.map(({ count }) => count),
          label: { show: true, position: 'top' },
        },
      ],
    }),
    [rows, t],
  );
  return (
    <Chart
      option={option}
      height={260}
      label={t('collection.byCategory')}
      table={{
        head: [t('field.categoryToday'), t('field.sources')],
        rows: rows.map(({ name, count }) => [name, count]),
      }}
    />
  );
}
