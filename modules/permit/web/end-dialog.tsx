import { useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { endPermit } from '../contract.ts';

interface Values {
  readonly act: 'cancel' | 'revoke';
  readonly on: Dayjs;
  readonly reason: string;
}

/** 注销、撤销, with its reason. */
export function EndDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('permit');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(endPermit, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('permit.end')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ act: 'cancel', on: dayjs() }}
        onFinish={({ on, ...values }) =>
          save.mutate({ params: { id }, body: { ...values, on: on.format('YYYY-MM-DD') } })
        }
      >
        <Form.Item name="act" label={t('permit.end')} rules={[{ required: true }]}>
          <Select
            options={(['cancel', 'revoke'] as const).map((one) => ({ value: one, label: t(`act.${one}`) }))}
          />
        </Form.Item>
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DatePicker maxDate={dayjs()} />
        </Form.Item>
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
