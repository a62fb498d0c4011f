import { UnitSelect, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Form, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { evaluateEffects, FIRST_YEAR, listEffectSchemes } from '../../contract.ts';

interface Values {
  schemeKey: string;
  baseline: number;
  target: number;
  unitPath?: string;
}
export interface PeriodAddress {
  readonly scheme: string;
  readonly baseline: string;
  readonly target: string;
}

/** Evaluates the areas of one's units from a baseline to a target year; closes with the period, so that its list is shown. */
export function RunDialog({
  onClose,
}: {
  onClose: (period?: Record<keyof PeriodAddress, string>) => void;
}): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<Values>();
  const [ran, setRan] = useState<Values | null>(null);
  const schemes = useRouteQuery(listEffectSchemes, { query: {} }).data?.schemes ?? [];
  const send = useRouteMutation(evaluateEffects, {});
  const thisYear = new Date().getFullYear();
  const close = () =>
    onClose(
      ran && send.data
        ? { scheme: ran.schemeKey, baseline: String(ran.baseline), target: String(ran.target) }
        : undefined,
    );
  const required = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('effects.run')}
      onCancel={close}
      onOk={() => (send.data ? close() : form.submit())}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('effects.runHint')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ schemeKey: 'platform', baseline: thisYear - 4, target: thisYear - 1 }}
        onValuesChange={() => send.reset()}
        onFinish={({ unitPath, ...values }) => {
          setRan(values);
          send.mutate({ body: { ...values, ...(unitPath ? { unitPath } : {}) } });
        }}
      >
        <Form.Item name="schemeKey" label={t('effects.scheme')} rules={required}>
          <Select
            options={schemes.map((one) => ({ value: one.key, label: `${one.name} @${one.version}` }))}
          />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="baseline" label={t('effects.baseline')} rules={required}>
            <InputNumber min={FIRST_YEAR} max={thisYear} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="target" label={t('effects.target')} rules={required}>
            <InputNumber min={FIRST_YEAR} max={thisYear} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <Form.Item name="unitPath" label={t('field.unit')}>
          <UnitSelect allowClear aria-label={t('field.unit')} />
        </Form.Item>
      </Form>
      {send.data ? <Alert type="success" showIcon title={t('effects.ran', { ...send.data })} /> : null}
    </Modal>
  );
}
