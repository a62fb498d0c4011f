import { Link } from '@tanstack/react-router';
import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Input, Modal, Popconfirm, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  cancelTask,
  REVIEW_LEVELS,
  type ReviewLevel,
  reopenTask,
  reportTask,
  reviewTask,
} from '../contract.ts';
import type { TaskDetail } from './task.tsx';

type Asked = 'return' | 'reopen' | 'cancel';

/** What the person may do next; what is possible but not theirs says why. */
export function TaskActions({ detail }: { detail: TaskDetail }): ReactNode {
  const t = useText('monitoring');
  const { task, next } = detail;
  const params = { id: task.id };
  const [asked, setAsked] = useState<Asked | null>(null);
  const report = useRouteMutation(reportTask, { success: t('act.reported') });
  const review = useRouteMutation(reviewTask, { success: t('act.done') });
  const level = next.find((one) => (REVIEW_LEVELS as readonly string[]).includes(one.act));
  const of = (act: string) => next.find((one) => one.act === act);
  const why = (one: { allowed: boolean; why: string | null } | undefined) =>
    one && !one.allowed && one.why ? t(`why.${one.why}`) : undefined;
  return (
    <>
      {of('sample')?.allowed ? (
        <Link to={`/monitoring/field/${task.id}` as string}>
          <Button type="primary">{t('act.sample')}</Button>
        </Link>
      ) : null}
      {of('receive')?.allowed && detail.containers.some((one) => !one.received) ? (
        <Link to={'/monitoring/lab' as string}>
          <Button>{t('act.receive')}</Button>
        </Link>
      ) : null}
      {of('report') ? (
        <Tooltip title={why(of('report'))}>
          <Button
            type={detail.missing.length === 0 ? 'primary' : 'default'}
            disabled={!of('report')!.allowed || detail.missing.length > 0}
            loading={report.isPending}
            onClick={() => report.mutate({ params, body: {} })}
          >
            {t('act.report')}
          </Button>
        </Tooltip>
      ) : null}
      {level ? (
        <Tooltip title={why(level)}>
          <Popconfirm
            title={t(`sure.${level.act}`)}
            onConfirm={() =>
              review.mutate({ params, body: { level: level.act as ReviewLevel, decision: 'pass' } })
            }
          >
            <Button type="primary" disabled={!level.allowed} loading={review.isPending}>
              {t(`level.${level.act}`)}
            </Button>
          </Popconfirm>
        </Tooltip>
      ) : null}
      {level?.allowed ? <Button onClick={() => setAsked('return')}>{t('act.return')}</Button> : null}
      {of('reopen')?.allowed ? <Button onClick={() => setAsked('reopen')}>{t('act.reopen')}</Button> : null}
      {of('cancel')?.allowed ? (
        <Button danger onClick={() => setAsked('cancel')}>
          {t('act.cancel')}
        </Button>
      ) : null}
      {asked ? (
        <ReasonDialog
          asked={asked}
          taskId={task.id}
          level={(level?.act as ReviewLevel | undefined) ?? null}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}

/** A return, a withdrawal and a cancellation say why. */
function ReasonDialog({
  asked,
  taskId,
  level,
  onClose,
}: {
  asked: Asked;
  taskId: number;
  level: ReviewLevel | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('monitoring');
  const [reason, setReason] = useState('');
  const options = { success: t('act.done'), onSuccess: onClose };
  const review = useRouteMutation(reviewTask, options);
  const reopen = useRouteMutation(reopenTask, options);
  const cancel = useRouteMutation(cancelTask, options);
  const params = { id: taskId };
  const save = () => {
    if (asked === 'return' && level)
      review.mutate({ params, body: { level, decision: 'return', comment: reason } });
    else if (asked === 'reopen') reopen.mutate({ params, body: { reason } });
    else if (asked === 'cancel') cancel.mutate({ params, body: { reason } });
  };
  return (
    <Modal
      open
      title={t(`act.${asked}`)}
      onCancel={onClose}
      onOk={save}
      okButtonProps={{ disabled: reason.trim().length < 2, danger: asked === 'cancel' }}
      confirmLoading={review.isPending || reopen.isPending || cancel.isPending}
    >
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={500}
        aria-label={t('act.reason')}
        placeholder={t('act.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
