import { useText } from '@tarim/ui';
import { DatePicker, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';

/** A field of a dialog; `name` is the member of what is sent. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'day' | 'number' | 'select' | 'many' | 'switch';
  readonly required?: boolean;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly initial?: unknown;
  /** Days to come are allowed. */
  readonly ahead?: boolean;
}

/** What stands in the fields: text is trimmed, days are dates, what is empty is null (of text: empty). */
export type Answers = Readonly<Record<string, unknown>>;

/** A dialog of fields. */
export function FieldsDialog({
  title,
  fields,
  busy,
  note,
  onSend,
  onClose,
}: {
  title: string;
  fields: readonly Field[];
  busy: boolean;
  note?: ReactNode;
  onSend: (answers: Answers) => void;
  onClose: () => void;
}): ReactNode {
  const t = useText('radiation');
  const [form] = Form.useForm();
  const read = (values: Record<string, unknown>): Answers =>
    Object.fromEntries(fields.map(({ name, kind }) => [name, answerOf(kind, values[name])]));
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={() => form.submit()}
      cancelText={t('cancel')}
      confirmLoading={busy}
    >
      {note}
      <Form
        form={form}
        name="fields"
        layout="vertical"
        initialValues={Object.fromEntries(fields.map((field) => [field.name, initialOf(field)]))}
        onFinish={(values) => onSend(read(values))}
      >
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={field.label}
            {...(field.kind === 'switch' ? { valuePropName: 'checked' } : {})}
            rules={field.required ? [{ required: true }] : []}
          >
            {controlOf(field)}
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}

function initialOf({ kind, initial }: Field): unknown {
  if (kind === 'day') return typeof initial === 'string' ? dayjs(initial) : initial === null ? null : dayjs();
  return initial;
}

function answerOf(kind: Field['kind'], value: unknown): unknown {
  if (kind === 'text' || kind === 'long') return typeof value === 'string' ? value.trim() : '';
  if (kind === 'day') return value ? (value as Dayjs).format('YYYY-MM-DD') : null;
  if (kind === 'many') return value ?? [];
  if (kind === 'switch') return value === true;
  return value ?? null;
}

function controlOf({ kind, options = [], ahead = false }: Field): ReactNode {
  switch (kind) {
    case 'text':
      return <Input maxLength={120} />;
    case 'long':
      return <Input.TextArea rows={2} maxLength={500} />;
    case 'day':
      return ahead ? <DatePicker /> : <DatePicker maxDate={dayjs()} />;
    case 'number':
      return <InputNumber style={{ width: '100%' }} />;
    case 'switch':
      return <Switch />;
    case 'select':
      return <Select allowClear options={[...options]} />;
    case 'many':
      return <Select mode="multiple" options={[...options]} />;
  }
}
