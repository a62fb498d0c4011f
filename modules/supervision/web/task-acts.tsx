import { Link, useNavigate } from '@tanstack/react-router';
import type { RouteDef } from '@tarim/platform/contract';
import { EvidenceFiles, UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Radio, Tooltip } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import {
  askExtension,
  cancelTask,
  closeTask,
  decideExtension,
  ENDED,
  issueNotice,
  leadTask,
  receiveTask,
  remindTask,
  replyTask,
  returnTask,
  reviewTask,
  type TaskAct,
  type TaskDetail,
  transferTask,
  uploadTaskFile,
  VERIFICATIONS,
  verifyTask,
} from '../contract.ts';
import { causeName } from './words.tsx';

const ROUTES: Readonly<Record<TaskAct, RouteDef>> = {
  receive: receiveTask as RouteDef,
  verify: verifyTask as RouteDef,
  reply: replyTask as RouteDef,
  review: reviewTask as RouteDef,
  close: closeTask as RouteDef,
  return: returnTask as RouteDef,
  lead: leadTask as RouteDef,
  transfer: transferTask as RouteDef,
  cancel: cancelTask as RouteDef,
  remind: remindTask as RouteDef,
  'ask-extension': askExtension as RouteDef,
  'grant-extension': decideExtension as RouteDef,
  'refuse-extension': decideExtension as RouteDef,
};
/** Done with one click: there is nothing to say. */
const PLAIN: readonly TaskAct[] = ['receive', 'review'];
/** What leads on, of which the first is the main button. */
const FORWARD: readonly TaskAct[] = ['receive', 'verify', 'reply', 'review', 'close', 'grant-extension'];
const DANGER: readonly TaskAct[] = ['return', 'cancel', 'refuse-extension'];

