import { UnitSelect, useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, Modal, Radio } from 'antd';
import type { ReactNode } from 'react';
import { type CalendarEntry, putCalendarDay } from '../contract.ts';

interface Values {
  readonly date: string;
  readonly unitPath: string;
  readonly kind: 'holiday' | 'workday' | 'remove';
  readonly name?: string;
  readonly source?: string;
  readonly reason: string;
}

/** Sets a day off or worked, for the nation or for a unit, or takes a setting away. */
export function CalendarDayForm({
  date,
  entries,
  onClose,
}: {
  date: string;
  entries: readonly CalendarEntry[];
  onClose: () => void;
}): ReactNode {
  const t = useText('supervision');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(putCalendarDay, { success: t('calendar.saved'), onSuccess: onClose });
  const known = [...entries].reverse().find((one) => one.date === date);
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('calendar.set')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <p className="muted">{t('calendar.recomputes')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          date,
          unitPath: known?.unitPath ?? '/',
          kind: known?.kind ?? 'holiday',
          name: known?.name ?? '',
          source: known?.origin === 'set' ? known.source : '',
        }}
        onFinish={({ kind, name = '', source = '', ...rest }) =>
          save.mutate({
            body: { ...rest, name, source: source ?? '', kind: kind === 'remove' ? null : kind },
          })
        }
      >
        <Form.Item name="date" label={t('calendar.date')} rules={must}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="unitPath" label={t('calendar.where')} rules={must}>
          <UnitSelect everywhere />
        </Form.Item>
        <Form.Item name="kind" label={t('calendar.kind')} rules={must}>
          <Radio.Group
            options={(['holiday', 'workday', 'remove'] as const).map((value) => ({
              value,
              label: t(`dayKind.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t('calendar.name')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="source" label={t('calendar.source')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('rules.reason')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
