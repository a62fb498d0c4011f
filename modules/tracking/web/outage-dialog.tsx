import { useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { announceOutage } from '../contract.ts';

interface Values {
  readonly span: readonly [Dayjs, Dayjs];
  readonly reason: string;
}

/** 报备停报. */
export function OutageDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('tracking');
  const [form] = Form.useForm<Values>();
  const announce = useRouteMutation(announceOutage, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('outage.announce')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={announce.isPending}
    >
      <Form<Values>
        form={form}
        name="outage"
        layout="vertical"
        onFinish={({ span: [from, until], reason }) =>
          announce.mutate({
            params: { id },
            body: { from: from.toISOString(), until: until.toISOString(), reason },
          })
        }
      >
        <Form.Item
          name="span"
          label={t('field.window')}
          rules={[{ required: true }]}
          extra={t('outage.hint')}
        >
          <DatePicker.RangePicker showTime style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
