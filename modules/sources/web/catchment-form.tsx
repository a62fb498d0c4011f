import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { type Catchment, type CatchmentInput, createCatchment, updateCatchment } from '../contract.ts';

/** Registers a catchment, or corrects what the register says. */
export function CatchmentForm({
  catchment,
  onClose,
}: {
  catchment?: Catchment;
  onClose: () => void;
}): ReactNode {
  const t = useText('sources');
  const may = useMay();
  const manages = useCallback((path: string) => may('sources.write', path), [may]);
  const [form] = Form.useForm<CatchmentInput>();
  const create = useRouteMutation(createCatchment, { success: t('saved'), onSuccess: onClose });
  const update = useRouteMutation(updateCatchment, { success: t('saved'), onSuccess: onClose });
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t(catchment ? 'diffuse.edit' : 'diffuse.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending || update.isPending}
    >
      <Form<CatchmentInput>
        form={form}
        layout="vertical"
        initialValues={catchment}
        onFinish={(body) =>
          catchment ? update.mutate({ params: { id: catchment.id }, body }) : create.mutate({ body })
        }
      >
        <Form.Item name="name" label={t('catchment.name')} rules={must}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="basin" label={t('catchment.basin')} rules={must}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="areaKm2" label={t('catchment.area')} rules={must}>
          <InputNumber min={0.01} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="unitPath" label={t('unit')} rules={must}>
          <UnitSelect may={manages} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
