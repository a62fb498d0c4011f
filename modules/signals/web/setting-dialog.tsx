import { formatTime, useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal, Switch } from 'antd';
import type { ReactNode } from 'react';
import { type DetectorRow, saveSetting } from '../contract.ts';
import { detectorName } from './words.tsx';

/** A new version of how a detector is run; older versions stay readable below. */
export function SettingDialog({ row, onClose }: { row: DetectorRow; onClose: () => void }): ReactNode {
  const t = useText('signals');
  const [form] = Form.useForm();
  const save = useRouteMutation(saveSetting, { success: t('detectors.saved'), onSuccess: onClose });
  const rules = [{ required: true, message: t('required') }];
  const words = (reason: string) => (reason === 'factory' ? t('detectors.factory') : reason);
  return (
    <Modal
      open
      title={detectorName(t, row.detector)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          enabled: row.setting.enabled,
          threshold: row.setting.threshold,
          windowDays: row.setting.windowDays,
        }}
        onFinish={(body) => save.mutate({ params: { detector: row.detector }, body })}
      >
        <Form.Item name="enabled" label={t('detectors.on')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="threshold" label={t('detectors.thresholdHint')} rules={rules}>
          <InputNumber min={0.01} max={1} step={0.01} />
        </Form.Item>
        <Form.Item name="windowDays" label={t('detectors.windowDays')} rules={rules}>
          <InputNumber min={7} max={366} precision={0} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('detectors.reason')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      <ul className="steps">
        {[row.setting, ...row.versions].map((one) => (
          <li key={one.version}>
            {t('detectors.version', { n: one.version })} · {one.threshold} ·{' '}
            {t('detectors.days', { n: one.windowDays })}{' '}
            <span className="muted">
              {one.by} {one.version === 0 ? '' : formatTime(one.at, 'full')} {words(one.reason)}
            </span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
