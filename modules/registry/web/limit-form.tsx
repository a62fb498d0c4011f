import type { Static } from '@tarim/platform/contract';
import { useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { createLimit, type Limit, type LimitInput, updateLimit } from '../contract.ts';
import { CONFIDENCES } from './confidence.ts';
import { emptied, today } from './form-values.ts';
import { LimitFigures } from './limit-figures.tsx';
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
  const done = { refresh: ['registry', 'evaluation'], success: t('limits.saved'), onSuccess: onClose };
  const create = useRouteMutation(createLimit, done);
  const update = useRouteMutation(updateLimit, done);
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
        <LimitFigures parameters={detail.parameters} />
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
