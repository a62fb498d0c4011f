import { UnitSelect, useMay, useText } from '@tarim/ui';
import { Checkbox, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';

/** A field of a dialog; `name` is the member of what is sent. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'day' | 'time' | 'number' | 'select' | 'check' | 'unit';
  readonly required?: boolean;
  readonly options?: readonly { readonly value: string | number; readonly label: string }[];
  readonly initial?: unknown;
  /** Of a select: told of each choice. */
  readonly onChange?: (value: unknown) => void;
  /** Of a unit: the action that somebody needs there. */
  readonly action?: string;
}

/** What stands in the fields: text is trimmed, days are dates, times instants; what is empty is null (of text: empty). */
export type Answers = Readonly<Record<string, unknown>>;

/** A dialog of fields. What may not be is said by the server, with the reason. */
export function FieldsDialog({
  title,
  fields,
  busy,
  children,
  width = 520,
  onSend,
  onClose,
}: {
  title: string;
  fields: readonly Field[];
  busy: boolean;
  /** More fields, with names of their own. */
  children?: ReactNode;
  width?: number;
  onSend: (answers: Answers, rest: Record<string, unknown>) => void;
  onClose: () => void;
}): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const [form] = Form.useForm();
  const finish = (values: Record<string, unknown>) =>
    onSend(Object.fromEntries(fields.map(({ name, kind }) => [name, answerOf(kind, values[name])])), values);
  return (
    <Modal
      open
      title={title}
      width={width}
      onCancel={onClose}
      onOk={() => form.submit()}
      cancelText={t('cancel')}
      confirmLoading={busy}
    >
      <Form
        form={form}
        name="fields"
        layout="vertical"
        initialValues={Object.fromEntries(fields.map((field) => [field.name, initialOf(field)]))}
        onFinish={finish}
      >
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={field.kind === 'check' ? undefined : field.label}
            {...(field.kind === 'check' ? { valuePropName: 'checked' } : {})}
            rules={field.required ? [{ required: true }] : []}
          >
            {controlOf(field, may)}
          </Form.Item>
        ))}
        {children}
      </Form>
    </Modal>
  );
}

function initialOf({ kind, initial }: Field): unknown {
  const when = kind === 'day' || kind === 'time';
  if (when && initial !== null) return typeof initial === 'string' ? dayjs(initial) : dayjs();
  return initial;
}

function answerOf(kind: Field['kind'], value: unknown): unknown {
  switch (kind) {
    case 'text':
    case 'long':
      return typeof value === 'string' ? value.trim() : '';
    case 'day':
      return value ? (value as Dayjs).format('YYYY-MM-DD') : null;
    case 'time':
      return value ? (value as Dayjs).toDate().toISOString() : null;
    case 'check':
      return value === true;
    default:
      return value ?? null;
  }
}

function controlOf(
  { kind, label, options = [], action = '', onChange }: Field,
  may: (action: string, path: string) => boolean,
): ReactNode {
  switch (kind) {
    case 'text':
      return <Input maxLength={100} />;
    case 'long':
      return <Input.TextArea rows={3} maxLength={1_000} />;
    case 'day':
      return <DatePicker style={{ width: '100%' }} />;
    case 'time':
      return <DatePicker showTime style={{ width: '100%' }} />;
    case 'number':
      return <InputNumber style={{ width: '100%' }} />;
    case 'select':
      return (
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={[...options]}
          {...(onChange ? { onChange } : {})}
        />
      );
    case 'check':
      return <Checkbox>{label}</Checkbox>;
    case 'unit':
      return <UnitSelect may={(path) => may(action, path)} />;
  }
}
