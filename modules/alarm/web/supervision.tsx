import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { dispatchTask, tasksOfAlarm } from '@tarim/supervision/contract';
import { formatTime, type Text, useMay, useRouteMutation, useRouteQuery } from '@tarim/ui';
import { Button, Form, Input, Modal, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import type { AlarmDetail } from '../contract.ts';

const LIGHT: Readonly<Record<string, string>> = { green: 'green', yellow: 'gold', red: 'red' };

/** What was asked of whom about this alarm (督办), and the button to ask by hand. */
export function Supervision({ alarm, t }: { alarm: Static<typeof AlarmDetail>; t: Text }): ReactNode {
  const [open, setOpen] = useState(false);
  const mayDispatch = useMay('supervision.dispatch', alarm.unitPath);
  const query = useRouteQuery(tasksOfAlarm, { params: { id: alarm.id } }, { refetchMs: 30_000 });
  const tasks = query.data?.tasks ?? [];
  return (
    <>
      {tasks.length === 0 ? <p className="muted">{t('supervision.none')}</p> : null}
      <ul className="steps">
        {tasks.map((task) => (
          <li key={task.id}>
            <Link to={`/supervision/tasks/${task.id}` as string}>{task.code}</Link>{' '}
            <Tag color={LIGHT[task.light]}>{t(`supervision:state.${task.state}`)}</Tag>
            <span className="muted">{t('supervision.due', { time: formatTime(task.dueAt) })}</span>
          </li>
        ))}
      </ul>
      {mayDispatch ? <Button onClick={() => setOpen(true)}>{t('supervision.dispatch')}</Button> : null}
      {open ? <DispatchDialog id={alarm.id} t={t} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Who gets it and until when is as the rules say; the person says what is asked. */
function DispatchDialog({ id, t, onClose }: { id: number; t: Text; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<{ requirement: string }>();
  const send = useRouteMutation(dispatchTask, {
    success: t('supervision.dispatched'),
    refresh: ['supervision'],
    onSuccess: onClose,
  });
  return (
    <Modal
      open
      title={t('supervision.dispatch')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('supervision.hint')}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ requirement }) => send.mutate({ body: { alarmId: id, requirement } })}
      >
        <Form.Item
          name="requirement"
          label={t('supervision.requirement')}
          rules={[{ required: true, min: 2, whitespace: true }]}
        >
          <Input.TextArea rows={4} maxLength={4_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
