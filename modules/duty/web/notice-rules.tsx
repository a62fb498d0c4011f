import {
  DataTable,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, Modal, Popconfirm, Select, Switch, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  addNoticeRule,
  listChannels,
  listNoticeRules,
  type NoticeRule,
  type NoticeRuleInput,
  OCCASIONS,
  putNoticeRule,
  removeNoticeRule,
  SEVERITIES,
} from '../contract.ts';
import { useDutyUnit } from './duty-unit.ts';

/** Who is told of what. A rule reads as a sentence. */
export function NoticeRules(): ReactNode {
  const t = useText('duty');
  const unitName = useUnitName();
  const may = useMay();
  const list = useRouteQuery(listNoticeRules);
  const [editing, setEditing] = useState<NoticeRule | 'new' | null>(null);
  const remove = useRouteMutation(removeNoticeRule, { success: t('rules.removed') });
  const recipient = ({ to }: NoticeRule) =>
    to.kind === 'address' ? to.address : t(to.leadToo ? 'rules.dutyAndLead' : 'rules.dutyOnly');
  return (
    <>
      <div className="filters">
        <span className="muted">{t('rules.note')}</span>
        {may('duty.manage') ? (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('rules.add')}
          </Button>
        ) : null}
      </div>
      <QueryState query={list}>
        <DataTable<NoticeRule>
          name={t('notices.rules')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 800 }}
          locale={{ emptyText: t('rules.none') }}
          dataSource={list.data?.rules ?? []}
          columns={[
            {
              title: t('unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => (
                <>
                  {unitName(row.unitPath)} {row.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
                </>
              ),
            },
            {
              title: t('rule.occasion'),
              value: (row) => t(`occasion.${row.occasion}`),
              render: (_, row) => t(`occasion.${row.occasion}`),
            },
            {
              title: t('rule.severity'),
              value: (row) => t(`severity.${row.severity}`),
              render: (_, row) => t('rules.orWorse', { severity: t(`severity.${row.severity}`) }),
            },
            { title: t('rule.to'), value: recipient, render: (_, row) => recipient(row) },
            {
              title: t('rule.channel'),
              value: (row) => row.channelName ?? t('rules.inbox'),
              render: (_, row) => row.channelName ?? t('rules.inbox'),
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
              render: (_, row) =>
                may('duty.manage', row.unitPath) ? (
                  <span className="nowrap">
                    <Button size="small" type="link" onClick={() => setEditing(row)}>
                      {t('edit')}
                    </Button>
                    <Popconfirm
                      title={t('rules.sure')}
                      onConfirm={() => remove.mutate({ params: { id: row.id } })}
                    >
                      <Button size="small" type="link" danger>
                        {t('remove')}
                      </Button>
                    </Popconfirm>
                  </span>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {editing ? <RuleForm of={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </>
  );
}

interface Values extends Omit<NoticeRuleInput, 'to' | 'channelId'> {
  channelId: number;
  to: 'on-duty' | 'on-duty-lead' | 'address';
  address?: string;
}
/** Stands for messages in the platform, which are no channel. */
const INBOX = 0;

function RuleForm({ of, onClose }: { of: NoticeRule | null; onClose: () => void }): ReactNode {
  const t = useText('duty');
  const may = useMay();
  const [unitPath] = useDutyUnit();
  const channels = useRouteQuery(listChannels);
  const [form] = Form.useForm<Values>();
  const to = Form.useWatch('to', form) ?? 'on-duty';
  const done = { success: t('saved'), onSuccess: onClose };
  const add = useRouteMutation(addNoticeRule, done);
  const put = useRouteMutation(putNoticeRule, done);
  const finish = ({ to: kind, address, channelId, ...values }: Values) => {
    const body: NoticeRuleInput = {
      ...values,
      channelId: channelId === INBOX ? null : channelId,
      to:
        kind === 'address'
          ? { kind: 'address', address: address!.trim() }
          : { kind: 'on-duty', leadToo: kind === 'on-duty-lead' },
    };
    if (of) put.mutate({ params: { id: of.id }, body });
    else add.mutate({ body });
  };
  const initial = of
    ? {
        ...of,
        channelId: of.channelId ?? INBOX,
        to: of.to.kind === 'address' ? 'address' : of.to.leadToo ? 'on-duty-lead' : 'on-duty',
        address: of.to.kind === 'address' ? of.to.address : undefined,
      }
    : {
        unitPath,
        occasion: 'alarm-fired',
        severity: 'critical',
        channelId: INBOX,
        to: 'on-duty',
        enabled: true,
      };
  return (
    <Modal
      open
      title={of ? t('edit') : t('rules.add')}
      okText={t('save')}
      confirmLoading={add.isPending || put.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={initial} onFinish={finish}>
        <Form.Item name="unitPath" label={t('unit')} rules={[{ required: true }]}>
          <UnitSelect everywhere may={(path) => may('duty.manage', path)} />
        </Form.Item>
        <Form.Item name="occasion" label={t('rule.occasion')}>
          <Select options={OCCASIONS.map((value) => ({ value, label: t(`occasion.${value}`) }))} />
        </Form.Item>
        <Form.Item name="severity" label={t('rule.severity')} extra={t('rule.severityHint')}>
          <Select options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))} />
        </Form.Item>
        <Form.Item name="channelId" label={t('rule.channel')}>
          <Select
            options={[
              { value: INBOX, label: t('rules.inbox') },
              ...(channels.data?.channels ?? []).map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        </Form.Item>
        <Form.Item name="to" label={t('rule.to')}>
          <Select
            options={(['on-duty', 'on-duty-lead', 'address'] as const).map((value) => ({
              value,
              label: t(`rules.to.${value}`),
            }))}
          />
        </Form.Item>
        {to === 'address' ? (
          <Form.Item name="address" label={t('rule.address')} rules={[{ required: true, min: 3 }]}>
            <Input maxLength={200} />
          </Form.Item>
        ) : null}
        <Form.Item name="enabled" label={t('enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
