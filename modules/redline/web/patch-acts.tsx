import { useNavigate } from '@tanstack/react-router';
import type { RouteDef } from '@tarim/platform/contract';
import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Modal, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import * as contract from '../contract.ts';
import { type PatchAct, type PatchDetail, receivePatch } from '../contract.ts';
import { bodyOf, type Values } from './act-body.ts';
import { ActFields } from './act-fields.tsx';

const ROUTES: Readonly<Record<PatchAct, RouteDef>> = {
  interpret: contract.interpretPatch as RouteDef,
  discard: contract.discardPatch as RouteDef,
  suspect: contract.suspectPatch as RouteDef,
  dispatch: contract.dispatchPatch as RouteDef,
  receive: contract.receivePatch as RouteDef,
  'give-back': contract.giveBackPatch as RouteDef,
  verify: contract.verifyPatch as RouteDef,
  'send-back': contract.sendBackPatch as RouteDef,
  judge: contract.judgePatch as RouteDef,
  order: contract.orderPatch as RouteDef,
  'hand-over': contract.handOverPatch as RouteDef,
  submit: contract.submitPatch as RouteDef,
  accept: contract.acceptPatch as RouteDef,
  refuse: contract.refusePatch as RouteDef,
  'look-back': contract.lookBackPatch as RouteDef,
  reopen: contract.reopenPatch as RouteDef,
  restore: contract.restorePatch as RouteDef,
  split: contract.splitPatch as RouteDef,
  merge: contract.mergePatch as RouteDef,
};
/** What leads on, of which the first is the main button. */
const FORWARD: readonly PatchAct[] = [
  'interpret',
  'suspect',
  'dispatch',
  'receive',
  'verify',
  'judge',
  'hand-over',
  'submit',
  'accept',
  'look-back',
];
const DANGER: readonly PatchAct[] = ['discard', 'give-back', 'send-back', 'refuse', 'reopen'];
/** Acts in which something is drawn on a map. */
const WIDE: readonly PatchAct[] = ['verify', 'split'];

/** Buttons of what the person may do now; what only the separation of duties forbids says so. */
export function PatchActions({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const [open, setOpen] = useState<PatchAct | null>(null);
  const receive = useRouteMutation(receivePatch, { success: t('act.done') });
  const shown = detail.next.filter((one) => one.why !== 'no-right');
  const main = FORWARD.find((act) => shown.some((one) => one.act === act && one.allowed));
  const begin = (act: PatchAct) =>
    act === 'receive' ? receive.mutate({ params: { id: detail.patch.id }, body: {} }) : setOpen(act);
  return (
    <>
      {shown.map(({ act, allowed, why }) => (
        <Tooltip key={act} title={why ? t(`why.${why}`) : undefined}>
          <Button
            type={act === main ? 'primary' : 'default'}
            danger={DANGER.includes(act as PatchAct)}
            disabled={!allowed}
            loading={act === 'receive' && receive.isPending}
            onClick={() => begin(act as PatchAct)}
          >
            {t(`act.${act}`)}
          </Button>
        </Tooltip>
      ))}
      {open === null ? null : <ActDialog act={open} detail={detail} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The form of one act. */
function ActDialog({
  act,
  detail,
  onClose,
}: {
  act: PatchAct;
  detail: PatchDetail;
  onClose: () => void;
}): ReactNode {
  const t = useText('redline');
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const { patch } = detail;
  const send = useRouteMutation(ROUTES[act], {
    success: t('act.done'),
    refresh: ['redline', 'supervision'],
    onSuccess: (answer) => {
      onClose();
      // What patches were merged into is another patch.
      const { id } = (answer as unknown as PatchDetail).patch;
      if (id !== patch.id) void navigate({ to: `/redline/patches/${id}` as string });
    },
  });
  return (
    <Modal
      open
      width={WIDE.includes(act) ? 860 : 560}
      title={`${t(`act.${act}`)} · ${patch.code}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ danger: DANGER.includes(act) }}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t(`needs.${act}`)}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ class: patch.class ?? undefined, to: 'supervision', unitPath: patch.unitPath }}
        onFinish={(values) =>
          send.mutate({ params: { id: patch.id }, body: bodyOf(act, values, patch.unitPath) })
        }
      >
        <ActFields act={act} detail={detail} />
      </Form>
    </Modal>
  );
}
