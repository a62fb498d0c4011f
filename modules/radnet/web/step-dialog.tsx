import { useText } from '@tarim/ui';
import { DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';

/** A field of a step: how it is asked for. `one` is of some words whose texts begin with `words`. */
export interface StepField {
  readonly name: string;
  readonly as: 'text' | 'area' | 'day' | 'number' | 'year' | 'one';
  readonly of?: readonly string[];
  readonly words?: string;
  readonly optional?: true;
}

/** One step with its fields. What it may not be is said by the server, with the reason. */
export function StepDialog({
  title,
  fields,
  pending,
  more,
  onSave,
  onClose,
}: {
  title: string;
  fields: readonly StepField[];
  pending: boolean;
  /** Fields of its own kind, below the others. */
  more?: ReactNode;
  onSave: (values: Record<string, unknown>) => void;
  onClose: () => void;
}): ReactNode {
  const t = useText('radnet');
  const [form] = Form.useForm<Record<string, unknown>>();
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={pending}
      width={620}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: dayjs() }}
        onFinish={(values) => onSave(plain(values, fields))}
      >
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={t(`field.${field.name}`)}
            rules={[{ required: !field.optional }]}
          >
            {inputOf(field, t)}
          </Form.Item>
        ))}
        {more}
      </Form>
    </Modal>
  );
}

function inputOf({ as, of = [], words = '' }: StepField, t: (key: string) => string): ReactNode {
  switch (as) {
    case 'day':
      return <DatePicker style={{ width: '100%' }} />;
    case 'number':
      return <InputNumber min={0} style={{ width: '100%' }} />;
    case 'year':
      return <InputNumber min={2000} max={2100} precision={0} style={{ width: '100%' }} />;
    case 'one':
      return <Select options={of.map((value) => ({ value, label: t(`${words}.${value}`) }))} />;
    case 'area':
      return <Input.TextArea maxLength={1_000} rows={3} />;
    case 'text':
      return <Input maxLength={100} />;
  }
}

/** Days as the contract writes them; numbers that were left empty are null. */
function plain(values: Record<string, unknown>, fields: readonly StepField[]): Record<string, unknown> {
  const days = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      dayjs.isDayjs(value) ? (value as Dayjs).format('YYYY-MM-DD') : value,
    ]),
  );
  for (const { name, as } of fields) if (as === 'number') days[name] ??= null;
  return days;
}
