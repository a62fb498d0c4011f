import { useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { type ActName, actOnDamageCase, type DamageDetail } from '../contract.ts';
import { ACT_FIELDS, type Field, labelOf } from './act-fields.ts';
import { EstimateField } from './estimate-field.tsx';
import { ItemRows, PartRows } from './rows.tsx';

type Values = Record<string, unknown>;

/** One step of a case. What it may not be is said by the server, with the reason. */
export function ActDialog({
  of,
  act,
  onClose,
}: {
  of: DamageDetail;
  act: ActName;
  onClose: () => void;
}): ReactNode {
  const t = useText('damage');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(actOnDamageCase, { success: t('saved'), onSuccess: onClose });
  const fields = ACT_FIELDS[act];
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      width={act === 'assess' ? 760 : 560}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initially(act, of, fields)}
        onFinish={(values) =>
          save.mutate({ params: { id: of.id }, body: { act, ...bodyOf(fields, values) } })
        }
      >
        {fields.map((field) => (
          <FieldOf key={field.name} field={field} label={t(labelOf(act, field))} of={of} />
        ))}
      </Form>
    </Modal>
  );
}

function FieldOf({ field, label, of }: { field: Field; label: string; of: DamageDetail }): ReactNode {
  const t = useText('damage');
  if (field.as === 'items') return <ItemRows label={label} />;
  if (field.as === 'parts') return <PartRows label={label} />;
  if (field.as === 'estimate')
    return (
      <Form.Item name={field.name} label={label}>
        <EstimateField />
      </Form.Item>
    );
  return (
    <Form.Item
      name={field.name}
      label={label}
      rules={[{ required: field.as !== 'yes' }]}
      {...(field.as === 'yes' ? { valuePropName: 'checked' } : {})}
      {...(field.name === 'method'
        ? {
            extra: t('limit.holds', {
              yuan: of.simpleLimit.yuan.toLocaleString('en'),
              source: of.simpleLimit.source,
            }),
          }
        : {})}
      {...(field.name === 'repeat' && of.repeats > 0 ? { extra: t('case.repeats', { n: of.repeats }) } : {})}
    >
      {control(field, t)}
    </Form.Item>
  );
}

function initially(act: ActName, of: DamageDetail, fields: readonly Field[]): Values {
  const values: Values = {};
  for (const { name, as } of fields) {
    if (as === 'day') values[name] = dayjs();
    if (as === 'yes') values[name] = false;
    if (as === 'items') values[name] = [{ item: 'restoration-cost', note: '' }];
    if (as === 'parts') values[name] = [];
    if (as === 'estimate') values[name] = null;
  }
  if (act === 'check') values.repeat = of.repeats > 0;
  if (act === 'agree') values.amount = of.assessed;
  if (act === 'pay') values.amount = of.amount === null ? null : of.amount - of.paid;
  return values;
}

const day = (value: unknown): string => (value as Dayjs).format('YYYY-MM-DD');

function bodyOf(fields: readonly Field[], values: Values): Values {
  const body: Values = {};
  for (const { name, as } of fields) {
    const value = values[name];
    if (as === 'day' || as === 'later') body[name] = day(value);
    else if (as === 'parts')
      body[name] = (value as { due: Dayjs; amount: number }[]).map((one) => ({ ...one, due: day(one.due) }));
    else if (as === 'items')
      body[name] = (value as { note?: string }[]).map((one) => ({ ...one, note: one.note ?? '' }));
    else body[name] = value ?? null;
  }
  return body;
}

function control(field: Field, t: (key: string) => string): ReactNode {
  switch (field.as) {
    case 'day':
      return <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />;
    case 'later':
      return <DatePicker style={{ width: '100%' }} />;
    case 'long':
      return <Input.TextArea rows={3} maxLength={2000} />;
    case 'yuan':
      return <InputNumber min={0} precision={2} style={{ width: '100%' }} />;
    case 'yes':
      return <Switch />;
    case 'one':
      return <Select options={field.of.map((one) => ({ value: one, label: t(`${field.words}.${one}`) }))} />;
    default:
      return <Input maxLength={100} />;
  }
}
