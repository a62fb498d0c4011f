import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { addLegacyPoint, addWell, LEGACY_KINDS, RINGS } from '../contract.ts';

/** Registers a legacy point or a well. */
export function PlaceDialog({ of, onClose }: { of: 'legacy' | 'well'; onClose: () => void }): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const [form] = Form.useForm<object>();
  const done = { success: t('saved'), onSuccess: onClose };
  const legacy = useRouteMutation(addLegacyPoint, done);
  const well = useRouteMutation(addWell, done);
  const save = of === 'legacy' ? legacy : well;
  const required = [{ required: true }];
  return (
    <Modal
      open
      title={t(`add.${of}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(body) => save.mutate({ body })}>
        <Form.Item name="unitPath" label={t('field.unit')} rules={required}>
          <UnitSelect may={(path) => may('radnet.manage', path)} />
        </Form.Item>
        {of === 'well' ? (
          <Form.Item name="facility" label={t('field.facility')} rules={required}>
            <Input maxLength={100} />
          </Form.Item>
        ) : null}
        <Form.Item name="name" label={t('field.name')} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        {of === 'well' ? (
          <Form.Item name="ring" label={t('field.ring')} rules={required}>
            <Select options={RINGS.map((value) => ({ value, label: t(`ring.${value}`) }))} />
          </Form.Item>
        ) : (
          <Form.Item name="kind" label={t('field.kind')} rules={required}>
            <Select options={LEGACY_KINDS.map((value) => ({ value, label: t(`legacyKind.${value}`) }))} />
          </Form.Item>
        )}
        <Form.Item name="lon" label={t('field.lon')} rules={required}>
          <InputNumber min={-180} max={180} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="lat" label={t('field.lat')} rules={required}>
          <InputNumber min={-90} max={90} style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
