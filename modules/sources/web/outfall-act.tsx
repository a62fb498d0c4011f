import type { RouteDef } from '@tarim/platform/contract';
import { type EvidenceFile, EvidenceFiles, useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  closeOutfall,
  monitorOutfall,
  type OutfallAct,
  planOutfall,
  returnOutfall,
  TREATMENTS,
  traceOutfall,
  treatOutfall,
  uploadEvidence,
} from '../contract.ts';
import type { OutfallDetail } from './outfall.tsx';
import { OwnerSelect } from './outfall-form.tsx';
import { emptyResult, ResultRows } from './result-rows.tsx';

const ROUTES = {
  monitor: monitorOutfall,
  trace: traceOutfall,
  plan: planOutfall,
  treat: treatOutfall,
  close: closeOutfall,
  return: returnOutfall,
} as const;

// biome-ignore lint/suspicious/noExplicitAny: each act has a form of its own; the route checks what it gives
type Values = any;

const hashes = (files: readonly EvidenceFile[] = []) => files.map((one) => one.sha256);

const bodies: Readonly<Record<OutfallAct, (values: Values) => object>> = {
  monitor: ({ sampledOn, results = [], taskId, evidence }) => ({
    sampledOn,
    results: results
      .filter((one: Values) => one?.item && (one.below || one.value !== null))
      .map(({ item, below, value, detectionLimit, unit }: Values) => ({
        item,
        value: below ? null : value,
        detectionLimit: detectionLimit ?? null,
        unit: unit ?? '',
      })),
    taskId: taskId ?? null,
    evidence: hashes(evidence),
  }),
  trace: ({ responsible, enterpriseId, basis, evidence }) => ({
    responsible: responsible ?? '',
    enterpriseId: enterpriseId ?? null,
    basis,
    evidence: hashes(evidence),
  }),
  plan: (values) => values,
  treat: ({ doneOn, note, evidence }) => ({ doneOn, note: note || null, evidence: hashes(evidence) }),
  close: (values) => values,
  return: (values) => values,
};

/** The form of one act. */
export function ActDialog({
  act,
  detail,
  onClose,
}: {
  act: OutfallAct;
  detail: OutfallDetail;
  onClose: () => void;
}): ReactNode {
  const t = useText('sources');
  const [form] = Form.useForm();
  const send = useRouteMutation(ROUTES[act] as RouteDef, { success: t('saved'), onSuccess: onClose });
  const id = detail.outfall.id;
  return (
    <Modal
      open
      width={act === 'monitor' ? 760 : 560}
      title={t(`act.${act}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ danger: act === 'return' }}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t(`needs.${act}`)}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={initialOf(act, detail)}
        onFinish={(values: Values) => send.mutate({ params: { id }, body: bodies[act](values) })}
      >
        <Fields act={act} detail={detail} />
      </Form>
    </Modal>
  );
}

function initialOf(act: OutfallAct, { outfall, next }: OutfallDetail): object {
  if (act === 'monitor') return { results: emptyResult() };
  if (act === 'trace') return { enterpriseId: outfall.ownerId };
  if (act === 'return') return { to: next.find((one) => one.act === 'return')?.to.at(-1) };
  if (act !== 'plan') return {};
  return {
    treatment: outfall.treatment ?? 'regulate',
    measure: outfall.measure ?? '',
    responsible: outfall.treatmentBy ?? outfall.responsible ?? '',
    deadline: outfall.deadline ?? undefined,
  };
}

function Fields({ act, detail }: { act: OutfallAct; detail: OutfallDetail }): ReactNode {
  const t = useText('sources');
  const must = [{ required: true, message: t('required') }];
  const evidence = (
    <Form.Item name="evidence" label={t('outfall.evidence')}>
      <EvidenceFiles upload={uploadEvidence as RouteDef} />
    </Form.Item>
  );
  const day = (name: string, label: string) => (
    <Form.Item name={name} label={label} rules={must}>
      <Input type="date" />
    </Form.Item>
  );
  const text = (name: string, label: string, rows = 3, rules: object[] = must) => (
    <Form.Item name={name} label={label} rules={rules}>
      <Input.TextArea rows={rows} maxLength={name === 'reason' ? 500 : 1_000} />
    </Form.Item>
  );
  if (act === 'monitor')
    return (
      <>
        <div className="form-row">
          {day('sampledOn', t('detail.sampledOn'))}
          <Form.Item name="taskId" label={t('detail.taskId')}>
            <InputNumber min={1} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <ResultRows />
        {evidence}
      </>
    );
  if (act === 'trace')
    return (
      <>
        <Form.Item name="responsible" label={t('outfall.responsible')}>
          <Input maxLength={120} placeholder={t('outfall.responsibleHint')} />
        </Form.Item>
        <Form.Item name="enterpriseId" label={t('outfall.owner')}>
          <OwnerSelect />
        </Form.Item>
        {text('basis', t('detail.basis'))}
        {evidence}
      </>
    );
  if (act === 'plan')
    return (
      <>
        <Form.Item name="treatment" label={t('outfall.treatmentKind')} rules={must}>
          <Select options={TREATMENTS.map((value) => ({ value, label: t(`treatment.${value}`) }))} />
        </Form.Item>
        {text('measure', t('outfall.measure'))}
        <div className="form-row">
          <Form.Item name="responsible" label={t('outfall.treatmentBy')} rules={must}>
            <Input maxLength={120} />
          </Form.Item>
          {day('deadline', t('outfall.deadline'))}
        </div>
      </>
    );
  if (act === 'treat')
    return (
      <>
        {day('doneOn', t('outfall.doneOn'))}
        {text('note', t('detail.note'), 2, [])}
        {evidence}
      </>
    );
  const states = detail.next.find((one) => one.act === 'return')?.to ?? [];
  return (
    <>
      {act === 'return' ? (
        <Form.Item name="to" label={t('act.returnTo')} rules={must}>
          <Select options={states.map((value) => ({ value, label: t(`state.${value}`) }))} />
        </Form.Item>
      ) : null}
      {text('reason', t('reason'))}
    </>
  );
}
