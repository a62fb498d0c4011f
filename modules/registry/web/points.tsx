import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { Page, POINT_KIND_TITLES, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Drawer, Form, Input, InputNumber, Popconfirm, Select, Switch, Table, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  closePoint,
  createDevice,
  createLimit,
  createPoint,
  getPoint,
  type LimitInput,
  listEnterprises,
  listPoints,
  POINT_KINDS,
  type PointInput,
  putParameters,
  updateLimit,
  updatePoint,
} from '../contract.ts';

export default function RegistryPointsPage(): ReactNode {
  const t = useText('registry');
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<(typeof POINT_KINDS)[number] | undefined>();
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const list = useRouteQuery(listPoints, { query: { q: q || undefined, kind, limit: 1000 } });
  return (
    <Page
      title={t('points.pointsDevicesAndLimits')}
      extra={
        <Button type="primary" onClick={() => setOpen('new')}>
          {t('points.registerAPoint')}
        </Button>
      }
    >
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Input.Search
          allowClear
          style={{ width: 280 }}
          placeholder={t('points.nameCodeEnterpriseOrMn')}
          onSearch={setQ}
        />
        <Select
          allowClear
          style={{ width: 160 }}
          placeholder={t('points.allMedia')}
          value={kind}
          onChange={setKind}
          options={POINT_KINDS.map((value) => ({
            value,
            label: t(POINT_KIND_TITLES[value]?.title ?? value),
          }))}
        />
      </div>
      <QueryState query={list}>
        <div className="table-scroll">
          <Table
            rowKey="id"
            size="small"
            pagination={{ pageSize: 50, showSizeChanger: false }}
            scroll={{ x: 820 }}
            dataSource={list.data?.points ?? []}
            columns={[
              {
                title: t('points.name'),
                render: (_, row) => (
                  <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row.id)}>
                    {row.name}
                  </Button>
                ),
              },
              { title: t('points.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
              {
                title: t('points.medium'),
                dataIndex: 'kind',
                render: (value: string) => t(POINT_KIND_TITLES[value]?.title ?? value),
              },
              { title: t('points.enterprise'), dataIndex: 'enterpriseName' },
              { title: t('points.unit'), dataIndex: 'unitPath' },
              {
                title: t('points.public'),
                dataIndex: 'public',
                render: (value: boolean) =>
                  value ? <Tag color="green">{t('points.yes')}</Tag> : <Tag>{t('points.no')}</Tag>,
              },
              {
                title: '',
                render: (_, row) => <Link to={`/points/${row.id}` as string}>{t('points.data')}</Link>,
              },
            ]}
          />
        </div>
      </QueryState>
      {open !== null ? (
        <PointDrawer id={open === 'new' ? null : open} onClose={() => setOpen(null)} onCreated={setOpen} />
      ) : null}
    </Page>
  );
}

