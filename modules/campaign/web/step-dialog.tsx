import { useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { type CampaignAct, type CampaignDetail, stepCampaign } from '../contract.ts';

/** Issues, starts, sums up, closes or cancels. */
export function StepDialog({
  one,
  act,
  onClose,
}: {
  one: CampaignDetail;
  act: CampaignAct;
  onClose: () => void;
}): ReactNode {
  const t = useText('campaign');
  const [form] = Form.useForm<{ note?: string }>();
  const step = useRouteMutation(stepCampaign, { success: t('step.done'), onSuccess: onClose });
  const needed = act === 'close' || act === 'cancel';
  const hint = act === 'close' ? t('step.closeHint') : act === 'cancel' ? t('step.cancelHint') : undefined;
  return (
    <Modal
      open
      title={`${t(`act.${act}`)} · ${one.title}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={step.isPending}
    >
      <Form
        form={form}
        name="step"
        layout="vertical"
        onFinish={({ note }) =>
          step.mutate({ params: { id: one.id }, body: { act, note: note?.trim() ?? '' } })
        }
      >
        <Form.Item
          name="note"
          label={t('field.note')}
          extra={hint}
          rules={needed ? [{ required: true, whitespace: true }] : []}
        >
          <Input.TextArea rows={5} maxLength={4000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
