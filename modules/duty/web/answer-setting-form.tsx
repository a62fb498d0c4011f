import { useRouteMutation, useText, useUnitName } from '@tarim/ui';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  type AnswerSetting,
  type AnswerSettingInput,
  addAnswerSetting,
  QUIET_SEVERITIES,
} from '../contract.ts';

const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
type Values = Omit<AnswerSettingInput, 'unitPath'>;

/** A new version for a unit; it begins with what is in force. */
export function AnswerSettingForm({
  unitPath,
  now,
  onClose,
}: {
  unitPath: string;
  now: AnswerSetting;
  onClose: () => void;
}): ReactNode {
  const t = useText('duty');
  const unitName = useUnitName();
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(addAnswerSetting, { success: t('saved'), onSuccess: onClose });
  const finish = ({ minutes, ...rest }: Values) => {
    const { critical, warning = null, info = null } = minutes;
    save.mutate({ body: { unitPath, minutes: { critical, warning, info }, ...rest } });
  };
  return (
    <Modal
      open
      title={`${t('settings.change')}：${unitName(unitPath)}`}
      okText={t('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ minutes: now.minutes, quiet: now.quiet }}
        onFinish={finish}
      >
        {(['critical', 'warning', 'info'] as const).map((one) => (
          <Form.Item
            key={one}
            name={['minutes', one]}
            label={t('settings.answer', { severity: t(`severity.${one}`) })}
            extra={one === 'critical' ? undefined : t('settings.emptyNobody')}
            rules={[{ required: one === 'critical' }]}
          >
            <InputNumber
              min={1}
              max={1440}
              precision={0}
              suffix={t('settings.unit')}
              style={{ width: 160 }}
            />
          </Form.Item>
        ))}
        <Form.Item
          name={['quiet', 'severities']}
          label={t('settings.quietSeverities')}
          extra={t('settings.effect.critical')}
        >
          <Select
            mode="multiple"
            options={QUIET_SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
          />
        </Form.Item>
        {(['from', 'to'] as const).map((one) => (
          <Form.Item
            key={one}
            name={['quiet', one]}
            label={t(`settings.quiet.${one}`)}
            rules={[{ required: true, pattern: TIME, message: t('hours.pattern') }]}
          >
            <Input maxLength={5} />
          </Form.Item>
        ))}
        <Form.Item name="reason" label={t('settings.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={200} rows={2} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
