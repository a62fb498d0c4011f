import { useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { CONCLUSIONS, type Conclusion, closeFinding } from '../contract.ts';

/** Closes a finding with what it was and how that is known. */
export function CloseDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('radnet');
  const [form] = Form.useForm<{ conclusion: Conclusion; note: string }>();
  const close = useRouteMutation(closeFinding, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('finding.close')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={close.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(body) => close.mutate({ params: { id }, body })}>
        <Form.Item name="conclusion" label={t('field.conclusion')} rules={[{ required: true }]}>
          <Select options={CONCLUSIONS.map((one) => ({ value: one, label: t(`conclusion.${one}`) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('finding.note')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={1_000} rows={3} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
