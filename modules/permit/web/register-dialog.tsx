import { useNavigate } from '@tanstack/react-router';
import { useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { registerPermit } from '../contract.ts';
import { ContentFields, type ContentValues, contentOf } from './content-fields.tsx';
import { EnterpriseField } from './enterprise-field.tsx';

interface Values extends ContentValues {
  readonly number: string;
  readonly enterpriseId: number;
  readonly issuer: string;
  readonly issuedOn: Dayjs;
  readonly reportsFrom: Dayjs;
}

/** 登记已核发的许可证. */
export function RegisterDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('permit');
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(registerPermit, {
    success: t('saved'),
    onSuccess: ({ id }) => void navigate({ to: `/permit/permits/${id}` as string }),
  });
  const send = (values: Values) =>
    save.mutate({
      body: {
        number: values.number,
        enterpriseId: values.enterpriseId,
        issuer: values.issuer,
        issuedOn: values.issuedOn.format('YYYY-MM-DD'),
        reportsFrom: values.reportsFrom.format('YYYY-MM-DD'),
        content: contentOf(values),
      },
    });
  return (
    <Modal
      open
      width={800}
      title={t('permits.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ class: 'key', reportsFrom: dayjs(), annualBy: '01-31', quarterlyBy: 15 }}
        onFinish={send}
      >
        <EnterpriseField />
        <Form.Item name="number" label={t('field.number')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="issuer" label={t('field.issuer')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="issuedOn" label={t('field.issuedOn')} rules={[{ required: true }]}>
          <DatePicker maxDate={dayjs()} />
        </Form.Item>
        <Form.Item name="reportsFrom" label={t('field.reportsFrom')} rules={[{ required: true }]}>
          <DatePicker />
        </Form.Item>
        <ContentFields />
      </Form>
    </Modal>
  );
}
