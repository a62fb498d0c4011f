import type { RouteDef } from '@tarim/platform/contract';
import { type EvidenceFile, EvidenceFiles, useRouteMutation, useText, withSubscripts } from '@tarim/ui';
import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { addOperation, createMark, type ReviewMonth, uploadEvidence } from '../contract.ts';
import { hourText } from './chart-option.ts';
import { useMarkWords } from './use-mark-words.ts';

export type ReviewAct = 'invalidate' | 'out-of-control' | 'substitute' | 'correct' | 'mark';
const HOUR_MS = 3_600_000;

interface Values {
  readonly codes?: string[];
  readonly code?: string;
  readonly mark?: string;
  readonly mean?: number | null;
  readonly total?: number | null;
  readonly reason: string;
  readonly evidence?: EvidenceFile[];
}

/** What is done to the selected span, with its reason. */
export function ActDialog({
  act,
  data,
  span,
  codes,
  onClose,
}: {
  act: ReviewAct;
  data: ReviewMonth;
  span: readonly [number, number];
  codes: readonly string[];
  onClose: () => void;
}): ReactNode {
  const t = useText('quality');
  const [form] = Form.useForm<Values>();
  const done = { success: t('saved'), onSuccess: onClose };
  const operate = useRouteMutation(addOperation, done);
  const mark = useRouteMutation(createMark, done);
  const start = Date.parse(data.from);
  const from = new Date(start + span[0] * HOUR_MS).toISOString();
  const to = new Date(start + (span[1] + 1) * HOUR_MS).toISOString();
  const pollutants = data.columns.filter((one) => one.pollutant).map((one) => one.code);
  const submit = ({ codes: chosen, code, reason, evidence: files = [], mark: word, mean, total }: Values) => {
    const evidence = files.map((one) => one.sha256);
    if (act === 'mark')
      return mark.mutate({
        params: { id: data.outlet.id },
        body: { mark: word, from, to, reason, evidence },
      });
    operate.mutate({
      params: { pointId: data.outlet.id, month: data.month },
      body: {
        kind: act === 'out-of-control' ? 'invalidate' : act,
        codes: act === 'correct' ? [code] : (chosen ?? []),
        from,
        to,
        ...(act === 'invalidate' ? { situation: 'invalid' } : {}),
        ...(act === 'out-of-control' ? { situation: 'out-of-control' } : {}),
        ...(act === 'correct' ? { mean: mean ?? null, total: total ?? null } : {}),
        reason,
        evidence,
        seq: data.lastSeq,
      },
    });
  };
  const shownPollutants = codes.filter((one) => pollutants.includes(one));
  return (
    <Modal
      open
      width={600}
      title={`${t(`act.${act}`)} · ${hourText(data.from, span[0])} – ${hourText(data.from, span[1] + 1)}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={operate.isPending || mark.isPending}
    >
      <p className="muted">{t(`explain.${act}`)}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          codes: act === 'substitute' ? shownPollutants : [...codes],
          code: shownPollutants[0] ?? codes[0],
        }}
        onFinish={submit}
      >
        <Fields act={act} data={data} pollutants={pollutants} />
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, min: 2, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} autoFocus />
        </Form.Item>
        <Form.Item name="evidence" label={t('evidence')}>
          <EvidenceFiles upload={uploadEvidence as RouteDef} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Fields({
  act,
  data,
  pollutants,
}: {
  act: ReviewAct;
  data: ReviewMonth;
  pollutants: readonly string[];
}): ReactNode {
  const t = useText('quality');
  const words = useMarkWords();
  const must = [{ required: true, message: t('required') }];
  const optionsOf = (codes: readonly string[] | null) =>
    data.columns
      .filter((one) => codes === null || codes.includes(one.code))
      .map((one) => ({ value: one.code, label: withSubscripts(one.name) }));
  if (act === 'mark')
    return (
      <Form.Item name="mark" label={t('mark.word')} rules={must}>
        <Select options={words} />
      </Form.Item>
    );
  if (act === 'correct')
    return (
      <div className="form-row">
        <Form.Item name="code" label={t('factor')} rules={must}>
          <Select options={optionsOf(null)} />
        </Form.Item>
        <Form.Item name="mean" label={t('correct.mean')}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="total" label={t('correct.total')}>
          <InputNumber min={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
    );
  return (
    <>
      <Form.Item
        name="codes"
        label={t('factors')}
        extra={t(act === 'substitute' ? 'codes.pollutants' : 'codes.all')}
      >
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={optionsOf(act === 'substitute' ? pollutants : null)}
        />
      </Form.Item>
      {act === 'substitute' ? (
        <Alert
          type="info"
          style={{ marginBottom: 16 }}
          title={data.rules.map((rule) => `${rule.version} · ${t(`confidence.${rule.confidence}`)}`)[0]}
        />
      ) : null}
    </>
  );
}
