import { useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Hours, setHours } from '../contract.ts';

const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;

/** When shifts begin, for the whole platform. */
export function HoursForm({ hours }: { hours: Hours | undefined }): ReactNode {
  const t = useText('duty');
  const may = useMay('duty.channels', '/');
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Hours>();
  const save = useRouteMutation(setHours, { success: t('saved'), onSuccess: () => setOpen(false) });
  if (!may || !hours) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('hours.change')}</Button>
      <Modal
        open={open}
        title={t('hours.change')}
        okText={t('save')}
        confirmLoading={save.isPending}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
      >
        <Form form={form} layout="vertical" initialValues={hours} onFinish={(body) => save.mutate({ body })}>
          {(['dayFrom', 'nightFrom'] as const).map((name) => (
            <Form.Item
              key={name}
              name={name}
              label={t(`hours.${name}`)}
              rules={[{ required: true, pattern: TIME, message: t('hours.pattern') }]}
            >
              <Input maxLength={5} />
            </Form.Item>
          ))}
        </Form>
      </Modal>
    </>
  );
}
