import type { RouteDef } from '@tarim/platform/contract';
import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, Modal, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ReviewMonth, reopenMonth, returnMonth, signMonth } from '../contract.ts';
import { kgText } from './words.tsx';

type What = 'sign' | 'return' | 'reopen';
const ROUTES = { sign: signMonth, return: returnMonth, reopen: reopenMonth } as const;

/** The next signature, and the ways back. A button that cannot be used says why. */
export function Signing({ data }: { data: ReviewMonth }): ReactNode {
  const t = useText('quality');
  const [open, setOpen] = useState<What | null>(null);
  const { may } = data;
  return (
    <>
      {may.return ? <Button onClick={() => setOpen('return')}>{t('sign.return')}</Button> : null}
      {may.reopen ? (
        <Button danger onClick={() => setOpen('reopen')}>
          {t('sign.reopen')}
        </Button>
      ) : null}
      {may.sign && may.signWhy !== 'no-right' ? (
        <Tooltip title={may.signWhy ? t(`why.${may.signWhy}`) : null}>
          <Button type="primary" disabled={may.signWhy !== null} onClick={() => setOpen('sign')}>
            {t(`level.${may.sign}`)}
          </Button>
        </Tooltip>
      ) : null}
      {open ? <SignDialog what={open} data={data} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function SignDialog({
  what,
  data,
  onClose,
}: {
  what: What;
  data: ReviewMonth;
  onClose: () => void;
}): ReactNode {
  const t = useText('quality');
  const [form] = Form.useForm<{ text?: string }>();
  const send = useRouteMutation(ROUTES[what] as RouteDef, { success: t('saved'), onSuccess: onClose });
  const params = { pointId: data.outlet.id, month: data.month };
  const signing = what === 'sign';
  return (
    <Modal
      open
      title={signing ? t(`level.${data.may.sign}`) : t(`sign.${what}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={signing ? t('sign.do') : undefined}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t(`explain.${what}`)}</p>
      {signing ? (
        <>
          <ul>
            {data.totals.map((one) => (
              <li key={one.code}>
                {one.name}: <strong>{kgText(one.total)} kg</strong>
                {one.substituted > 0 ? ` (${t('total.substituted')} ${kgText(one.substituted)})` : ''}
                {one.unresolved > 0 ? (
                  <span className="exceeds">
                    {' '}
                    {t('total.unresolved')} {one.unresolved}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
          <p>
            {t('hash')} <span className="hash">{data.hash}</span>
          </p>
        </>
      ) : null}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ text }) =>
          send.mutate({
            params,
            body: signing
              ? { level: data.may.sign, hash: data.hash, note: text?.trim() || null }
              : { reason: text },
          })
        }
      >
        <Form.Item
          name="text"
          label={t(signing ? 'note' : 'reason')}
          rules={signing ? [] : [{ required: true, min: 2, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
