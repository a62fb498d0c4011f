import { DataTable, formatPercent, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import type { ReactNode } from 'react';
import { remoteViews, type SiteRow } from '../contract.ts';
import type { MobileSpan } from './mobile.tsx';
import { RateChart } from './rate-chart.tsx';
import { Simulated } from './words.tsx';

const share = ({ valid, exceeds }: { valid: number; exceeds: number }) =>
  valid === 0 ? null : exceeds / valid;

/** Exceeding shares of roadside remote sensing, by site and month. */
export function Remote({ span }: { span: MobileSpan }): ReactNode {
  const t = useText('sources');
  const unitName = useUnitName();
  const query = useRouteQuery(remoteViews, { query: span });
  const data = query.data;
  return (
    <QueryState query={query}>
      <p className="muted">
        {t('mobile.remoteNote')} <Simulated when={data?.simulated ?? false} />
      </p>
      <div className="grid side-by-side">
        <div className="card">
          <h4>{t('mobile.remoteMonth')}</h4>
          <RateChart
            colour="#d9901a"
            height={300}
            label={t('mobile.remoteMonth')}
            bars={(data?.months ?? []).map((one) => ({ label: one.key, share: share(one), n: one.valid }))}
          />
        </div>
        <div>
          <DataTable<SiteRow>
            name={t('mobile.remote')}
            rowKey="site"
            pagination={{ pageSize: 15, hideOnSinglePage: true }}
            scroll={{ x: 520 }}
            locale={{ emptyText: t('mobile.none') }}
            dataSource={data?.sites ?? []}
            columns={[
              { title: t('mobile.site'), dataIndex: 'site' },
              {
                title: t('unit'),
                value: (row) => unitName(row.unitPath, 'line'),
                render: (_, row) => unitName(row.unitPath),
              },
              { title: t('mobile.passes'), dataIndex: 'passes' },
              { title: t('mobile.valid'), dataIndex: 'valid' },
              { title: t('mobile.exceeds'), dataIndex: 'exceeds' },
              {
                title: t('mobile.exceedRate'),
                value: (row) => share(row),
                render: (_, row) => formatPercent(share(row)),
              },
            ]}
          />
        </div>
      </div>
    </QueryState>
  );
}
