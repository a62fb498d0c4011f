import { Link, useParams } from '@tanstack/react-router';
import { getPoint } from '@tarim/registry/contract';
import {
  Page,
  POINT_KIND_TITLES,
  QueryState,
  useMay,
  useOwnEnterprises,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Tabs, Tag } from 'antd';
import type { ReactNode } from 'react';
import { PointCompleteness } from './point-completeness.tsx';
import { PointData } from './point-data.tsx';
import { PointHistory } from './point-history.tsx';
import { PointRegistered } from './point-registered.tsx';

/** One station or outlet: its data with limits, marks and alarms drawn in; completeness; what is registered; its history. */
export default function PointPage(): ReactNode {
  const t = useText('telemetry');
  const unitName = useUnitName();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getPoint, { params: { id } });
  const point = query.data?.point;
  const mayCommand = useMay('telemetry.command', point?.unitPath ?? '/');
  const staff = useMay('quality.read');
  const own = useOwnEnterprises();
  const readsQuality = staff || (point?.enterpriseId != null && own.includes(point.enterpriseId));
  return (
    <QueryState query={query}>
      {query.data && point ? (
        <Page
          title={point.name}
          note={
            <>
              {[
                t(POINT_KIND_TITLES[point.kind]?.title ?? ''),
                point.code,
                unitName(point.unitPath),
                point.enterpriseName ?? point.controlLevel,
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              {point.simulated ? <Tag color="orange">{t('point.simulated')}</Tag> : null}
              {point.active ? null : <Tag>{t('point.closed')}</Tag>}
            </>
          }
          extra={
            readsQuality ? <Link to={`/quality/flags?point=${id}` as string}>{t('point.flags')}</Link> : null
          }
        >
          <Tabs
            items={[
              {
                key: 'data',
                label: t('point.data'),
                children: (
                  <PointData pointId={id} limits={query.data.limits} parameters={query.data.parameters} />
                ),
              },
              {
                key: 'complete',
                label: t('point.completeness'),
                children: (
                  <PointCompleteness
                    pointId={id}
                    mn={mayCommand ? (query.data.devices.find((one) => one.active)?.mn ?? null) : null}
                  />
                ),
              },
              {
                key: 'registered',
                label: t('point.parametersAndLimits'),
                children: <PointRegistered detail={query.data} />,
              },
              { key: 'history', label: t('point.history'), children: <PointHistory pointId={id} /> },
            ]}
          />
        </Page>
      ) : null}
    </QueryState>
  );
}
