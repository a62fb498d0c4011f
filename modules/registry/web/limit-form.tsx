import type { Static } from '@tarim/platform/contract';
import { useRouteMutation, useText } from '@tarim/ui';
import { AutoComplete, Form, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { createLimit, type Limit, type LimitInput, updateLimit } from '../contract.ts';
import { CONFIDENCES } from './confidence.ts';
import { FactorSelect } from './factor-select.tsx';
import { emptied, today, USUAL_UNITS } from './form-values.ts';
import type { PointDetail } from './point-drawer.tsx';

type Values = Omit<Static<typeof LimitInput>, 'pointId'>;

/** Adds a limit or corrects one. */
export function LimitForm({
  limit,
  detail,
  onClose,
}: {
  readonly limit: Limit | null;
  readonly detail: PointDetail;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText('registry');
  const [form] = Form.useForm<Values>();
  const code = Form.useWatch('code', form);
  const measure = Form.useWatch('measure', form);
  const done = { refresh: ['registry', 'evaluation'], success: t('limits.saved'), onSuccess: onClose };
  const create = useRouteMutation(createLimit, done);
  const update = useRouteMutation(updateLimit, done);
  const parameter = detail.parameters.find((one) => one.code === code);
  const gas = detail.point.kind === 'outlet-gas';
  const save = (values: Values) => {
    const referenceO2 = values.measure === 'converted' ? values.referenceO2 : null;
    const body = { ...emptied({ ...values, referenceO2 }), pointId: detail.point.id };
    if (limit) update.mutate({ params: { id: limit.id }, body });
    else create.mutate({ body });
  };
  return (
    <Modal
      open
      width={640}
      title={limit ? t('limits.correctTitle') : t('limits.add')}
      okText={t('form.save')}
      confirmLoading={create.isPending || update.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {limit ? <p className="muted">{t('limits.correctHint')}</p> : null}
      <Form
        name="registry-limit"
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={
          limit ?? {
            basis: gas ? 'hour' : 'day',
            measure: gas ? 'converted' : 'actual',
            effectiveFrom: today(),
          }
        }
      >
        <Form.Item
          name="code"
          label={t('limits.factor')}
          extra={code && !parameter ? t('limits.notMeasured') : undefined}
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
            extra={t('limits.unitHint', { unit: parameter?.unit ?? '—' })}
          >
            <AutoComplete
              maxLength={20}
              placeholder={parameter?.unit ?? undefined}
              options={USUAL_UNITS.map((value) => ({ value }))}
            />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item
            name="standard"
            label={t('field.standard')}
            rules={[{ required: true, whitespace: true }]}
          >
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
        <div className="form-row">
          <Form.Item name="source" label={t('field.source')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="confidence" label={t('field.confidence')}>
            <Select
              allowClear
              options={CONFIDENCES.map((value) => ({ value, label: t(`confidence.${value}`) }))}
            />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
