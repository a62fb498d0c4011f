import { useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { ACTIVITY_STATES, type ActivityInput, recordActivity } from '../contract.ts';
import { AreaField } from './area-field.tsx';
import { classOptions, useClasses } from './words.tsx';

/** Registers an activity, or with a known code one more look at it. */
export function ActivityDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('redline');
  const { classes, nameOf } = useClasses();
  const [form] = Form.useForm<ActivityInput>();
  const send = useRouteMutation(recordActivity, { success: t('act.done'), onSuccess: onClose });
  const required = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      width={720}
      title={t('activities.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('activities.addHint')}</p>
      <Form<ActivityInput>
        form={form}
        layout="vertical"
        initialValues={{ status: 'existing' }}
        onFinish={(values) =>
          send.mutate({
            body: { ...values, legalBasis: values.legalBasis?.trim() || null, approvalId: null },
          })
        }
      >
        <div className="form-row">
          <Form.Item name="code" label={t('field.code')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="name" label={t('areas.name')} rules={required}>
            <Input maxLength={120} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="class" label={t('patch.class')} rules={required}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={classOptions(classes, nameOf)} />
          </Form.Item>
          <Form.Item name="status" label={t('field.state')} rules={required}>
            <Select options={ACTIVITY_STATES.map((value) => ({ value, label: t(`activity.${value}`) }))} />
          </Form.Item>
          <Form.Item name="seenOn" label={t('activities.seenOn')} rules={required}>
            <Input type="date" />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="source" label={t('activities.source')} rules={required}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="legalBasis" label={t('activities.basis')}>
            <Input maxLength={300} />
          </Form.Item>
        </div>
        <AreaField />
      </Form>
    </Modal>
  );
}
