import { type Text, useRouteMutation } from '@tarim/ui';
import { Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { type AlarmRule, PARAMS_OF, type RuleParams, updateRule } from '../contract.ts';
import { kindName, SEVERITIES } from './words.tsx';

interface Values {
  readonly enabled: boolean;
  /** Minutes: nobody thinks in seconds. */
  readonly pendingFor: number;
  readonly recoverFor: number;
  readonly severity: AlarmRule['severity'];
  readonly params: RuleParams;
  readonly reason: string;
}

const MINUTE = 60;
const MOST_MINUTES = 7 * 24 * 60;
/** As the contract bounds them; `step` 0.1 where a fraction makes sense. */
const BOUNDS: Readonly<Record<keyof RuleParams, readonly [min: number, max: number, step: number]>> = {
  criticalRatio: [1, 1000, 0.1],
  historicalAfterHours: [1, 24 * 366, 1],
  silenceFactor: [1, 100, 0.1],
  minSilenceMinutes: [1, 24 * 60, 1],
  slowSilenceMinutes: [1, MOST_MINUTES, 1],
  groupMin: [2, 10_000, 1],
  groupShare: [10, 100, 1],
  groupWaitMinutes: [0, 60, 1],
  minLevel: [2, 6, 1],
};

/** The next version of a kind's rule, beginning with what the present one says. */
export function RuleForm({ rule, t, onClose }: { rule: AlarmRule; t: Text; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<Values>();
  const update = useRouteMutation(updateRule, {
    success: t('rules.saved', { n: rule.version + 1 }),
    onSuccess: onClose,
  });
  const save = ({ pendingFor, recoverFor, ...rest }: Values) =>
    update.mutate({
      params: { kind: rule.kind },
      body: {
        ...rest,
        params: rest.params ?? {},
        pendingFor: Math.round(pendingFor * MINUTE),
        recoverFor: Math.round(recoverFor * MINUTE),
      },
    });
  const minutes = { min: 0, max: MOST_MINUTES, step: 1, suffix: t('minutesUnit') };
  const width = { width: '100%' };
  return (
    <Modal
      open
      title={t('rules.editTitle', { kind: kindName(t, rule.kind) })}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('rules.save')}
      confirmLoading={update.isPending}
    >
      <p className="muted">{t('rules.note')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{
          ...rule,
          pendingFor: rule.pendingFor / MINUTE,
          recoverFor: rule.recoverFor / MINUTE,
          reason: '',
        }}
      >
        <Form.Item name="enabled" label={t('rules.enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="pendingFor" label={t('rules.pendingFor')} rules={[{ required: true }]}>
          <InputNumber {...minutes} style={width} />
        </Form.Item>
        <Form.Item name="recoverFor" label={t('rules.recoverFor')} rules={[{ required: true }]}>
          <InputNumber {...minutes} style={width} />
        </Form.Item>
        <Form.Item name="severity" label={t('rules.severity')}>
          <Select options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))} />
        </Form.Item>
        {PARAMS_OF[rule.kind].map((name) => (
          <Form.Item
            key={name}
            name={['params', name]}
            label={t(`param.${name}`)}
            rules={[{ required: true }]}
          >
            <InputNumber min={BOUNDS[name][0]} max={BOUNDS[name][1]} step={BOUNDS[name][2]} style={width} />
          </Form.Item>
        ))}
        <Form.Item
          name="reason"
          label={t('rules.reason')}
          extra={t('rules.reasonHint')}
          rules={[{ required: true, min: 2, max: 500, whitespace: true }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
