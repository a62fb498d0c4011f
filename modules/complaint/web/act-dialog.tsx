import { listEnterprises } from '@tarim/registry/contract';
import { UnitSelect, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { DatePicker, Form, type FormInstance, Input, InputNumber, Modal, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { type ActName, actOnComplaint, type ComplaintDetail } from '../contract.ts';
import { ACT_FIELDS, type Field } from './act-fields.ts';

type Values = Record<string, unknown>;

/** One step of a complaint. What it may not be is said by the server, with the reason. */
export function ActDialog({
  of,
  act,
  onClose,
}: {
  of: ComplaintDetail;
  act: ActName;
  onClose: () => void;
}): ReactNode {
  const t = useText('complaint');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(actOnComplaint, { success: t('saved'), onSuccess: onClose });
  const fields = ACT_FIELDS[act];
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      width={560}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initially(act, of, fields)}
        onFinish={(values) =>
          save.mutate({ params: { id: of.id }, body: { act, ...bodyOf(fields, values) } as never })
        }
      >
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={t(`field.${field.name}`)}
            rules={[{ required: field.as !== 'yes' && !field.free }]}
            {...(field.as === 'yes' ? { valuePropName: 'checked' } : {})}
          >
            <Control field={field} of={of} form={form} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}

function initially(act: ActName, of: ComplaintDetail, fields: readonly Field[]): Values {
  const values: Values = {};
  for (const { name, as } of fields) {
    if (as === 'day') values[name] = dayjs();
    if (as === 'yes') values[name] = act === 'accept' || act === 'decide-extension';
    if (as === 'unit') values[name] = of.unitPath;
  }
  if (act === 'accept') values.object = of.object || undefined;
  return values;
}

function bodyOf(fields: readonly Field[], values: Values): Values {
  const body: Values = {};
  for (const { name, as } of fields) {
    const value = values[name];
    if (as === 'day') body[name] = (value as Dayjs).format('YYYY-MM-DD');
    else if (as === 'enterprise') body[name] = value ?? null;
    else body[name] = value ?? '';
  }
  return body;
}

interface ControlProps {
  readonly field: Field;
  readonly of: ComplaintDetail;
  readonly form: FormInstance<Values>;
  // A form's item gives these.
  readonly value?: never;
  readonly onChange?: (value: unknown) => void;
  readonly checked?: boolean;
}

function Control({ field, of, form, ...given }: ControlProps): ReactNode {
  const t = useText('complaint');
  const may = useMay();
  switch (field.as) {
    case 'day':
      return <DatePicker maxDate={dayjs()} style={{ width: '100%' }} {...given} />;
    case 'long':
      return <Input.TextArea rows={3} maxLength={1000} {...given} />;
    case 'yes':
      return <Switch {...given} />;
    case 'one':
      return (
        <Select
          {...given}
          options={field.of.map((one) => ({ value: one, label: t(`${field.words}.${one}`) }))}
        />
      );
    case 'unit':
      return <UnitSelect {...given} may={(path) => may('complaint.handle', path)} />;
    case 'similar':
      return of.similar.length > 0 ? (
        <Select
          {...given}
          options={of.similar.map(({ id, number, state }) => ({
            value: id,
            label: `${number} · ${t(`state.${state}`)}`,
          }))}
        />
      ) : (
        <InputNumber min={1} precision={0} style={{ width: '100%' }} {...given} />
      );
    case 'enterprise':
      return <EnterpriseChoice {...given} onName={(name) => form.setFieldsValue({ object: name })} />;
    default:
      return <Input maxLength={100} {...given} />;
  }
}

/** An enterprise of the registry; its name becomes the object's. */
function EnterpriseChoice({
  onName,
  ...given
}: {
  onName: (name: string) => void;
  value?: never;
  onChange?: (value: unknown) => void;
}): ReactNode {
  const [text, setText] = useState('');
  const found = useRouteQuery(listEnterprises, {
    query: { q: text.trim() || undefined, active: true, limit: 50 },
  });
  const enterprises = found.data?.enterprises ?? [];
  return (
    <Select
      {...given}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      options={enterprises.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(id: unknown) => {
        const chosen = enterprises.find((one) => one.id === id);
        if (chosen) onName(chosen.name);
        given.onChange?.(id);
      }}
    />
  );
}
