import { useRouteMutation, useText } from '@tarim/ui';
import { Alert, Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { type ApplicationKind, apply, type PermitDetail } from '../contract.ts';
import { ContentFields, type ContentValues, contentOf, valuesOf } from './content-fields.tsx';
import { EnterpriseField } from './enterprise-field.tsx';

interface Values extends ContentValues {
  readonly kind: ApplicationKind;
  readonly enterpriseId: number;
  readonly reason?: string;
}

/** 提出申请: of a permit its renewal, change or reissue; else a first one. */
export function ApplyDialog({ of, onClose }: { of: PermitDetail | null; onClose: () => void }): ReactNode {
  const t = useText('permit');
  const [form] = Form.useForm<Values>();
  const kinds: readonly ApplicationKind[] = !of
    ? ['new']
    : of.class === 'registration'
      ? ['change', 'reissue']
      : ['renew', 'change', 'reissue'];
  const kind = Form.useWatch('kind', form) ?? kinds[0]!;
  const save = useRouteMutation(apply, { success: t('saved'), onSuccess: onClose });
  const send = (values: Values) =>
    save.mutate({
      body: {
        kind: values.kind,
        enterpriseId: of?.enterpriseId ?? values.enterpriseId,
        permitId: of?.id ?? null,
        reason: values.reason ?? '',
        content: values.kind === 'renew' ? null : contentOf(values),
      },
    });
  return (
    <Modal
      open
      width={kind === 'renew' ? 560 : 800}
      title={t('applications.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: kinds[0], ...(of ? valuesOf(of.content) : { class: 'key' }) }}
        onFinish={send}
      >
        <Form.Item name="kind" label={t('field.kind')} rules={[{ required: true }]}>
          <Select options={kinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))} />
        </Form.Item>
        {of ? null : <EnterpriseField />}
        {kind === 'renew' && of?.renewal?.late ? (
          <Alert type="warning" showIcon title={t('renewal.lateUnasked', { due: of.renewal.due })} />
        ) : null}
        <Form.Item name="reason" label={t('field.reason')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        {kind === 'renew' ? null : <ContentFields />}
      </Form>
    </Modal>
  );
}
