import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  type EffectScheme,
  type EffectSchemeInput,
  reviseEffectScheme,
  SCHEME_CONFIDENCES,
} from '../../contract.ts';
import { useIndicators } from './words.tsx';

/** The next version of a scheme; results keep the version that made them. */
export function SchemeDialog({ scheme, onClose }: { scheme: EffectScheme; onClose: () => void }): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<EffectSchemeInput>();
  const send = useRouteMutation(reviseEffectScheme, { success: t('act.done'), onSuccess: onClose });
  const required = [{ required: true, message: t('required') }];
  const whole = (low: number, high: number) => (
    <InputNumber min={low} max={high} precision={0} style={{ width: '100%' }} />
  );
  const { id: _id, version: _version, effectiveTo: _to, changedBy: _by, ...given } = scheme;
  return (
    <Modal
      open
      width={820}
      title={t('schemes.revise')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('schemes.hint')}</p>
      <Form<EffectSchemeInput>
        form={form}
        layout="vertical"
        initialValues={{ ...given, effectiveFrom: undefined, reason: undefined }}
        onFinish={(values) =>
          send.mutate({
            body: {
              ...values,
              key: scheme.key,
              grades: values.grades.map((one) => ({ ...one, from: one.from ?? null })),
            },
          })
        }
      >
        <Form.Item name="name" label={t('effects.scheme')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <h4>{t('schemes.terms')}</h4>
        <p className="muted">{t('schemes.scaleHint')}</p>
        <Terms />
        <h4>{t('schemes.grades')}</h4>
        <Grades />
        <div className="form-row">
          <Form.Item name="leastShare" label={t('schemes.leastShare')} rules={required}>
            <InputNumber min={0.01} max={1} step={0.05} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="fromMonth" label={t('schemes.fromMonth')} rules={required}>
            {whole(1, 12)}
          </Form.Item>
          <Form.Item name="toMonth" label={t('schemes.toMonth')} rules={required}>
            {whole(1, 12)}
          </Form.Item>
          <Form.Item name="daysApart" label={t('schemes.daysApart')} rules={required}>
            {whole(0, 100)}
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="confidence" label={t('rules.confidence')} rules={required}>
            <Select
              options={SCHEME_CONFIDENCES.map((value) => ({ value, label: t(`confidence.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="effectiveFrom" label={t('areas.from')} rules={required}>
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

function Terms(): ReactNode {
  const t = useText('redline');
  const { indicators, titleOf } = useIndicators();
  const required = [{ required: true, message: t('required') }];
  return (
    <Form.List name="terms">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div className="form-row" key={key}>
              <Form.Item name={[name, 'indicator']} label={t('yearly.indicator')} rules={required}>
                <Select options={indicators.map((one) => ({ value: one.code, label: titleOf(one.code) }))} />
              </Form.Item>
              <Form.Item name={[name, 'weight']} label={t('effects.weight')} rules={required}>
                <InputNumber min={0.001} max={1} step={0.05} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={[name, 'mode']} label={t('schemes.mode')} rules={required}>
                <Select
                  options={(['absolute', 'relative'] as const).map((value) => ({
                    value,
                    label: t(`schemes.mode.${value}`),
                  }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'scale']} label={t('schemes.scale')} rules={required}>
                <InputNumber min={0.0001} max={10_000} style={{ width: '100%' }} />
              </Form.Item>
              <Button size="small" disabled={fields.length < 2} onClick={() => remove(name)}>
                {t('schemes.remove')}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add({ mode: 'absolute' })}>
            {t('schemes.addTerm')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

function Grades(): ReactNode {
  const t = useText('redline');
  const required = [{ required: true, message: t('required') }];
  return (
    <Form.List name="grades">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div className="form-row" key={key}>
              <Form.Item name={[name, 'zh']} label={t('schemes.gradeZh')} rules={required}>
                <Input maxLength={20} />
              </Form.Item>
              <Form.Item name={[name, 'en']} label={t('schemes.gradeEn')} rules={required}>
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name={[name, 'from']} label={t('schemes.from')}>
                <InputNumber min={0} max={100} style={{ width: '100%' }} />
              </Form.Item>
              <Button size="small" disabled={fields.length < 3} onClick={() => remove(name)}>
                {t('schemes.remove')}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add({})}>
            {t('schemes.addGrade')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