function PointDrawer({
  id,
  onClose,
  onCreated,
}: {
  id: number | null;
  onClose: () => void;
  onCreated: (id: number) => void;
}): ReactNode {
  const t = useText('registry');
  const detail = useRouteQuery(getPoint, { params: { id: id ?? 0 } }, { enabled: id !== null });
  const enterprises = useRouteQuery(listEnterprises, { query: { limit: 1000 } });
  const create = useRouteMutation(createPoint, {
    success: t('points.registered'),
    onSuccess: (point) => onCreated(point.id),
  });
  const update = useRouteMutation(updatePoint, { success: t('points.saved') });
  const close = useRouteMutation(closePoint, { success: t('points.closed'), onSuccess: onClose });
  const save = (values: Static<typeof PointInput>) =>
    id === null
      ? create.mutate({ body: values })
      : update.mutate({ params: { id }, body: { ...values, attributes: detail.data?.point.attributes } });
  if (id !== null && !detail.data)
    return (
      <Drawer open size={640} onClose={onClose}>
        <QueryState query={detail}>{null}</QueryState>
      </Drawer>
    );
  const point = detail.data?.point;
  const form = (
    <Form
      layout="vertical"
      onFinish={save}
      initialValues={point ?? { kind: 'outlet-gas', unitPath: '/650000/650100/', public: false }}
    >
      <Form.Item name="name" label={t('points.name')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="code" label={t('points.code')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="kind" label={t('points.medium')}>
        <Select
          options={POINT_KINDS.map((value) => ({
            value,
            label: t(POINT_KIND_TITLES[value]?.title ?? value),
          }))}
        />
      </Form.Item>
      <Form.Item name="unitPath" label={t('points.unitPath')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="enterpriseId" label={t('points.enterprise')}>
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          options={enterprises.data?.enterprises.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <div style={{ display: 'flex', gap: 8 }}>
        <Form.Item name="lon" label={t('points.longitude')}>
          <InputNumber />
        </Form.Item>
        <Form.Item name="lat" label={t('points.latitude')}>
          <InputNumber />
        </Form.Item>
        <Form.Item name="public" label={t('points.public2')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
      <div style={{ display: 'flex', gap: 8 }}>
        <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
          {t('points.save')}
        </Button>
        {id === null ? null : (
          <Popconfirm
            title={t('points.noDataAreExpectedAny')}
            onConfirm={() => close.mutate({ params: { id }, body: { reason: t('points.closedByHand') } })}
          >
            <Button danger>{t('points.close')}</Button>
          </Popconfirm>
        )}
      </div>
    </Form>
  );
  if (!detail.data || id === null)
    return (
      <Drawer open size={640} onClose={onClose} title={t('points.registerAPoint')}>
        {form}
      </Drawer>
    );
  return (
    <Drawer open size={680} onClose={onClose} title={point?.name}>
      <Tabs
        items={[
          { key: 'point', label: t('points.point'), children: form },
          { key: 'devices', label: t('points.devices'), children: <Devices detail={detail.data} /> },
          {
            key: 'parameters',
            label: t('points.parameters'),
            children: <Parameters detail={detail.data} />,
          },
          { key: 'limits', label: t('points.limits'), children: <Limits detail={detail.data} /> },
        ]}
      />
    </Drawer>
  );
}

type Detail = Static<NonNullable<typeof getPoint.response>>;

function Devices({ detail }: { detail: Detail }): ReactNode {
  const t = useText('registry');
  const create = useRouteMutation(createDevice, { success: t('points.registered') });
  return (
    <>
      <ul className="steps">
        {detail.devices.map((device) => (
          <li key={device.id}>
            <code>{device.mn}</code> HJ 212-{device.edition} · {device.transport}{' '}
            {device.hasKey ? <Tag>SM4</Tag> : null}
            {device.active ? null : <Tag>{t('points.closed2')}</Tag>}
          </li>
        ))}
      </ul>
      <Form
        layout="vertical"
        initialValues={{ edition: '2017' }}
        onFinish={(values: {
          mn: string;
          edition: '2017';
          password?: string;
          sm4Key?: string;
          minuteInterval?: number;
        }) => create.mutate({ body: { ...values, pointId: detail.point.id } })}
      >
        <Form.Item name="mn" label="MN" rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="edition" label={t('points.edition')}>
          <Select options={['2005', '2017', '2025'].map((value) => ({ value, label: `HJ 212-${value}` }))} />
        </Form.Item>
        <Form.Item name="minuteInterval" label={t('points.minuteInterval')}>
          <InputNumber min={1} max={60} />
        </Form.Item>
        <Form.Item name="password" label={t('points.passwordSealedNeverShown')}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item name="sm4Key" label={t('points.sm4Key')}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('points.registerTheDevice')}
        </Button>
      </Form>
    </>
  );
}

function Parameters({ detail }: { detail: Detail }): ReactNode {
  const t = useText('registry');
  const put = useRouteMutation(putParameters, { success: t('points.saved') });
  return (
    <Form
      initialValues={{ parameters: detail.parameters }}
      onFinish={(values: { parameters: { code: string; unit?: string | null; public?: boolean }[] }) =>
        put.mutate({
          params: { id: detail.point.id },
          body: {
            parameters: values.parameters.map(({ code, unit, public: open }, sort) => ({
              code,
              unit: unit ?? null,
              public: open ?? true,
              sort,
            })),
          },
        })
      }
    >
      <Form.List name="parameters">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} style={{ display: 'flex', gap: 6 }}>
                <Form.Item name={[field.name, 'code']} rules={[{ required: true }]}>
                  <Input placeholder="a21026" style={{ width: 120 }} />
                </Form.Item>
                <Form.Item name={[field.name, 'unit']}>
                  <Input placeholder="mg/m³" style={{ width: 120 }} />
                </Form.Item>
                <Form.Item name={[field.name, 'public']} valuePropName="checked">
                  <Switch checkedChildren={t('points.public3')} unCheckedChildren={t('points.inside')} />
                </Form.Item>
                <Button onClick={() => remove(field.name)} aria-label={t('points.remove')}>
                  ×
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ public: true })}>{t('points.addARow')}</Button>{' '}
            <Button type="primary" htmlType="submit" loading={put.isPending}>
              {t('points.save')}
            </Button>
          </>
        )}
      </Form.List>
    </Form>
  );
}

