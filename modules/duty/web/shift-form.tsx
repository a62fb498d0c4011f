import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { type OnDuty, putShift, SHIFT_ROLES, type Slot } from '../contract.ts';

const EMPTY: OnDuty = { role: 'officer', name: '', account: null, phone: null, email: null };

/** The people of one shift. */
export function ShiftForm({
  unitPath,
  day,
  slot,
  people,
  onClose,
}: {
  unitPath: string;
  day: string;
  slot: Slot;
  people: readonly OnDuty[];
  onClose: () => void;
}): ReactNode {
  const t = useText('duty');
  const [form] = Form.useForm<{ people: OnDuty[] }>();
  const save = useRouteMutation(putShift, { success: t('saved'), onSuccess: onClose });
  const finish = (values: { people: OnDuty[] }) =>
    save.mutate({
      body: {
        unitPath,
        day,
        slot,
        people: values.people.map((one) => ({
          role: one.role,
          name: one.name.trim(),
          account: one.account?.trim() || null,
          phone: one.phone?.trim() || null,
          email: one.email?.trim() || null,
        })),
      },
    });
  return (
    <Modal
      open
      width={760}
      title={`${day} ${t(`slot.${slot}`)}`}
      okText={t('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ people: people.length > 0 ? people : [{ ...EMPTY, role: 'lead' }, EMPTY] }}
        onFinish={finish}
      >
        <Form.List name="people">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="form-row" style={{ alignItems: 'end' }}>
                  <Form.Item name={[name, 'role']} label={t('shift.role')} rules={[{ required: true }]}>
                    <Select options={SHIFT_ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'name']}
                    label={t('shift.name')}
                    rules={[{ required: true, whitespace: true }]}
                  >
                    <Input maxLength={60} />
                  </Form.Item>
                  <Form.Item name={[name, 'phone']} label={t('shift.phone')}>
                    <Input maxLength={30} inputMode="tel" />
                  </Form.Item>
                  <Form.Item name={[name, 'email']} label={t('shift.email')} rules={[{ type: 'email' }]}>
                    <Input maxLength={200} />
                  </Form.Item>
                  <Form.Item name={[name, 'account']} label={t('shift.account')}>
                    <Input maxLength={60} />
                  </Form.Item>
                  <Form.Item>
                    <Button danger onClick={() => remove(name)}>
                      {t('shift.remove')}
                    </Button>
                  </Form.Item>
                </div>
              ))}
              <Button onClick={() => add(EMPTY)} disabled={fields.length >= 12}>
                {t('shift.add')}
              </Button>
            </>
          )}
        </Form.List>
        <p className="muted">{t('shift.hint')}</p>
      </Form>
    </Modal>
  );
}
