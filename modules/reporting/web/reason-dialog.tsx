import { useText } from '@tarim/ui';
import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';

/** Asks for the reason: it is what a later reader has. */
export function ReasonDialog({
  title,
  ok,
  busy,
  onOk,
  onClose,
}: {
  title: string;
  ok: string;
  busy: boolean;
  onOk: (reason: string) => void;
  onClose: () => void;
}): ReactNode {
  const t = useText('reporting');
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal open title={title} okText={ok} confirmLoading={busy} onOk={() => form.submit()} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={({ reason }) => onOk(reason.trim())}>
        <Form.Item
          name="reason"
          label={t('field.reason')}
          rules={[{ required: true, min: 2, max: 500, whitespace: true }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
