import { useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { type PermitDetail, submitReport } from '../contract.ts';

interface Values {
  readonly period: string;
  readonly summary: string;
  readonly amounts: Readonly<Record<string, number | null>>;
}

/** 提交执行报告: of a period that is over, what was discharged of each factor with a permitted amount. */
export function ReportDialog({ of, onClose }: { of: PermitDetail; onClose: () => void }): ReactNode {
  const t = useText('permit');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(submitReport, { success: t('saved'), onSuccess: onClose });
  const open = of.reports.filter(({ submittedOn }) => submittedOn === null);
  const factors = [
    ...new Set(
      of.content.outlets.flatMap((outlet) =>
        outlet.factors.filter(({ yearly }) => yearly !== null).map(({ factor }) => factor),
      ),
    ),
  ];
  const send = ({ period, summary, amounts }: Values) =>
    save.mutate({
      params: { id: of.id },
      body: {
        period,
        summary,
        amounts: Object.entries(amounts ?? {}).flatMap(([factor, tonnes]) =>
          typeof tonnes === 'number' ? [{ factor, tonnes }] : [],
        ),
      },
    });
  return (
    <Modal
      open
      title={t('permit.report')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" initialValues={{ period: open[0]?.period }} onFinish={send}>
        <Form.Item name="period" label={t('field.period')} rules={[{ required: true }]}>
          <Select
            options={open.map(({ period, kind }) => ({
              value: period,
              label: `${period} ${t(`report.${kind}`)}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="summary" label={t('field.summary')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
        {factors.map((factor) => (
          <Form.Item key={factor} name={['amounts', factor]} label={`${factor}（${t('field.tonnes')}）`}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
