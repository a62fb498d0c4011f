import { useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { settleAccident } from '../contract.ts';

/** 事故终止: what shows that it is over. */
export function EndDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('tracking');
  const [form] = Form.useForm<{ note: string }>();
  const end = useRouteMutation(settleAccident, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('accident.end')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={end.isPending}
    >
      <Form
        form={form}
        name="end"
        layout="vertical"
        onFinish={({ note }) => end.mutate({ params: { id }, body: { act: 'ended', note } })}
      >
        <Form.Item name="note" label={t('accident.endReason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
