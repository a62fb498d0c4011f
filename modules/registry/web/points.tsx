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
  const t = useText();
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<(typeof POINT_KINDS)[number] | undefined>();
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const list = useRouteQuery(listPoints, { query: { q: q || undefined, kind, limit: 1000 } });
  return (
    <Page
      title={t('点位、设备与限值', 'Points, devices and limits')}
      extra={
        <Button type="primary" onClick={() => setOpen('new')}>
          {t('登记点位', 'Register a point')}
        </Button>
      }
    >
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Input.Search
          allowClear
          style={{ width: 280 }}
          placeholder={t('名称、编码、企业或 MN', 'Name, code, enterprise or MN')}
          onSearch={setQ}
        />
        <Select
          allowClear
          style={{ width: 160 }}
          placeholder={t('全部要素', 'All media')}
          value={kind}
          onChange={setKind}
          options={POINT_KINDS.map((value) => ({
            value,
            label: t(POINT_KIND_TITLES[value]?.zh ?? value, POINT_KIND_TITLES[value]?.en ?? value),
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
                title: t('名称', 'Name'),
                render: (_, row) => (
                  <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row.id)}>
                    {row.name}
                  </Button>
                ),
              },
              { title: t('编码', 'Code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
              {
                title: t('要素', 'Medium'),
                dataIndex: 'kind',
                render: (value: string) =>
                  t(POINT_KIND_TITLES[value]?.zh ?? value, POINT_KIND_TITLES[value]?.en ?? value),
              },
              { title: t('企业', 'Enterprise'), dataIndex: 'enterpriseName' },
              { title: t('单元', 'Unit'), dataIndex: 'unitPath' },
              {
                title: t('公开', 'Public'),
                dataIndex: 'public',
                render: (value: boolean) =>
                  value ? <Tag color="green">{t('公开', 'yes')}</Tag> : <Tag>{t('内部', 'no')}</Tag>,
              },
              {
                title: '',
                render: (_, row) => <Link to={`/points/${row.id}` as string}>{t('数据', 'data')}</Link>,
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
  const t = useText();
  const detail = useRouteQuery(getPoint, { params: { id: id ?? 0 } }, { enabled: id !== null });
  const enterprises = useRouteQuery(listEnterprises, { query: { limit: 1000 } });
  const create = useRouteMutation(createPoint, {
    success: t('已登记', 'Registered'),
    onSuccess: (point) => onCreated(point.id),
  });
  const update = useRouteMutation(updatePoint, { success: t('已保存', 'Saved') });
  const close = useRouteMutation(closePoint, { success: t('已停用', 'Closed'), onSuccess: onClose });
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
      <Form.Item name="name" label={t('名称', 'Name')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="code" label={t('编码', 'Code')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="kind" label={t('要素', 'Medium')}>
        <Select
          options={POINT_KINDS.map((value) => ({
            value,
            label: t(POINT_KIND_TITLES[value]?.zh ?? value, POINT_KIND_TITLES[value]?.en ?? value),
          }))}
        />
      </Form.Item>
      <Form.Item name="unitPath" label={t('行政单元路径', 'Unit path')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="enterpriseId" label={t('企业', 'Enterprise')}>
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          options={enterprises.data?.enterprises.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <div style={{ display: 'flex', gap: 8 }}>
        <Form.Item name="lon" label={t('经度', 'Longitude')}>
          <InputNumber />
        </Form.Item>
        <Form.Item name="lat" label={t('纬度', 'Latitude')}>
          <InputNumber />
        </Form.Item>
        <Form.Item name="public" label={t('对外公开', 'Public')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
      <div style={{ display: 'flex', gap: 8 }}>
        <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
          {t('保存', 'Save')}
        </Button>
        {id === null ? null : (
          <Popconfirm
            title={t(
              '停用后不再期待它的数据；已有数据仍可查看。',
              'No data are expected any more; what is there stays readable.',
            )}
            onConfirm={() =>
              close.mutate({ params: { id }, body: { reason: t('人工停用', 'closed by hand') } })
            }
          >
            <Button danger>{t('停用', 'Close')}</Button>
          </Popconfirm>
        )}
      </div>
    </Form>
  );
  if (!detail.data || id === null)
    return (
      <Drawer open size={640} onClose={onClose} title={t('登记点位', 'Register a point')}>
        {form}
      </Drawer>
    );
  return (
    <Drawer open size={680} onClose={onClose} title={point?.name}>
      <Tabs
        items={[
          { key: 'point', label: t('点位', 'Point'), children: form },
          { key: 'devices', label: t('数采仪', 'Devices'), children: <Devices detail={detail.data} /> },
          {
            key: 'parameters',
            label: t('参数', 'Parameters'),
            children: <Parameters detail={detail.data} />,
          },
          { key: 'limits', label: t('限值', 'Limits'), children: <Limits detail={detail.data} /> },
        ]}
      />
    </Drawer>
  );
}

type Detail = Static<NonNullable<typeof getPoint.response>>;

function Devices({ detail }: { detail: Detail }): ReactNode {
  const t = useText();
  const create = useRouteMutation(createDevice, { success: t('已登记', 'Registered') });
  return (
    <>
      <ul className="steps">
        {detail.devices.map((device) => (
          <li key={device.id}>
            <code>{device.mn}</code> HJ 212-{device.edition} · {device.transport}{' '}
            {device.hasKey ? <Tag>SM4</Tag> : null}
            {device.active ? null : <Tag>{t('停用', 'closed')}</Tag>}
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
        <Form.Item name="edition" label={t('协议版本', 'Edition')}>
          <Select options={['2005', '2017', '2025'].map((value) => ({ value, label: `HJ 212-${value}` }))} />
        </Form.Item>
        <Form.Item name="minuteInterval" label={t('分钟间隔', 'Minute interval')}>
          <InputNumber min={1} max={60} />
        </Form.Item>
        <Form.Item name="password" label={t('访问密码（封存，不再显示）', 'Password (sealed, never shown)')}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item name="sm4Key" label={t('SM4 密钥', 'SM4 key')}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('登记数采仪', 'Register the device')}
        </Button>
      </Form>
    </>
  );
}

function Parameters({ detail }: { detail: Detail }): ReactNode {
  const t = useText();
  const put = useRouteMutation(putParameters, { success: t('已保存', 'Saved') });
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
                  <Switch checkedChildren={t('公开', 'public')} unCheckedChildren={t('内部', 'inside')} />
                </Form.Item>
                <Button onClick={() => remove(field.name)} aria-label={t('删除', 'Remove')}>
                  ×
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ public: true })}>{t('加一行', 'Add a row')}</Button>{' '}
            <Button type="primary" htmlType="submit" loading={put.isPending}>
              {t('保存', 'Save')}
            </Button>
          </>
        )}
      </Form.List>
    </Form>
  );
}

function Limits({ detail }: { detail: Detail }): ReactNode {
  const t = useText();
  const create = useRouteMutation(createLimit, {
    refresh: ['registry', 'evaluation'],
    success: t('已新增，相关时段将重新评判', 'Added; what it touches is judged again'),
  });
  const end = useRouteMutation(updateLimit, {
    refresh: ['registry', 'evaluation'],
    success: t('已结束', 'Ended'),
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
          { title: t('因子', 'Factor'), dataIndex: 'code' },
          { title: t('周期', 'Basis'), dataIndex: 'basis' },
          {
            title: t('限值', 'Limit'),
            render: (_, row) =>
              `${row.lower ?? ''}–${row.upper ?? ''}${row.referenceO2 != null ? ` @${row.referenceO2}%` : ''}`,
          },
          { title: t('标准', 'Standard'), dataIndex: 'standard' },
          {
            title: t('有效期', 'In force'),
            render: (_, row) => `${row.effectiveFrom} – ${row.effectiveTo ?? ''}`,
          },
          {
            title: '',
            render: (_, row) =>
              row.effectiveTo ? null : (
                <Popconfirm
                  title={t(`到 ${today} 为止？`, `End on ${today}?`)}
                  onConfirm={() => {
                    const { id, updatedAt: _u, ...rest } = row;
                    end.mutate({ params: { id }, body: { ...rest, effectiveTo: today } });
                  }}
                >
                  <Button size="small">{t('结束', 'End')}</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      <h4>{t('新增限值', 'Add a limit')}</h4>
      <Form
        layout="vertical"
        initialValues={{ basis: 'hour', measure: 'converted', effectiveFrom: today }}
        onFinish={(values: Static<typeof LimitInput>) =>
          create.mutate({ body: { ...values, pointId: detail.point.id } })
        }
      >
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <Form.Item name="code" label={t('因子', 'Factor')} rules={[{ required: true }]}>
            <Select
              style={{ width: 180 }}
              options={detail.parameters.map((one) => ({ value: one.code, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="basis" label={t('周期', 'Basis')}>
            <Select
              style={{ width: 100 }}
              options={[
                { value: 'hour', label: t('小时', 'hour') },
                { value: 'day', label: t('日', 'day') },
              ]}
            />
          </Form.Item>
          <Form.Item name="measure" label={t('评判量', 'Measure')}>
            <Select
              style={{ width: 110 }}
              options={[
                { value: 'converted', label: t('折算', 'converted') },
                { value: 'actual', label: t('实测', 'actual') },
              ]}
            />
          </Form.Item>
          <Form.Item name="upper" label={t('上限', 'Upper')}>
            <InputNumber />
          </Form.Item>
          <Form.Item name="lower" label={t('下限', 'Lower')}>
            <InputNumber />
          </Form.Item>
          <Form.Item name="referenceO2" label={t('基准氧 %', 'Reference O₂ %')}>
            <InputNumber min={0} max={20.9} />
          </Form.Item>
          <Form.Item name="standard" label={t('标准', 'Standard')} rules={[{ required: true }]}>
            <Input />
          </Form.Item>
          <Form.Item
            name="effectiveFrom"
            label={t('生效日期', 'From')}
            rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/ }]}
          >
            <Input style={{ width: 130 }} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('新增', 'Add')}
        </Button>
      </Form>
    </>
  );
}
