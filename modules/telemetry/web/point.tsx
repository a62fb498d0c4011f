import { Link, useParams } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { getPoint, listHistory } from '@tarim/registry/contract';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Descriptions, Table, Tabs, Tag } from 'antd';
import type { ReactNode } from 'react';
import { PointCompleteness } from './point-completeness.tsx';
import { PointData } from './point-data.tsx';

/** One station or outlet: its data with limits, marks and alarms drawn in; completeness; what is registered; its history. */
export default function PointPage(): ReactNode {
  const t = useText('telemetry');
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getPoint, { params: { id } });
  const point = query.data?.point;
  return (
    <QueryState query={query}>
      {query.data && point ? (
        <Page
          title={point.name}
          note={
            <>
              {t(POINT_KIND_TITLES[point.kind]?.title ?? '')} · {point.code} ·{' '}
              {point.enterpriseName ?? point.controlLevel ?? ''}{' '}
              {point.simulated ? <Tag color="orange">{t('point.simulated')}</Tag> : null}
            </>
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
                    mn={query.data.devices.find((one) => one.active)?.mn ?? null}
                  />
                ),
              },
              {
                key: 'registered',
                label: t('point.parametersAndLimits'),
                children: <Registered detail={query.data} />,
              },
              { key: 'history', label: t('point.history'), children: <History pointId={id} /> },
            ]}
          />
        </Page>
      ) : null}
    </QueryState>
  );
}

type Detail = Static<NonNullable<typeof getPoint.response>>;

function Registered({ detail }: { detail: Detail }): ReactNode {
  const t = useText('telemetry');
  return (
    <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))' }}>
      <div className="card">
        <h4>{t('point.point')}</h4>
        <Descriptions
          column={1}
          size="small"
          items={[
            { key: 'u', label: t('point.unit'), children: detail.point.unitPath },
            {
              key: 'e',
              label: t('point.enterprise'),
              children: detail.enterprise ? `${detail.enterprise.name} · ${detail.enterprise.uscc}` : '—',
            },
            {
              key: 'l',
              label: t('point.position'),
              children: `${detail.point.lon ?? '—'}, ${detail.point.lat ?? '—'}`,
            },
            ...detail.devices.map((device) => ({
              key: device.mn,
              label: t('point.device'),
              children: (
                <>
                  <code>{device.mn}</code> HJ 212-{device.edition} {device.hasKey ? <Tag>SM4</Tag> : null}
                  <Link to={`/frames?mn=${device.mn}` as string}>{t('point.frames')}</Link>
                </>
              ),
            })),
          ]}
        />
      </div>
      <div className="card table-scroll">
        <h4>{t('point.limits')}</h4>
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 420 }}
          dataSource={detail.limits}
          locale={{ emptyText: t('point.noLimitsRegistered') }}
          columns={[
            {
              title: t('point.factor'),
              dataIndex: 'code',
              render: (code: string) => detail.parameters.find((one) => one.code === code)?.name ?? code,
            },
            {
              title: t('point.basis'),
              dataIndex: 'basis',
              render: (basis: string) => (basis === 'hour' ? t('point.hour3') : t('point.day')),
            },
            {
              title: t('point.limit'),
              render: (_, row) =>
                `${row.lower ?? ''}${row.lower != null ? '–' : '≤ '}${row.upper ?? ''}${row.referenceO2 != null ? ` @${row.referenceO2}% O₂` : ''}`,
            },
            {
              title: t('point.standard'),
              render: (_, row) => (
                <>
                  {row.standard}
                  <br />
                  <small className="muted">
                    {row.clause} · {row.effectiveFrom}
                    {row.effectiveTo ? `–${row.effectiveTo}` : t('point.on')}
                  </small>
                </>
              ),
            },
          ]}
        />
      </div>
      <div className="card table-scroll">
        <h4>{t('point.parameters')}</h4>
        <Table
          rowKey="code"
          size="small"
          pagination={false}
          scroll={{ x: 320 }}
          dataSource={detail.parameters}
          columns={[
            { title: t('point.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
            { title: t('point.name'), dataIndex: 'name' },
            { title: t('point.unit2'), dataIndex: 'unit' },
          ]}
        />
      </div>
    </div>
  );
}

function History({ pointId }: { pointId: number }): ReactNode {
  const t = useText('telemetry');
  const history = useRouteQuery(listHistory, { query: { pointId, limit: 500 } });
  return (
    <QueryState query={history}>
      <DataTable
        name={t('point.history')}
        rowKey="id"
        pagination={{ pageSize: 25 }}
        scroll={{ x: 640 }}
        dataSource={history.data?.entries ?? []}
        columns={[
          {
            title: t('point.time'),
            dataIndex: 'at',
            value: (row) => instant(row.at),
            render: (at: string) => formatTime(at, 'full'),
          },
          {
            title: t('point.who'),
            dataIndex: 'actor',
            value: (row) => row.actor ?? t('point.system'),
            render: (name: string | null) => name ?? t('point.system'),
          },
          { title: t('point.table'), dataIndex: 'table' },
          {
            title: t('point.change'),
            value: (row) => changes(row.before, row.after),
            render: (_, row) => <small className="mono">{changes(row.before, row.after)}</small>,
          },
        ]}
      />
    </QueryState>
  );
}

function changes(before: Record<string, unknown> | null, after: Record<string, unknown> | null): string {
  if (!before) return `+ ${JSON.stringify(after).slice(0, 160)}`;
  if (!after) return `− ${JSON.stringify(before).slice(0, 160)}`;
  return Object.keys(after)
    .filter((key) => key !== 'updated_at' && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => `${key}: ${JSON.stringify(before[key])} → ${JSON.stringify(after[key])}`)
    .join('; ');
}
