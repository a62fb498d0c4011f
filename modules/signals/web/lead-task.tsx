import { Link } from '@tanstack/react-router';
import { dispatchTask, tasksOfSignal } from '@tarim/supervision/contract';
import { formatTime, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Form, Input, Modal, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import type { LeadDetail } from '../contract.ts';

const LIGHT: Readonly<Record<string, string>> = { green: 'green', yellow: 'gold', red: 'red' };

/** What was asked of whom about this lead (督办), and the button to ask by hand. */
export function LeadTask({ lead }: { lead: LeadDetail }): ReactNode {
  const t = useText('signals');
  const [open, setOpen] = useState(false);
  const mayDispatch = useMay('supervision.dispatch', lead.unitPath);
  const query = useRouteQuery(tasksOfSignal, { params: { id: lead.id } }, { refetchMs: 10_000 });
  const tasks = query.data?.tasks ?? [];
  return (
    <>
      {query.data && tasks.length === 0 ? <p className="muted">{t('task.none')}</p> : null}
      <ul className="steps">
        {tasks.map((task) => (
          <li key={task.id}>
            <Link to={`/supervision/tasks/${task.id}` as string}>{task.code}</Link>{' '}
            <Tag color={LIGHT[task.light]}>{t(`supervision:state.${task.state}`)}</Tag>
            <span className="muted">{t('task.due', { time: formatTime(task.dueAt) })}</span>
          </li>
        ))}
      </ul>
      {mayDispatch ? <Button onClick={() => setOpen(true)}>{t('task.dispatch')}</Button> : null}
      {open ? <DispatchDialog id={lead.id} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Who gets it and until when is as the rules say; the person says what is asked. */
function DispatchDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('signals');
  const [form] = Form.useForm<{ requirement: string }>();
  const send = useRouteMutation(dispatchTask, {
    success: t('task.dispatched'),
    refresh: ['supervision'],
    onSuccess: onClose,
  });
  return (
    <Modal
      open
      title={t('task.dispatch')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('task.hint')}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ requirement }) => send.mutate({ body: { signalId: id, requirement } })}
      >
        <Form.Item
          name="requirement"
          label={t('task.requirement')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={4} maxLength={4_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
