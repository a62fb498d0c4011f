import { useNavigate } from '@tanstack/react-router';
import { useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import {
  ACCIDENT_EVENTS,
  acknowledgeAlarm,
  CLOSE_REASONS,
  type CloseReason,
  closeAlarm,
  openAccident,
} from '../contract.ts';

export type AlarmAct = 'acknowledge' | 'close' | 'accident';

interface Values {
  readonly note?: string;
  readonly reason?: CloseReason;
  readonly event?: (typeof ACCIDENT_EVENTS)[number];
  readonly foundAt?: Dayjs;
}

/** 签收、解除、转为事故. */
export function AlarmActDialog({
  id,
  act,
  onClose,
}: {
  id: number;
  act: AlarmAct;
  onClose: () => void;
}): ReactNode {
  const t = useText('tracking');
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const done = { success: t('saved'), onSuccess: onClose };
  const acknowledge = useRouteMutation(acknowledgeAlarm, done);
  const close = useRouteMutation(closeAlarm, done);
  const open = useRouteMutation(openAccident, {
    success: t('saved'),
    onSuccess: (accident) => void navigate({ to: `/tracking/accidents/${accident.id}` as string }),
  });
  const params = { id };
  const finish = ({ note = '', reason, event, foundAt }: Values) => {
    if (act === 'acknowledge') acknowledge.mutate({ params, body: { note } });
    else if (act === 'close') close.mutate({ params, body: { reason, note } });
    else open.mutate({ params, body: { event, foundAt: foundAt?.toISOString() } });
  };
  return (
    <Modal
      open
      title={t(`alarm.${act}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={acknowledge.isPending || close.isPending || open.isPending}
    >
      <Form<Values>
        form={form}
        name="act"
        layout="vertical"
        initialValues={{ event: 'lost', foundAt: dayjs() }}
        onFinish={finish}
      >
        {act === 'close' ? (
          <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true }]}>
            <Select options={CLOSE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))} />
          </Form.Item>
        ) : null}
        {act === 'accident' ? (
          <>
            <Form.Item name="event" label={t('field.event')} rules={[{ required: true }]}>
              <Select options={ACCIDENT_EVENTS.map((value) => ({ value, label: t(`event.${value}`) }))} />
            </Form.Item>
            <Form.Item
              name="foundAt"
              label={t('field.foundAt')}
              rules={[{ required: true }]}
              extra={t('accident.clockHint')}
            >
              <DatePicker showTime style={{ width: '100%' }} />
            </Form.Item>
          </>
        ) : (
          <Form.Item
            name="note"
            label={t('field.note')}
            rules={act === 'close' ? [{ required: true, min: 2 }] : []}
          >
            <Input.TextArea maxLength={300} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
