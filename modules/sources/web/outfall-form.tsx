import { listEnterprises } from '@tarim/registry/contract';
import { UnitSelect, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import { createOutfall, OUTFALL_KINDS, type Outfall, type OutfallInput, updateOutfall } from '../contract.ts';

/** An enterprise in use, found by its name on the server: a region has thousands. */
export function OwnerSelect({
  value,
  onChange,
  id,
}: {
  value?: number | null;
  onChange?: (id: number | null) => void;
  id?: string;
}): ReactNode {
  const t = useText('sources');
  const [q, setQ] = useState('');
  const list = useRouteQuery(listEnterprises, { query: { q: q.trim() || undefined, limit: 50 } });
  return (
    <Select<number>
      allowClear
      id={id}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={t('outfall.ownerNone')}
      options={(list.data?.enterprises ?? []).map((one) => ({ value: one.id, label: one.name }))}
      value={value ?? undefined}
      onChange={(chosen) => onChange?.(chosen ?? null)}
    />
  );
}

/** Registers an outfall that the survey found, or corrects what the register says. */
export function OutfallForm({
  outfall,
  onClose,
  onDone,
}: {
  outfall?: Outfall;
  onClose: () => void;
  onDone?: (id: number) => void;
}): ReactNode {
  const t = useText('sources');
  const may = useMay();
  const manages = useCallback((path: string) => may('sources.write', path), [may]);
  const [form] = Form.useForm<OutfallInput>();
  const done = (answer: { id: number }) => {
    onClose();
    onDone?.(answer.id);
  };
  const create = useRouteMutation(createOutfall, { success: t('saved'), onSuccess: done });
  const update = useRouteMutation(updateOutfall, { success: t('saved'), onSuccess: done });
  const save = (values: OutfallInput) => {
    const body = { ...values, size: values.size || null, ownerId: values.ownerId ?? null };
    if (outfall) update.mutate({ params: { id: outfall.id }, body });
    else create.mutate({ body });
  };
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      width={720}
      title={t(outfall ? 'outfalls.edit' : 'outfalls.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending || update.isPending}
    >
      <Form<OutfallInput>
        form={form}
        layout="vertical"
        initialValues={outfall ?? { kind: 'industrial' }}
        onFinish={save}
      >
        <div className="form-row">
          <Form.Item name="code" label={t('outfall.code')} rules={must}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="name" label={t('outfall.name')} rules={must}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="water" label={t('outfall.water')} rules={must}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="kind" label={t('outfall.kind')} rules={must}>
            <Select options={OUTFALL_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
          </Form.Item>
          <Form.Item name="unitPath" label={t('unit')} rules={must}>
            <UnitSelect may={manages} />
          </Form.Item>
          <Form.Item name="foundOn" label={t('outfall.foundOn')} rules={must}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="lon" label={t('outfall.lon')} rules={must}>
            <InputNumber min={60} max={140} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="lat" label={t('outfall.lat')} rules={must}>
            <InputNumber min={0} max={60} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="size" label={t('outfall.size')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="ownerId" label={t('outfall.owner')}>
            <OwnerSelect />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
