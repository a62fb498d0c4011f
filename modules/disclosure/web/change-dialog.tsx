import { useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { type Publication, setPublication } from '../contract.ts';

export interface Change {
  readonly subject: Publication['subject'];
  readonly key: string;
  readonly name: string;
  /** false: hide; true: show again. */
  readonly show: boolean;
}

/** Asks for the reason: it is what a later reader of the audit has. */
export function ChangeDialog({ change, onClose }: { change: Change; onClose: () => void }): ReactNode {
  const t = useText('disclosure');
  const [form] = Form.useForm<{ reason: string }>();
  const { subject, key, name, show } = change;
  const set = useRouteMutation(setPublication, {
    success: t(show ? 'change.shown' : 'change.hidden'),
    onSuccess: onClose,
  });
  return (
    <Modal
      open
      title={t(show ? 'change.showTitle' : 'change.hideTitle', { name })}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={set.isPending}
      okText={t('change.confirm')}
      okButtonProps={{ danger: !show }}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) => set.mutate({ body: { subject, key, public: show ? null : false, reason } })}
      >
        <Form.Item name="reason" label={t('change.reason')} rules={[{ required: true, min: 2, max: 500 }]}>
          <Input.TextArea rows={3} placeholder={t('change.reasonExample')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
