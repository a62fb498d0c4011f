import { useText } from '@tarim/ui';
import { AutoComplete, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Parameter } from '../contract.ts';
import { FactorSelect } from './factor-select.tsx';
import { USUAL_UNITS } from './form-values.ts';

/** What a limit says: factor, averaging, bounds, standard, dates. Of a point (with its parameters) and of a place alike. */
export function LimitFigures({ parameters }: { readonly parameters?: readonly Parameter[] }): ReactNode {
  const t = useText('registry');
  const form = Form.useFormInstance();
  const code = Form.useWatch('code', form) as string | undefined;
  const measure = Form.useWatch('measure', form) as string | undefined;
  const parameter = parameters?.find((one) => one.code === code);
  return (
    <>
      <Form.Item
        name="code"
        label={t('limits.factor')}
        extra={code && parameters && !parameter ? t('limits.notMeasured') : undefined}
        rules={[{ required: true }]}
      >
        <FactorSelect />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="basis" label={t('field.basis')} extra={t('limits.basisHint')}>
          <Select
            options={[
              { value: 'hour', label: t('value.hour') },
              { value: 'day', label: t('value.day') },
            ]}
          />
        </Form.Item>
        <Form.Item name="measure" label={t('field.measure')}>
          <Select
            options={[
              { value: 'converted', label: t('value.converted') },
              { value: 'actual', label: t('value.actual') },
            ]}
          />
        </Form.Item>
        {measure === 'converted' ? (
          <Form.Item name="referenceO2" label={t('field.referenceO2')} rules={[{ required: true }]}>
            <InputNumber min={0} max={20.9} style={{ width: '100%' }} />
          </Form.Item>
        ) : null}
      </div>
      <div className="form-row">
        <Form.Item name="lower" label={t('field.lower')}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="upper"
          label={t('field.upper')}
          dependencies={['lower']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, upper) =>
                upper == null && getFieldValue('lower') == null
                  ? Promise.reject(new Error(t('limits.boundNeeded')))
                  : Promise.resolve(),
            }),
          ]}
        >
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="unit"
          label={t('field.limitUnit')}
          extra={parameters ? t('limits.unitHint', { unit: parameter?.unit ?? '—' }) : undefined}
        >
          <AutoComplete
            maxLength={20}
            placeholder={parameter?.unit ?? undefined}
            options={USUAL_UNITS.map((value) => ({ value }))}
          />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="standard" label={t('field.standard')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="clause" label={t('field.clause')}>
          <Input maxLength={80} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="effectiveFrom" label={t('field.effectiveFrom')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="effectiveTo" label={t('field.effectiveTo')} extra={t('limits.openHint')}>
          <Input type="date" />
        </Form.Item>
      </div>
    </>
  );
}
