import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  useCursor,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Card, Form, Input, Modal, Select, Space, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type FieldActRow, type FieldDevice, listActs, listDevices, revokeDevice } from '../contract.ts';

type State = FieldActRow['state'];
const STATES: readonly State[] = ['received', 'applied', 'refused'];
const COLOURS: Readonly<Record<State, string>> = { received: 'blue', applied: 'green', refused: 'red' };
/** A clock that is further off is worth a look. */
const CLOCK_MS = 120_000;

/** 外业设备 and 上报记录. */
export default function FieldPage(): ReactNode {
  const t = useText('field');
  return (
    <Page
      title={t('page.title')}
      note={t('page.note')}
      extra={
        <Button href="/field" target="_blank">
          {t('page.open')}
        </Button>
      }
    >
      <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
        <Devices />
        <Acts />
      </Space>
    </Page>
  );
}

function Devices(): ReactNode {
  const t = useText('field');
  const list = useRouteQuery(listDevices, {});
  const [lost, setLost] = useState<FieldDevice | null>(null);
  return (
    <Card size="small" title={t('devices')}>
      <QueryState query={list}>
        <DataTable
          name={t('devices')}
          rowKey="id"
          scroll={{ x: 800 }}
          locale={{ emptyText: t('devices.none') }}
          dataSource={list.data?.devices ?? []}
          columns={[
            { title: t('device.user'), dataIndex: 'user' },
            { title: t('device.name'), dataIndex: 'name' },
            {
              title: t('device.seenAt'),
              value: (row) => instant(row.seenAt),
              className: 'nowrap',
              render: (_, row) => formatTime(row.seenAt, 'full'),
            },
            { title: t('device.sent'), dataIndex: 'sent' },
            {
              title: t('device.clock'),
              value: (row) => row.clockMs,
              render: (_, row) =>
                row.clockMs === null ? (
                  '—'
                ) : (
                  <span className={Math.abs(row.clockMs) > CLOCK_MS ? 'bad' : undefined}>
                    {t('device.seconds', { n: Math.round(row.clockMs / 1_000) + 0 })}
                  </span>
                ),
            },
            {
              title: t('device.state'),
              value: (row) => (row.revokedAt ? t('device.revoked') : t('device.live')),
              render: (_, row) =>
                row.revokedAt ? (
                  <span>
                    <Tag color="red">{t('device.revoked')}</Tag>
                    {row.revokedBy} · {formatTime(row.revokedAt)} · {row.revokeReason}
                  </span>
                ) : (
                  <Space>
                    <Tag color="green">{t('device.live')}</Tag>
                    <Button size="small" danger onClick={() => setLost(row)}>
                      {t('device.revoke')}
                    </Button>
                  </Space>
                ),
            },
          ]}
        />
      </QueryState>
      {lost ? <RevokeDialog device={lost} onClose={() => setLost(null)} /> : null}
    </Card>
  );
}

function RevokeDialog({ device, onClose }: { device: FieldDevice; onClose: () => void }): ReactNode {
  const t = useText('field');
  const [form] = Form.useForm<{ reason: string }>();
  const revoke = useRouteMutation(revokeDevice, { success: t('device.revoked'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('device.revoke')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={revoke.isPending}
      okButtonProps={{ danger: true }}
    >
      <p>{t('revoke.about', { user: device.user, name: device.name })}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) => revoke.mutate({ params: { id: device.id }, body: { reason } })}
      >
        <Form.Item
          name="reason"
          label={t('revoke.reason')}
          rules={[{ required: true, message: t('required') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Acts(): ReactNode {
  const t = useText('field');
  const at = useCursor<string>();
  const [state, setState] = useState<State | undefined>();
  const list = useRouteQuery(listActs, { query: { state, before: at.cursor } });
  return (
    <Card
      size="small"
      title={t('acts')}
      extra={
        <Select
          allowClear
          aria-label={t('act.state')}
          placeholder={t('act.state')}
          style={{ minWidth: 130 }}
          value={state}
          onChange={(value) => {
            setState(value);
            at.reset();
          }}
          options={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      }
    >
      <QueryState query={list}>
        <DataTable
          name={t('acts')}
          rowKey="id"
          sortable={false}
          pagination={false}
          scroll={{ x: 900 }}
          locale={{ emptyText: t('acts.none') }}
          dataSource={list.data?.acts ?? []}
          columns={[
            { title: t('act.title'), dataIndex: 'title' },
            { title: t('act.user'), dataIndex: 'user' },
            {
              title: t('act.madeAt'),
              value: (row) => instant(row.madeAt),
              className: 'nowrap',
              render: (_, row) => formatTime(row.madeAt, 'full'),
            },
            {
              title: t('act.receivedAt'),
              value: (row) => instant(row.receivedAt),
              className: 'nowrap',
              render: (_, row) => formatTime(row.receivedAt, 'full'),
            },
            { title: t('act.evidence'), dataIndex: 'evidence' },
            {
              title: t('act.chain'),
              value: (row) => (row.chained ? t('chain.whole') : t('chain.broken')),
              render: (_, row) => (
                <Tag color={row.chained ? undefined : 'red'}>
                  {row.chained ? t('chain.whole') : t('chain.broken')}
                </Tag>
              ),
            },
            {
              title: t('act.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => (
                <span>
                  <Tag color={COLOURS[row.state]}>{t(`state.${row.state}`)}</Tag>
                  {row.reason}
                </span>
              ),
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next ?? undefined} busy={list.isPlaceholderData} />
      </QueryState>
    </Card>
  );
}
