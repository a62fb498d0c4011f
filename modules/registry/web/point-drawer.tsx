import type { Static } from '@tarim/platform/contract';
import { POINT_KIND_TITLES, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Drawer, Form, Input, InputNumber, Popconfirm, Select, Switch, Tabs, Tag } from 'antd';
import type { ReactNode } from 'react';
import {
  closePoint,
  createDevice,
  createPoint,
  getPoint,
  listEnterprises,
  POINT_KINDS,
  type PointInput,
  putParameters,
  updatePoint,
} from '../contract.ts';
import { type PointDetail, PointLimits } from './point-limits.tsx';

/** One point: its own fields, devices, parameters, limits; without an id, a new one. */
export function PointDrawer({
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
          { key: 'limits', label: t('points.limits'), children: <PointLimits detail={detail.data} /> },
        ]}
      />
    </Drawer>
  );
}

function Devices({ detail }: { detail: PointDetail }): ReactNode {
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

function Parameters({ detail }: { detail: PointDetail }): ReactNode {
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
                  <Input aria-label={t('points.factor')} placeholder="a21026" style={{ width: 120 }} />
                </Form.Item>
                <Form.Item name={[field.name, 'unit']}>
                  <Input aria-label={t('points.measuredIn')} placeholder="mg/m³" style={{ width: 120 }} />
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
