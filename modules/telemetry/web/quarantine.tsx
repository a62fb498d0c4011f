import { Link } from '@tanstack/react-router';
import { call, type Static } from '@tarim/platform/contract';
import {
  createDevice,
  createPoint,
  listEnterprises,
  listPoints,
  POINT_KINDS,
} from '@tarim/registry/contract';
import {
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty, Form, Input, Modal, Popconfirm, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { dismissQuarantine, listQuarantine, type QuarantineRow } from '../contract.ts';

type Row = Static<typeof QuarantineRow>;

/** Unknown devices: what they send, and the ways to adopt them or put them aside. */
export default function QuarantinePage(): ReactNode {
  const t = useText('telemetry');
  const [state, setState] = useState('waiting');
  const [adopting, setAdopting] = useState<Row | null>(null);
  const list = useRouteQuery(listQuarantine, { query: { state } }, { refetchMs: 5_000 });
  const dismiss = useRouteMutation(dismissQuarantine, { success: t('quarantine.putAside') });
  return (
    <Page
      title={t('quarantine.quarantine')}
      note={t('quarantine.unknownDevicesAreAnsweredAnd')}
      extra={
        <Segmented
          aria-label={t('quarantine.state')}
          value={state}
          onChange={setState}
          options={[
            { value: 'waiting', label: t('quarantine.waiting') },
            { value: 'adopted', label: t('quarantine.adopted') },
            { value: 'dismissed', label: t('quarantine.dismissed') },
          ]}
        />
      }
    >
      <QueryState query={list}>
        {list.data?.devices.length === 0 ? (
          <Empty description={t('quarantine.noSuchDevice')} />
        ) : (
          <DataTable
            name={t('quarantine.quarantine')}
            rowKey="mn"
            pagination={false}
            scroll={{ x: 860 }}
            dataSource={list.data?.devices ?? []}
            columns={[
              {
                title: 'MN',
                dataIndex: 'mn',
                render: (mn: string, row) => (
                  <>
                    <Link to={`/frames?mn=${mn}` as string}>
                      <code>{mn}</code>
                    </Link>
                    <br />
                    <small className="muted">{row.remote}</small>
                  </>
                ),
              },
              {
                title: t('quarantine.edition'),
                value: (row) => `${row.edition ?? ''} ${row.st ?? ''}`.trim(),
                render: (_, row) => `${row.edition ?? '?'} · ST ${row.st ?? '?'}`,
              },
              {
                title: t('quarantine.first'),
                dataIndex: 'firstAt',
                value: (row) => instant(row.firstAt),
                render: (at: string) => formatTime(at),
              },
              {
                title: t('quarantine.last'),
                dataIndex: 'lastAt',
                value: (row) => instant(row.lastAt),
                render: (at: string) => formatTime(at),
              },
              { title: t('quarantine.frames'), dataIndex: 'frames' },
              {
                title: t('quarantine.sample'),
                dataIndex: 'sample',
                value: (row) =>
                  Object.entries(row.sample)
                    .map(([code, value]) => `${code} ${formatNumber(value, 2)}`)
                    .join('、'),
                render: (sample: Record<string, number | null>) => (
                  <div style={{ maxWidth: 320 }}>
                    {Object.entries(sample)
                      .slice(0, 8)
                      .map(([code, value]) => (
                        <Tag key={code}>
                          {code} {formatNumber(value, 2)}
                        </Tag>
                      ))}
                  </div>
                ),
              },
              {
                title: '',
                render: (_, row) =>
                  row.state === 'waiting' ? (
                    <div style={{ display: 'flex', gap: 6 }}>
                      <Button type="primary" size="small" onClick={() => setAdopting(row)}>
                        {t('quarantine.adopt')}
                      </Button>
                      <Popconfirm
                        title={t('quarantine.itAsksNoMoreIts')}
                        onConfirm={() =>
                          dismiss.mutate({
                            params: { mn: row.mn },
                            body: { reason: t('quarantine.putAsideByHand') },
                          })
                        }
                      >
                        <Button size="small">{t('quarantine.dismiss')}</Button>
                      </Popconfirm>
                    </div>
                  ) : (
                    <Tag>{row.state}</Tag>
                  ),
              },
            ]}
          />
        )}
      </QueryState>
      {adopting ? <AdoptForm row={adopting} onClose={() => setAdopting(null)} /> : null}
    </Page>
  );
}

interface AdoptValues {
  pointId?: number;
  name?: string;
  code?: string;
  kind?: Static<typeof createPoint.body & object>['kind'];
  unitPath?: string;
  enterpriseId?: number;
  edition: '2005' | '2017' | '2025';
  sm4Key?: string;
}

function AdoptForm({ row, onClose }: { row: Row; onClose: () => void }): ReactNode {
  const t = useText('telemetry');
  const [mode, setMode] = useState<'existing' | 'new'>('new');
  const [form] = Form.useForm<AdoptValues>();
  const points = useRouteQuery(listPoints, { query: { limit: 1000 } });
  const enterprises = useRouteQuery(listEnterprises, { query: { limit: 1000 } });
  const adopt = useRouteMutation(createDevice, {
    refresh: ['telemetry', 'registry'],
    success: t('quarantine.adoptedItsFramesAreBeing'),
    onSuccess: onClose,
  });
  const guess =
    row.st === '22'
      ? 'air'
      : row.st === '32'
        ? 'outlet-water'
        : row.st === '21'
          ? 'surface-water'
          : row.st === '23'
            ? 'noise'
            : 'outlet-gas';
  const save = async (values: AdoptValues) => {
    let pointId = values.pointId;
    if (mode === 'new') {
      const point = await call(createPoint, {
        body: {
          code: values.code!,
          name: values.name!,
          kind: values.kind as never,
          unitPath: values.unitPath!,
          enterpriseId: values.enterpriseId ?? null,
          public: false,
        },
      });
      pointId = point.id;
    }
    adopt.mutate({
      body: {
        mn: row.mn,
        pointId: pointId!,
        edition: values.edition,
        transport: 'tcp',
        sm4Key: values.sm4Key || null,
      },
    });
  };
  return (
    <Modal
      open
      title={t('quarantine.adoptDevice')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={adopt.isPending}
      okText={t('quarantine.register')}
    >
      <p>
        <code>{row.mn}</code> · {row.frames} {t('quarantine.frames2')}
      </p>
      <Segmented
        block
        aria-label={t('quarantine.point')}
        value={mode}
        onChange={setMode}
        options={[
          { value: 'new', label: t('quarantine.newPoint') },
          { value: 'existing', label: t('quarantine.existingPoint') },
        ]}
        style={{ marginBottom: 12 }}
      />
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => void save(values)}
        initialValues={{
          edition: row.edition ?? '2017',
          kind: guess,
          code: `P-${row.mn.slice(-6)}`,
          unitPath: '/650000/650100/',
        }}
      >
        {mode === 'existing' ? (
          <Form.Item name="pointId" label={t('quarantine.point')} rules={[{ required: true }]}>
            <Select
              showSearch
              optionFilterProp="label"
              options={points.data?.points.map((one) => ({
                value: one.id,
                label: `${one.name} ${one.code}`,
              }))}
            />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="name" label={t('quarantine.pointName')} rules={[{ required: true }]}>
              <Input />
            </Form.Item>
            <Form.Item name="code" label={t('quarantine.pointCode')} rules={[{ required: true }]}>
              <Input />
            </Form.Item>
            <Form.Item name="kind" label={t('quarantine.medium')} rules={[{ required: true }]}>
              <Select
                options={POINT_KINDS.map((kind) => ({
                  value: kind,
                  label: t(POINT_KIND_TITLES[kind]?.title ?? kind),
                }))}
              />
            </Form.Item>
            <Form.Item name="unitPath" label={t('quarantine.unitPath')} rules={[{ required: true }]}>
              <Input />
            </Form.Item>
            <Form.Item name="enterpriseId" label={t('quarantine.enterpriseForOutlets')}>
              <Select
                allowClear
                showSearch
                optionFilterProp="label"
                options={enterprises.data?.enterprises.map((one) => ({ value: one.id, label: one.name }))}
              />
            </Form.Item>
          </>
        )}
        <Form.Item name="edition" label={t('quarantine.edition2')}>
          <Select options={['2005', '2017', '2025'].map((value) => ({ value, label: `HJ 212-${value}` }))} />
        </Form.Item>
        <Form.Item name="sm4Key" label={t('quarantine.sm4Key32HexDigits')}>
          <Input.Password autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
