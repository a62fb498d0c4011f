import { urlOf } from '@tarim/platform/contract';
import { formatTime, useRouteMutation, useText, withSubscripts } from '@tarim/ui';
import { Button, Empty, Form, Input, Modal, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { getEvidence, type OperationRow, type ReviewMonth, restoreOperation } from '../contract.ts';
import { kgText, percentText } from './words.tsx';

const COLOURS: Readonly<Record<string, string>> = {
  mark: 'geekblue',
  invalidate: 'red',
  correct: 'purple',
  substitute: 'blue',
  restore: 'default',
};
const short = (iso: string) => formatTime(iso, 'full').slice(5, 16);

/** What was done, newest first; each step can be looked at as it was, and those that are no mark taken back. */
export function OperationLog({
  data,
  undo,
  mayRestore,
  onReplay,
}: {
  data: ReviewMonth;
  /** The last step that can be taken back. */
  undo: number | null;
  mayRestore: boolean;
  onReplay: (seq: number | undefined) => void;
}): ReactNode {
  const t = useText('quality');
  const [restoring, setRestoring] = useState<number | null>(null);
  const [open, setOpen] = useState<number | null>(null);
  const nameOf = (code: string) =>
    withSubscripts(data.columns.find((one) => one.code === code)?.name ?? code);
  if (data.operations.length === 0) return <Empty description={t('log.none')} />;
  return (
    <>
      <div className="review-bar">
        <Button size="small" disabled={undo === null} onClick={() => setRestoring(undo)}>
          {t('log.undo')}
        </Button>
        <Button size="small" onClick={() => onReplay(0)}>
          {t('log.fromStart')}
        </Button>
        <span className="muted">{t('log.note')}</span>
      </div>
      <ol className="review-log">
        {data.operations.map((one) => (
          <li key={one.seq} className={one.undone ? 'undone' : undefined}>
            <div className="review-head">
              <strong>#{one.seq}</strong>
              <Tag color={COLOURS[one.kind]}>{t(`operation.${one.kind}`)}</Tag>
              <span className="review-what">
                {short(one.from)} – {short(one.to)} ·{' '}
                {one.codes.length === 0 ? t('codes.every') : one.codes.map(nameOf).join('、')}
              </span>
              {one.undone ? <Tag>{t('log.undone')}</Tag> : null}
            </div>
            <div>
              <Detail operation={one} />
              {one.reason}
            </div>
            <small>
              {one.by} · {formatTime(one.at, 'full').slice(0, 16)}
            </small>{' '}
            {one.evidence.map((sha256) => (
              <a
                key={sha256}
                href={urlOf(getEvidence, { id: data.outlet.id, sha256 })}
                target="_blank"
                rel="noreferrer"
              >
                {t('evidence')} <code>{sha256.slice(0, 8)}</code>{' '}
              </a>
            ))}
            <Button size="small" type="link" onClick={() => onReplay(one.seq)}>
              {t('log.replay')}
            </Button>
            {one.values.length > 0 ? (
              <Button size="small" type="link" onClick={() => setOpen(open === one.seq ? null : one.seq)}>
                {t('log.values', { n: one.values.length })}
              </Button>
            ) : null}
            {mayRestore && !one.undone && one.kind !== 'mark' && one.kind !== 'restore' ? (
              <Button size="small" type="link" onClick={() => setRestoring(one.seq)}>
                {t('log.restore')}
              </Button>
            ) : null}
            {open === one.seq ? <Values operation={one} nameOf={nameOf} /> : null}
          </li>
        ))}
      </ol>
      {restoring === null ? null : (
        <RestoreDialog data={data} seq={restoring} onClose={() => setRestoring(null)} />
      )}
    </>
  );
}

function Detail({ operation }: { operation: OperationRow }): ReactNode {
  const t = useText('quality');
  const { detail, kind } = operation;
  if (kind === 'restore')
    return <span className="muted">{t('log.takesBack', { seq: detail.seq ?? '' })} </span>;
  if (kind === 'invalidate') return <span className="muted">{t(`situation.${detail.situation}`)} · </span>;
  if (kind === 'mark') return <span className="muted">{t(`effect.${detail.effect}`)} · </span>;
  if (kind === 'substitute')
    return (
      <span className="muted">
        {detail.rule} · {t('log.given', { n: detail.given ?? 0, without: detail.without ?? 0 })} ·{' '}
      </span>
    );
  return (
    <span className="muted">
      {detail.mean === null ? '' : `${t('correct.mean')} ${detail.mean} · `}
      {detail.total === null ? '' : `${t('correct.total')} ${detail.total} · `}
    </span>
  );
}

/** Where each value that stands in came from. */
function Values({
  operation,
  nameOf,
}: {
  operation: OperationRow;
  nameOf: (code: string) => string;
}): ReactNode {
  const t = useText('quality');
  return (
    <div className="review-hours" style={{ maxHeight: 220 }}>
      <table>
        <thead>
          <tr>
            {['hours.time', 'factor', 'value.kg', 'value.alpha', 'value.from', 'value.at'].map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {operation.values.map((one) => (
            <tr key={`${one.time}${one.code}`}>
              <td>{short(one.time)}</td>
              <td>{nameOf(one.code)}</td>
              <td>{kgText(one.kg)}</td>
              <td>{percentText(one.alpha)}</td>
              <td title={one.problem ?? undefined}>
                {one.first && one.last
                  ? `${one.count}/${one.lookback}: ${short(one.first)}…${short(one.last)}`
                  : t(`problem.${one.problem}`)}
              </td>
              <td>{one.at ? short(one.at) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RestoreDialog({
  data,
  seq,
  onClose,
}: {
  data: ReviewMonth;
  seq: number;
  onClose: () => void;
}): ReactNode {
  const t = useText('quality');
  const [form] = Form.useForm<{ reason: string }>();
  const restore = useRouteMutation(restoreOperation, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('log.restoreOf', { seq })}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={restore.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) =>
          restore.mutate({ params: { pointId: data.outlet.id, month: data.month, seq }, body })
        }
      >
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, min: 2, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
