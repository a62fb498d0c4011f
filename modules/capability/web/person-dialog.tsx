import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { addPerson, type Field } from '../contract.ts';
import { WorkSelect } from './words.tsx';

interface Values {
  readonly unitPath: string;
  readonly field: Field;
  readonly certificate?: string;
  readonly name?: string;
  readonly post?: string;
}

export function PersonDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const inspector = Boolean(Form.useWatch('certificate', form)?.trim());
  const add = useRouteMutation(addPerson, { success: t('training.personAdded'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('training.addPerson')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
    >
      <Form
        form={form}
        name="person"
        layout="vertical"
        initialValues={{ field: 'enforcement' }}
        onFinish={({ unitPath, field, certificate, name, post }) =>
          add.mutate({
            body: {
              unitPath,
              field,
              certificate: certificate?.trim() || null,
              name: name?.trim() ?? '',
              post: post?.trim() ?? '',
            },
          })
        }
      >
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect aria-label={t('field.unit')} may={(path) => may('capability.manage', path)} />
        </Form.Item>
        <Form.Item name="field" label={t('field.work')}>
          <WorkSelect />
        </Form.Item>
        <Form.Item name="certificate" label={t('field.inspector')} extra={t('training.certificateHint')}>
          <Input maxLength={40} />
        </Form.Item>
        {inspector ? null : (
          <Form.Item name="name" label={t('field.person')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={40} />
          </Form.Item>
        )}
        <Form.Item
          name="post"
          label={t('field.post')}
          rules={inspector ? [] : [{ required: true, whitespace: true }]}
        >
          <Input maxLength={60} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
