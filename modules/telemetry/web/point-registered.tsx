import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import type { getPoint, Limit } from '@tarim/registry/contract';
import { formatBounds, unitText, useText, useUnitName, withSubscripts } from '@tarim/ui';
import { Descriptions, Table, Tag } from 'antd';
import type { ReactNode } from 'react';

type Detail = Static<NonNullable<typeof getPoint.response>>;

/** What is registered of a point, to be read beside its data; it is changed on the pages of the registry. */
export function PointRegistered({ detail }: { detail: Detail }): ReactNode {
  const t = useText('telemetry');
  const unitName = useUnitName();
  const { point, enterprise, devices, parameters } = detail;
  return (
    <div className="grid">
      <div className="card">
        <h4>{t('point.point')}</h4>
        <Descriptions
          column={{ xs: 1, md: 2 }}
          size="small"
          items={[
            { key: 'u', label: t('point.unit'), children: unitName(point.unitPath, 'line') },
            {
              key: 'e',
              label: t('point.enterprise'),
              children: enterprise ? `${enterprise.name} · ${enterprise.uscc}` : '—',
            },
            {
              key: 'l',
              label: t('point.position'),
              children: <bdi dir="ltr">{`${point.lon ?? '—'}, ${point.lat ?? '—'}`}</bdi>,
            },
            ...devices.map((device) => ({
              key: device.mn,
              label: t('point.device'),
              children: (
                <>
                  <code>{device.mn}</code> HJ 212-{device.edition} {device.hasKey ? <Tag>SM4</Tag> : null}{' '}
                  <Link to={`/frames?mn=${device.mn}` as string}>{t('point.frames')}</Link>
                </>
              ),
            })),
          ]}
        />
      </div>
      <Limits detail={detail} />
      <div className="card">
        <h4>{t('point.parameters')}</h4>
        <Table
          rowKey="code"
          size="small"
          pagination={false}
          scroll={{ x: 420 }}
          dataSource={parameters}
          columns={[
            { title: t('point.name'), render: (_, row) => withSubscripts(row.name) },
            { title: t('point.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
            { title: t('point.unit2'), dataIndex: 'unit', render: (unit: string | null) => unit ?? '—' },
          ]}
        />
      </div>
    </div>
  );
}

function Limits({ detail }: { detail: Detail }): ReactNode {
  const t = useText('telemetry');
  const parameterOf = (code: string) => detail.parameters.find((one) => one.code === code);
  const unit = (row: Limit) => unitText(row.unit ?? parameterOf(row.code)?.unit);
  return (
    <div className="card">
      <h4>{t('point.limits')}</h4>
      <Table<Limit>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={[...detail.limits]}
        locale={{ emptyText: t('point.noLimitsRegistered') }}
        columns={[
          {
            title: t('point.factor'),
            render: (_, row) => withSubscripts(parameterOf(row.code)?.name ?? row.code),
          },
          {
            title: t('point.limit'),
            render: (_, row) => (
              <span className="cell-nowrap">
                <b>{formatBounds(row.lower, row.upper)}</b> {unit(row)}
              </span>
            ),
          },
          {
            title: t('point.basis'),
            render: (_, row) => t(row.basis === 'hour' ? 'point.hour3' : 'point.day'),
          },
          {
            title: t('point.measure'),
            render: (_, row) =>
              row.measure === 'converted'
                ? t('point.convertedAt', { o2: row.referenceO2 ?? '—' })
                : t('point.asMeasured'),
          },
          {
            title: t('point.standard'),
            render: (_, row) => (
              <>
                {row.standard} {row.clause ?? ''}
              </>
            ),
          },
          {
            title: t('point.inForce'),
            render: (_, row) => (
              <bdi dir="ltr" className="cell-nowrap">
                {row.effectiveFrom}
                {row.effectiveTo ? ` – ${row.effectiveTo}` : ' –'}
              </bdi>
            ),
          },
        ]}
      />
    </div>
  );
}
