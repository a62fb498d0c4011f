import { useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  type LimitedRule,
  type LimitedRuleInput,
  RULE_CONFIDENCES,
  reviseLimitedRule,
  ZONES,
} from '../contract.ts';
import { classOptions, useClasses } from './words.tsx';

/** A new rule, or the next version of a known one; past days keep theirs. */
export function RuleDialog({ rule, onClose }: { rule: LimitedRule | null; onClose: () => void }): ReactNode {
  const t = useText('redline');
  const { classes, nameOf } = useClasses();
  const [form] = Form.useForm<LimitedRuleInput>();
  const send = useRouteMutation(reviseLimitedRule, { success: t('act.done'), onSuccess: onClose });
  const required = [{ required: true, min: 2, whitespace: true, message: t('required') }];
  return (
    <Modal
      open
      width={720}
      title={t(rule ? 'rules.revise' : 'rules.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('rules.reviseHint')}</p>
      <Form<LimitedRuleInput>
        form={form}
        layout="vertical"
        initialValues={
          rule
            ? { ...rule, effectiveFrom: undefined, reason: undefined }
            : { classes: [], zone: null, confidence: 'local' }
        }
        onFinish={(values) =>
          send.mutate({
            body: {
              key: rule?.key ?? values.key,
              name: values.name,
              classes: values.classes ?? [],
              zone: values.zone ?? null,
              condition: values.condition,
              basis: values.basis,
              confidence: values.confidence,
              effectiveFrom: values.effectiveFrom,
              reason: values.reason,
            },
          })
        }
      >
        <div className="form-row">
          <Form.Item name="key" label={t('rules.key')} rules={required}>
            <Input maxLength={60} disabled={rule !== null} />
          </Form.Item>
          <Form.Item name="name" label={t('rules.name')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <Form.Item name="condition" label={t('rules.condition')} rules={required}>
          <Input.TextArea rows={4} maxLength={4_000} />
        </Form.Item>
        <Form.Item name="classes" label={t('rules.classes')} extra={t('class.own')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={classOptions(classes, nameOf)}
          />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="zone" label={t('areas.zone')}>
            <Select
              allowClear
              placeholder={t('rules.anyZone')}
              options={ZONES.map((value) => ({ value, label: t(`zone.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="confidence" label={t('rules.confidence')} extra={t('rules.confidenceHint')}>
            <Select options={RULE_CONFIDENCES.map((value) => ({ value, label: t(`confidence.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="effectiveFrom"
            label={t('areas.from')}
            rules={[{ required: true, message: t('required') }]}
          >
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="basis" label={t('rules.basis')} rules={required}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="reason" label={t('rules.reason')} rules={required}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