/** Buttons of what the person may do now; what only the separation of duties forbids says so. */
export function TaskActions({ task }: { task: TaskDetail }): ReactNode {
  const t = useText('supervision');
  const [open, setOpen] = useState<TaskAct | 'notice' | null>(null);
  const receive = useRouteMutation(receiveTask, { success: t('act.done') });
  const review = useRouteMutation(reviewTask, { success: t('act.done') });
  const shown = task.next.filter((one) => one.why !== 'no-right');
  const main = FORWARD.find((act) => shown.some((one) => one.act === act && one.allowed));
  const begin = (act: TaskAct) => {
    if (!PLAIN.includes(act)) return setOpen(act);
    return (act === 'receive' ? receive : review).mutate({ params: { id: task.id }, body: {} });
  };
  return (
    <>
      {shown.map(({ act, allowed, why }) => (
        <Tooltip key={act} title={why ? t(`why.${why}`) : undefined}>
          <Button
            type={act === main ? 'primary' : 'default'}
            danger={DANGER.includes(act)}
            disabled={!allowed}
            loading={(act === 'receive' && receive.isPending) || (act === 'review' && review.isPending)}
            onClick={() => begin(act)}
          >
            {t(`act.${act}`)}
          </Button>
        </Tooltip>
      ))}
      <VisitLink task={task} />
      {task.mayIssue ? <Button onClick={() => setOpen('notice')}>{t('act.notice')}</Button> : null}
      {open === 'notice' ? <NoticeDialog task={task} onClose={() => setOpen(null)} /> : null}
      {open !== null && open !== 'notice' ? (
        <ActDialog act={open} task={task} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

/** 安排检查: an open task about an enterprise leads to a visit that says for which task it is. */
function VisitLink({ task }: { task: TaskDetail }): ReactNode {
  const t = useText('supervision');
  const may = useMay();
  if (task.enterpriseName === null || ENDED.includes(task.state) || !may('inspection.manage', task.unitPath))
    return null;
  const search = new URLSearchParams({
    plan: '1',
    task: String(task.id),
    enterprise: task.enterpriseName,
    why: t('task.visitWhy', { code: task.code, cause: causeName(t, task.cause) }),
  });
  return (
    <Link to={`/inspection/visits?${search}` as string}>
      <Button>{t('act.visit')}</Button>
    </Link>
  );
}

// biome-ignore lint/suspicious/noExplicitAny: each act has a form of its own; the route checks what it gives
type Values = any;

function bodyOf(act: TaskAct, values: Values): object {
  if (act === 'grant-extension' || act === 'refuse-extension')
    return { grant: act === 'grant-extension', text: values.text };
  if (act === 'reply') return { ...values, evidence: values.evidence ?? [] };
  if (act === 'verify') return { verification: values.verification, text: values.text || undefined };
  return values;
}

/** The form of one act. */
function ActDialog({
  act,
  task,
  onClose,
}: {
  act: TaskAct;
  task: TaskDetail;
  onClose: () => void;
}): ReactNode {
  const t = useText('supervision');
  const [form] = Form.useForm();
  const send = useRouteMutation(ROUTES[act], { success: t('act.done'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ danger: DANGER.includes(act) }}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t(`needs.${act}`)}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ verification: task.verification, confirmed: true, length: 1 }}
        onFinish={(values: Values) => send.mutate({ params: { id: task.id }, body: bodyOf(act, values) })}
      >
        <Fields act={act} task={task} />
      </Form>
    </Modal>
  );
}

function Fields({ act, task }: { act: TaskAct; task: TaskDetail }): ReactNode {
  const t = useText('supervision');
  const may = useMay();
  const dispatches = useCallback((path: string) => may('supervision.dispatch', path), [may]);
  const must = [{ required: true, message: t('required') }];
  const words = (name: string, label: string, rows: number, most: number, required = true) => (
    <Form.Item
      name={name}
      label={label}
      rules={required ? [{ required: true, min: 2, whitespace: true, message: t('required') }] : []}
    >
      <Input.TextArea rows={rows} maxLength={most} />
    </Form.Item>
  );
  if (act === 'verify')
    return (
      <>
        <Form.Item name="verification" label={t('field.verification')} rules={must}>
          <Radio.Group
            options={VERIFICATIONS.map((value) => ({ value, label: t(`verification.${value}`) }))}
          />
        </Form.Item>
        {words('text', t('act.remark'), 2, 1_000, false)}
      </>
    );
  if (act === 'reply')
    return (
      <>
        <Form.Item name="confirmed" label={t('detail.confirmed')} rules={must}>
          <Radio.Group
            options={[
              { value: true, label: t('yes') },
              { value: false, label: t('no') },
            ]}
          />
        </Form.Item>
        {words('text', t('act.found'), 5, 4_000)}
        <Form.Item
          name="evidence"
          label={t('evidence.title')}
          rules={task.verification === 'on-site' ? must : []}
        >
          <EvidenceFiles upload={uploadTaskFile as RouteDef} />
        </Form.Item>
      </>
    );
  if (act === 'lead')
    return (
      <>
        {words('suspected', t('lead.suspected'), 2, 500)}
        {words('facts', t('lead.facts'), 5, 4_000)}
      </>
    );
  return (
    <>
      {act === 'transfer' ? (
        <Form.Item name="unitPath" label={t('act.transferTo')} rules={must}>
          <UnitSelect may={dispatches} />
        </Form.Item>
      ) : null}
      {act === 'ask-extension' ? (
        <Form.Item
          name="length"
          label={t('act.extensionLength', { unit: t(`unit.${task.clock.unit}`) })}
          rules={must}
        >
          <InputNumber min={1} max={365} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      ) : null}
      {words('text', t('act.reason'), 3, 500)}
    </>
  );
}

/** 制发督办单: what is demanded; number, facts and deadline come by themselves. */
function NoticeDialog({ task, onClose }: { task: TaskDetail; onClose: () => void }): ReactNode {
  const t = useText('supervision');
  const navigate = useNavigate();
  const [form] = Form.useForm<{ requirement: string }>();
  const send = useRouteMutation(issueNotice, {
    success: t('notice.issued'),
    onSuccess: ({ id }) => void navigate({ to: `/supervision/notices/${id}` as string }),
  });
  return (
    <Modal
      open
      title={t('act.notice')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('notice.issue')}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('notice.issueHint', { name: task.enterpriseName ?? task.subject })}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ requirement: task.requirement }}
        onFinish={(values) => send.mutate({ params: { id: task.id }, body: values })}
      >
        <Form.Item
          name="requirement"
          label={t('notice.requirement')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={6} maxLength={4_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
