import { useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { type ApplicationAct, actOnApplication, type PermitApplication } from '../contract.ts';

/** What each step asks for besides its day; of a first permit its number and issuer. */
const FIELDS: Readonly<Record<ApplicationAct['act'], readonly string[]>> = {
  accept: ['note'],
  return: ['reason'],
  'check-site': ['note'],
  grant: ['note'],
  refuse: ['reason'],
};
const FREE: ReadonlySet<string> = new Set(['accept', 'grant']);

/** One step of an application. What it may not be is said by the server, with the reason. */
export function ActDialog({
  of,
  act,
  onClose,
}: {
  of: PermitApplication;
  act: ApplicationAct['act'];
  onClose: () => void;
}): ReactNode {
  const t = useText('permit');
  const [form] = Form.useForm<Record<string, unknown>>();
  const save = useRouteMutation(actOnApplication, { success: t('saved'), onSuccess: onClose });
  const first = act === 'grant' && of.kind === 'new';
  const send = ({ on, ...values }: Record<string, unknown>) => {
    const words = Object.fromEntries(FIELDS[act].map((name) => [name, values[name] ?? '']));
    const granted = act === 'grant' ? { number: values.number ?? '', issuer: values.issuer ?? '' } : {};
    const body = { act, on: (on as Dayjs).format('YYYY-MM-DD'), ...words, ...granted };
    save.mutate({ params: { id: of.id }, body: body as ApplicationAct });
  };
  return (
    <Modal
      open
      title={`${t(`act.${act}`)} · ${of.enterprise}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" initialValues={{ on: dayjs() }} onFinish={send}>
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DatePicker maxDate={dayjs()} />
        </Form.Item>
        {first
          ? ['number', 'issuer'].map((name) => (
              <Form.Item
                key={name}
                name={name}
                label={t(`field.${name}`)}
                rules={[{ required: true, whitespace: true }]}
              >
                <Input maxLength={name === 'number' ? 30 : 100} />
              </Form.Item>
            ))
          : null}
        {FIELDS[act].map((name) => (
          <Form.Item key={name} name={name} label={t(`field.${name}`)} rules={[{ required: !FREE.has(act) }]}>
            <Input.TextArea rows={3} maxLength={act === 'accept' ? 400 : 1000} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