function Limits({ detail }: { detail: Detail }): ReactNode {
  const t = useText('registry');
  const create = useRouteMutation(createLimit, {
    refresh: ['registry', 'evaluation'],
    success: t('points.addedWhatItTouchesIs'),
  });
  const end = useRouteMutation(updateLimit, {
    refresh: ['registry', 'evaluation'],
    success: t('points.ended'),
  });
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return (
    <>
      <Table
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 520 }}
        dataSource={detail.limits}
        columns={[
          { title: t('points.factor'), dataIndex: 'code' },
          { title: t('points.basis'), dataIndex: 'basis' },
          {
            title: t('points.limit'),
            render: (_, row) =>
              `${row.lower ?? ''}–${row.upper ?? ''}${row.referenceO2 != null ? ` @${row.referenceO2}%` : ''}`,
          },
          { title: t('points.standard'), dataIndex: 'standard' },
          {
            title: t('points.inForce'),
            render: (_, row) => `${row.effectiveFrom} – ${row.effectiveTo ?? ''}`,
          },
          {
            title: '',
            render: (_, row) =>
              row.effectiveTo ? null : (
                <Popconfirm
                  title={t('points.endOn', { today })}
                  onConfirm={() => {
                    const { id, updatedAt: _u, ...rest } = row;
                    end.mutate({ params: { id }, body: { ...rest, effectiveTo: today } });
                  }}
                >
                  <Button size="small">{t('points.end')}</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      <h4>{t('points.addALimit')}</h4>
      <Form
        layout="vertical"
        initialValues={{ basis: 'hour', measure: 'converted', effectiveFrom: today }}
        onFinish={(values: Static<typeof LimitInput>) =>
          create.mutate({ body: { ...values, pointId: detail.point.id } })
        }
      >
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <Form.Item name="code" label={t('points.factor')} rules={[{ required: true }]}>
            <Select
              style={{ width: 180 }}
              options={detail.parameters.map((one) => ({ value: one.code, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="basis" label={t('points.basis')}>
            <Select
              style={{ width: 100 }}
              options={[
                { value: 'hour', label: t('points.hour') },
                { value: 'day', label: t('points.day') },
              ]}
            />
          </Form.Item>
          <Form.Item name="measure" label={t('points.measure')}>
            <Select
              style={{ width: 110 }}
              options={[
                { value: 'converted', label: t('points.converted') },
                { value: 'actual', label: t('points.actual') },
              ]}
            />
          </Form.Item>
          <Form.Item name="upper" label={t('points.upper')}>
            <InputNumber />
          </Form.Item>
          <Form.Item name="lower" label={t('points.lower')}>
            <InputNumber />
          </Form.Item>
          <Form.Item name="referenceO2" label={t('points.referenceO')}>
            <InputNumber min={0} max={20.9} />
          </Form.Item>
          <Form.Item name="standard" label={t('points.standard')} rules={[{ required: true }]}>
            <Input />
          </Form.Item>
          <Form.Item
            name="effectiveFrom"
            label={t('points.from')}
            rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/ }]}
          >
            <Input style={{ width: 130 }} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('points.add')}
        </Button>
      </Form>
    </>
  );
}
