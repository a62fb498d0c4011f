import { DataTable, QueryState, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { App, Button, Form, Input, InputNumber, Modal, Select, Switch, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  addChannel,
  CHANNEL_KINDS,
  type Channel,
  type ChannelInput,
  type ChannelKind,
  listChannels,
  putChannel,
  testChannel,
} from '../contract.ts';

export function Channels(): ReactNode {
  const t = useText('duty');
  const may = useMay('duty.channels', '/');
  const list = useRouteQuery(listChannels);
  const [editing, setEditing] = useState<Channel | 'new' | null>(null);
  const [testing, setTesting] = useState<Channel | null>(null);
  return (
    <>
      <div className="filters">
        <span className="muted">{t('channels.note')}</span>
        {may ? (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('channels.add')}
          </Button>
        ) : null}
      </div>
      <QueryState query={list}>
        <DataTable<Channel>
          name={t('notices.channels')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 640 }}
          locale={{ emptyText: t('channels.none') }}
          dataSource={list.data?.channels ?? []}
          columns={[
            {
              title: t('channel.name'),
              value: (row) => row.name,
              render: (_, row) => (
                <>
                  {row.name} {row.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
                </>
              ),
            },
            {
              title: t('channel.kind'),
              value: (row) => t(`kind.${row.kind}`),
              render: (_, row) => t(`kind.${row.kind}`),
            },
            {
              title: t('channel.where'),
              value: (row) => row.settings.host ?? row.settings.url,
              render: (_, row) => (
                <span className="mono">{row.settings.host ?? row.settings.url ?? '—'}</span>
              ),
            },
            {
              title: t('channel.secret'),
              value: (row) => (row.hasSecret ? t('channel.kept') : '—'),
              render: (_, row) => (row.hasSecret ? t('channel.kept') : '—'),
            },
            {
              title: t('enabled'),
              value: (row) => (row.enabled ? t('yes') : t('no')),
              render: (_, row) => (
                <Tag color={row.enabled ? 'green' : undefined}>{row.enabled ? t('yes') : t('no')}</Tag>
              ),
            },
            {
              title: t('actions'),
              hidden: !may,
              render: (_, row) => (
                <span className="nowrap">
                  <Button size="small" type="link" onClick={() => setEditing(row)}>
                    {t('edit')}
                  </Button>
                  <Button size="small" type="link" onClick={() => setTesting(row)}>
                    {t('channels.test')}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      </QueryState>
      {editing ? (
        <ChannelForm of={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
      {testing ? <ChannelTest of={testing} onClose={() => setTesting(null)} /> : null}
    </>
  );
}

interface Values extends Omit<ChannelInput, 'secret'> {
  secret?: string;
}

function ChannelForm({ of, onClose }: { of: Channel | null; onClose: () => void }): ReactNode {
  const t = useText('duty');
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? of?.kind ?? 'email';
  const done = { success: t('saved'), onSuccess: onClose };
  const add = useRouteMutation(addChannel, done);
  const put = useRouteMutation(putChannel, done);
  const finish = ({ secret, settings, ...values }: Values) => {
    const given = Object.fromEntries(
      Object.entries(settings ?? {}).filter(
        ([, value]) => value !== '' && value !== null && value !== undefined,
      ),
    );
    const body = { ...values, settings: given, ...(secret ? { secret } : {}) };
    if (of) put.mutate({ params: { id: of.id }, body: { ...body, kind: of.kind } });
    else add.mutate({ body });
  };
  return (
    <Modal
      open
      title={of ? of.name : t('channels.add')}
      okText={t('save')}
      confirmLoading={add.isPending || put.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={of ?? { kind: 'email', enabled: true, settings: { secure: true } }}
        onFinish={finish}
      >
        <Form.Item name="kind" label={t('channel.kind')} rules={[{ required: true }]}>
          <Select<ChannelKind>
            disabled={of !== null}
            options={CHANNEL_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t('channel.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        {kind === 'email' ? (
          <>
            <Form.Item name={['settings', 'host']} label={t('channel.host')} rules={[{ required: true }]}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name={['settings', 'port']} label={t('channel.port')}>
              <InputNumber min={1} max={65_535} />
            </Form.Item>
            <Form.Item name={['settings', 'secure']} label={t('channel.secure')} valuePropName="checked">
              <Switch />
            </Form.Item>
            <Form.Item name={['settings', 'from']} label={t('channel.from')} rules={[{ required: true }]}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name={['settings', 'user']} label={t('channel.user')}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
          </>
        ) : null}
        {kind === 'webhook' || kind === 'sms' ? (
          <Form.Item
            name={['settings', 'url']}
            label={t('channel.url')}
            rules={[{ required: true, pattern: /^https?:\/\/\S+$/ }]}
            extra={t(`channel.about.${kind}`)}
          >
            <Input maxLength={500} />
          </Form.Item>
        ) : null}
        {kind === 'record' ? (
          <p className="muted">{t('channel.about.record')}</p>
        ) : (
          <Form.Item
            name="secret"
            label={t(kind === 'email' ? 'channel.password' : 'channel.key')}
            extra={of?.hasSecret ? t('channel.keeps') : undefined}
          >
            <Input.Password maxLength={500} autoComplete="new-password" />
          </Form.Item>
        )}
        <Form.Item name="enabled" label={t('enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function ChannelTest({ of, onClose }: { of: Channel; onClose: () => void }): ReactNode {
  const t = useText('duty');
  const { message, notification } = App.useApp();
  const [form] = Form.useForm<{ to: string }>();
  const test = useRouteMutation(testChannel, {
    onSuccess: ({ state, error }) => {
      if (state === 'failed') notification.error({ title: t('channels.failed'), description: error });
      else {
        void message.success(t(`channels.${state}`));
        onClose();
      }
    },
  });
  return (
    <Modal
      open
      title={`${t('channels.test')}：${of.name}`}
      okText={t('channels.send')}
      confirmLoading={test.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(body) => test.mutate({ params: { id: of.id }, body })}>
        <Form.Item name="to" label={t('channels.to')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
