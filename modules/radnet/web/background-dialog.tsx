import { useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, InputNumber, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { addBackground } from '../contract.ts';

interface Values {
  readonly mean: number;
  readonly sd: number;
  readonly effectiveFrom: Dayjs;
  readonly source: string;
}

/** Enters a background of a station with where it comes from. */
export function BackgroundDialog({ station, onClose }: { station: number; onClose: () => void }): ReactNode {
  const t = useText('radnet');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(addBackground, { success: t('saved'), onSuccess: onClose });
  const required = [{ required: true }];
  return (
    <Modal
      open
      title={t('background.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ effectiveFrom, ...rest }) =>
          save.mutate({
            params: { id: station },
            body: { ...rest, effectiveFrom: effectiveFrom.format('YYYY-MM-DD') },
          })
        }
      >
        <Form.Item name="mean" label={`${t('field.mean')} (nGy/h)`} rules={required}>
          <InputNumber min={0.1} max={10_000} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="sd" label={`${t('field.sd')} (nGy/h)`} rules={required}>
          <InputNumber min={0} max={1_000} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="effectiveFrom" label={t('field.effectiveFrom')} rules={required}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="source" label={t('field.source')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={300} rows={2} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
