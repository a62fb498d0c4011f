import type { RouteDef } from '@tarim/platform/contract';
import { type EvidenceFile, EvidenceFiles, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  correctMark,
  createMark,
  listOutlets,
  type Mark,
  uploadEvidence,
  withdrawMark,
} from '../contract.ts';
import { useMarkWords } from './use-mark-words.ts';
import { monthBack } from './words.tsx';

interface Values {
  readonly outlet?: number;
  readonly mark: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly evidence?: EvidenceFile[];
}
/** A local field shows Beijing wall time, wherever the browser stands. */
const wall = (iso: string) => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16);
const beijing = (text: string) => `${text}:00+08:00`;

/** A new mark, or the correction of one. */
export function MarkDialog({ mark, onClose }: { mark: Mark | null; onClose: () => void }): ReactNode {
  const t = useText('quality');
  const [form] = Form.useForm<Values>();
  const words = useMarkWords();
  const outlets = useRouteQuery(listOutlets, { query: { month: monthBack(0) } }, { enabled: mark === null });
  const done = { success: t('saved'), onSuccess: onClose };
  const create = useRouteMutation(createMark, done);
  const correct = useRouteMutation(correctMark, done);
  const must = [{ required: true, message: t('required') }];
  const submit = ({ outlet, from, to, evidence = [], ...rest }: Values) => {
    const body = {
      ...rest,
      from: beijing(from),
      to: beijing(to),
      evidence: evidence.map((one) => one.sha256),
    };
    if (mark) correct.mutate({ params: { id: mark.id }, body });
    else create.mutate({ params: { id: outlet! }, body });
  };
  return (
    <Modal
      open
      width={620}
      title={t(mark ? 'mark.correct' : 'mark.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending || correct.isPending}
    >
      <p className="muted">{t(mark ? 'explain.correctMark' : 'explain.mark')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={mark ? { mark: mark.mark, from: wall(mark.from), to: wall(mark.to), reason: '' } : {}}
        onFinish={submit}
      >
        {mark ? null : (
          <Form.Item name="outlet" label={t('outlet')} rules={must}>
            <Select
              showSearch
              optionFilterProp="label"
              options={(outlets.data?.outlets ?? []).map((one) => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
        )}
        <Form.Item name="mark" label={t('mark.word')} rules={must}>
          <Select options={words} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="from" label={t('mark.from')} rules={must}>
            <Input type="datetime-local" step={3_600} />
          </Form.Item>
          <Form.Item name="to" label={t('mark.to')} rules={must}>
            <Input type="datetime-local" step={3_600} />
          </Form.Item>
        </div>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, min: 2, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="evidence" label={t('evidence')}>
          <EvidenceFiles upload={uploadEvidence as RouteDef} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export function WithdrawDialog({ mark, onClose }: { mark: Mark; onClose: () => void }): ReactNode {
  const t = useText('quality');
  const [form] = Form.useForm<{ reason: string }>();
  const withdraw = useRouteMutation(withdrawMark, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={`${t('mark.withdraw')} · ${mark.name}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ danger: true }}
      confirmLoading={withdraw.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => withdraw.mutate({ params: { id: mark.id }, body })}
      >
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, min: 2, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
