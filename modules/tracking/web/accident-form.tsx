import { useRouteMutation, useText } from '@tarim/ui';
import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  ACCIDENT_EVENTS,
  type AccidentDetail,
  type AccidentFacts,
  changeAccident,
  OWN_FORM_FIELDS,
} from '../contract.ts';

interface Values {
  readonly facts: AccidentFacts;
  readonly form: Readonly<Record<string, string | null>>;
}

const asText = (value: string | number | boolean | null): string =>
  typeof value === 'boolean' || value === null ? '' : String(value);

/** What the grade rests on, and the fields of the initial report that only people know. */
export function AccidentFormDialog({
  one,
  onClose,
}: {
  one: AccidentDetail;
  onClose: () => void;
}): ReactNode {
  const t = useText('tracking');
  const [form] = Form.useForm<Values>();
  const change = useRouteMutation(changeAccident, { success: t('saved'), onSuccess: onClose });
  const fields = one.form
    .flatMap(({ values }) => Object.entries(values))
    .filter(([name]) => !OWN_FORM_FIELDS.has(name));
  return (
    <Modal
      open
      width={760}
      title={t('accident.fill')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={change.isPending}
    >
      <Form<Values>
        form={form}
        name="accident"
        layout="vertical"
        initialValues={{
          facts: one.facts,
          form: Object.fromEntries(fields.map(([name, value]) => [name, asText(value)])),
        }}
        onFinish={({ facts, form: values }) =>
          change.mutate({
            params: { id: one.id },
            body: {
              facts,
              form: Object.fromEntries(
                Object.entries(values).map(([name, value]) => [name, value?.trim() || null]),
              ),
            },
          })
        }
      >
        <Form.Item name={['facts', 'event']} label={t('field.event')}>
          <Select options={ACCIDENT_EVENTS.map((value) => ({ value, label: t(`event.${value}`) }))} />
        </Form.Item>
        <Form.Item name={['facts', 'wideContamination']} valuePropName="checked">
          <Checkbox>{t('facts.wideContamination')}</Checkbox>
        </Form.Item>
        <Form.Item name={['facts', 'overLimit']} valuePropName="checked">
          <Checkbox>{t('facts.overLimit')}</Checkbox>
        </Form.Item>
        <Form.Item name={['facts', 'deaths']} label={t('facts.deaths')}>
          <InputNumber min={0} precision={0} />
        </Form.Item>
        <Form.Item name={['facts', 'severe']} label={t('facts.severe')}>
          <InputNumber min={0} precision={0} />
        </Form.Item>
        {fields.map(([name]) => (
          <Form.Item key={name} name={['form', name]} label={name}>
            <Input maxLength={500} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
