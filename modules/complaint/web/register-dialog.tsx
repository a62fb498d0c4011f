import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Alert, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import {
  CHANNELS,
  type Channel,
  COMPLAINT_KINDS,
  type ComplaintKind,
  registerComplaint,
} from '../contract.ts';

interface Values {
  readonly channel: Channel;
  readonly kind: ComplaintKind;
  readonly unitPath: string;
  readonly object?: string;
  readonly facts: string;
  readonly address?: string;
  readonly happenedOn?: Dayjs;
  readonly name?: string;
  readonly contact?: string;
}

/** 登记电话、来信、来访的举报; number and code are told to the reporter. */
export function RegisterDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('complaint');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const [receipt, setReceipt] = useState<{ number: string; code: string } | null>(null);
  const save = useRouteMutation(registerComplaint, { success: t('saved'), onSuccess: setReceipt });
  const send = (values: Values) =>
    save.mutate({
      body: {
        channel: values.channel,
        kind: values.kind,
        unitPath: values.unitPath,
        object: values.object ?? '',
        facts: values.facts,
        address: values.address ?? '',
        happenedOn: values.happenedOn?.format('YYYY-MM-DD') ?? null,
        place: null,
        photos: [],
        name: values.name ?? '',
        contact: values.contact ?? '',
      },
    });
  if (receipt)
    return (
      <Modal open title={t('registered.title')} onCancel={onClose} onOk={onClose}>
        <Alert type="warning" showIcon title={t('registered.tell')} />
        <p>
          {t('field.number')} <code>{receipt.number}</code>
        </p>
        <p>
          {t('registered.code')} <code>{receipt.code}</code>
        </p>
      </Modal>
    );
  return (
    <Modal
      open
      title={t('files.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" initialValues={{ channel: 'hotline' }} onFinish={send}>
        <Form.Item name="channel" label={t('field.channel')} rules={[{ required: true }]}>
          <Select options={CHANNELS.map((one) => ({ value: one, label: t(`channel.${one}`) }))} />
        </Form.Item>
        <Form.Item name="kind" label={t('field.kind')} rules={[{ required: true }]}>
          <Select options={COMPLAINT_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))} />
        </Form.Item>
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect may={(path) => may('complaint.handle', path)} />
        </Form.Item>
        <Form.Item name="object" label={t('field.object')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="facts"
          label={t('field.facts')}
          rules={[{ required: true, whitespace: true, min: 5 }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item name="address" label={t('field.address')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="happenedOn" label={t('field.happenedOn')}>
          <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="name" label={t('field.name')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="contact" label={t('field.contact')}>
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
