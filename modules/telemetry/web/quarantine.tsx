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
  formatNumber,
  formatTime,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty, Form, Input, Modal, Popconfirm, Segmented, Select, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { dismissQuarantine, listQuarantine, type QuarantineRow } from '../contract.ts';

type Row = Static<typeof QuarantineRow>;

/** Unknown devices: what they send, and the ways to adopt them or put them aside. */
export default function QuarantinePage(): ReactNode {
  const t = useText();
  const [state, setState] = useState('waiting');
  const [adopting, setAdopting] = useState<Row | null>(null);
  const list = useRouteQuery(listQuarantine, { query: { state } }, { refetchMs: 5_000 });
  const dismiss = useRouteMutation(dismissQuarantine, { success: t('已搁置', 'Put aside') });
  return (
    <Page
      title={t('隔离区', 'Quarantine')}
      note={t(
        '未登记的设备也得到应答，其报文留存；收编后自动补为记录',
        'Unknown devices are answered and kept; adopting one turns its frames into records',
      )}
      extra={
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'waiting', label: t('待处理', 'Waiting') },
            { value: 'adopted', label: t('已收编', 'Adopted') },
            { value: 'dismissed', label: t('已搁置', 'Dismissed') },
          ]}
        />
      }
    >
      <QueryState query={list}>
        {list.data?.devices.length === 0 ? (
          <Empty description={t('没有这样的设备', 'No such device')} />
        ) : (
          <div className="table-scroll">
            <Table
              rowKey="mn"
              size="small"
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
                  title: t('协议', 'Edition'),
                  render: (_, row) => `${row.edition ?? '?'} · ST ${row.st ?? '?'}`,
                },
                { title: t('首次', 'First'), dataIndex: 'firstAt', render: (at: string) => formatTime(at) },
                { title: t('最近', 'Last'), dataIndex: 'lastAt', render: (at: string) => formatTime(at) },
                { title: t('帧', 'Frames'), dataIndex: 'frames' },
                {
                  title: t('样本值', 'Sample'),
                  dataIndex: 'sample',
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
                          {t('收编', 'Adopt')}
                        </Button>
                        <Popconfirm
                          title={t(
                            '搁置后不再提示，报文仍在日志中',
                            'It asks no more; its frames stay in the log',
                          )}
                          onConfirm={() =>
                            dismiss.mutate({
                              params: { mn: row.mn },
                              body: { reason: t('人工搁置', 'put aside by hand') },
                            })
                          }
                        >
                          <Button size="small">{t('搁置', 'Dismiss')}</Button>
                        </Popconfirm>
                      </div>
                    ) : (
                      <Tag>{row.state}</Tag>
                    ),
                },
              ]}
            />
          </div>
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
  const t = useText();
  const [mode, setMode] = useState<'existing' | 'new'>('new');
  const [form] = Form.useForm<AdoptValues>();
  const points = useRouteQuery(listPoints, { query: { limit: 1000 } });
  const enterprises = useRouteQuery(listEnterprises, { query: { limit: 1000 } });
  const adopt = useRouteMutation(createDevice, {
    refresh: ['telemetry', 'registry'],
    success: t('已收编，正在补录其报文', 'Adopted; its frames are being recorded'),
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
      title={t('收编设备', 'Adopt device')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={adopt.isPending}
      okText={t('登记', 'Register')}
    >
      <p>
        <code>{row.mn}</code> · {row.frames} {t('帧', 'frames')}
      </p>
      <Segmented
        block
        value={mode}
        onChange={setMode}
        options={[
          { value: 'new', label: t('新建点位', 'New point') },
          { value: 'existing', label: t('已有点位', 'Existing point') },
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
          <Form.Item name="pointId" label={t('点位', 'Point')} rules={[{ required: true }]}>
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
            <Form.Item name="name" label={t('点位名称', 'Point name')} rules={[{ required: true }]}>
              <Input />
            </Form.Item>
            <Form.Item name="code" label={t('点位编码', 'Point code')} rules={[{ required: true }]}>
              <Input />
            </Form.Item>
            <Form.Item name="kind" label={t('要素', 'Medium')} rules={[{ required: true }]}>
              <Select
                options={POINT_KINDS.map((kind) => ({
                  value: kind,
                  label: t(POINT_KIND_TITLES[kind]?.zh ?? kind, POINT_KIND_TITLES[kind]?.en ?? kind),
                }))}
              />
            </Form.Item>
            <Form.Item name="unitPath" label={t('行政单元路径', 'Unit path')} rules={[{ required: true }]}>
              <Input />
            </Form.Item>
            <Form.Item name="enterpriseId" label={t('企业（排放口必填）', 'Enterprise (for outlets)')}>
              <Select
                allowClear
                showSearch
                optionFilterProp="label"
                options={enterprises.data?.enterprises.map((one) => ({ value: one.id, label: one.name }))}
              />
            </Form.Item>
          </>
        )}
        <Form.Item name="edition" label={t('协议版本', 'Edition')}>
          <Select options={['2005', '2017', '2025'].map((value) => ({ value, label: `HJ 212-${value}` }))} />
        </Form.Item>
        <Form.Item
          name="sm4Key"
          label={t('SM4 密钥（加密设备，32 位十六进制）', 'SM4 key (32 hex digits, encrypted devices)')}
        >
          <Input.Password autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
