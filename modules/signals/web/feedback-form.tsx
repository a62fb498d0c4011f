import type { RouteDef } from '@tarim/platform/contract';
import { type EvidenceFile, EvidenceFiles, useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, Radio, Select } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { giveFeedback, type LeadDetail, uploadEvidence, VERDICTS, type Verdict } from '../contract.ts';
import { innocentName } from './words.tsx';

interface Fields {
  readonly verdict: Verdict;
  readonly innocent?: string;
  readonly reason: string;
  readonly evidence?: EvidenceFile[];
}

/** What the person who looked into it found; explanations that were ruled out go with it. */
export function FeedbackForm({
  lead,
  ruledOut,
}: {
  lead: LeadDetail;
  ruledOut: readonly string[];
}): ReactNode {
  const t = useText('signals');
  const [form] = Form.useForm<Fields>();
  const verdict = Form.useWatch('verdict', form);
  const send = useRouteMutation(giveFeedback, {
    success: t('feedback.kept'),
    onSuccess: () => form.resetFields(),
  });
  useEffect(() => {
    if (verdict !== 'innocent') form.setFieldValue('innocent', undefined);
  }, [verdict, form]);
  const required = [{ required: true, message: t('required') }];
  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={({ verdict: said, innocent, reason, evidence = [] }) =>
        send.mutate({
          params: { id: lead.id },
          body: {
            verdict: said,
            ...(said === 'innocent' ? { innocent } : {}),
            ruledOut: [...ruledOut],
            reason,
            evidence,
          },
        })
      }
    >
      <Form.Item name="verdict" label={t('feedback.verdict')} rules={required}>
        <Radio.Group options={VERDICTS.map((value) => ({ value, label: t(`state.${value}`) }))} />
      </Form.Item>
      {verdict === 'innocent' ? (
        <Form.Item name="innocent" label={t('feedback.which')} rules={required}>
          <Select options={lead.innocent.map((value) => ({ value, label: innocentName(t, value) }))} />
        </Form.Item>
      ) : null}
      <Form.Item
        name="reason"
        label={t('feedback.reason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
      >
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
      <Form.Item name="evidence" label={t('feedback.evidence')}>
        <EvidenceFiles upload={uploadEvidence as RouteDef} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('feedback.send')}
      </Button>
    </Form>
  );
}
