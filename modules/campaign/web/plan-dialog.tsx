import { useNavigate } from '@tanstack/react-router';
import { UnitSelect, useMay, useRouteMutation, useText, useUnitName, useUnits } from '@tarim/ui';
import { DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import {
  CAMPAIGN_KINDS,
  type CampaignDetail,
  type CampaignKind,
  changeCampaign,
  draftCampaign,
} from '../contract.ts';

interface Values {
  readonly title: string;
  readonly kind: CampaignKind;
  readonly period: [Dayjs, Dayjs];
  readonly leadPath: string;
  readonly units: string[];
  readonly departments: string[];
  readonly goals: string;
  readonly items: string[];
}

/** A new plan, or a draft that is changed; the lead unit of a draft stays. */
export function PlanDialog({
  plan,
  onClose,
}: {
  plan: CampaignDetail | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('campaign');
  const may = useMay();
  const navigate = useNavigate();
  const units = useUnits();
  const unitName = useUnitName();
  const [form] = Form.useForm<Values>();
  const lead = Form.useWatch('leadPath', form);
  const draft = useRouteMutation(draftCampaign, {
    success: t('campaigns.drafted'),
    onSuccess: ({ id }) => void navigate({ to: `/campaign/campaigns/${id}` as string }),
  });
  const change = useRouteMutation(changeCampaign, { success: t('plan.changed'), onSuccess: onClose });
  const send = ({ period, leadPath, ...values }: Values) => {
    const body = {
      ...values,
      from: period[0].format('YYYY-MM-DD'),
      to: period[1].format('YYYY-MM-DD'),
    };
    if (plan) change.mutate({ params: { id: plan.id }, body });
    else draft.mutate({ body: { ...body, leadPath } });
  };
  const tags = (name: 'departments' | 'items', hint: string, required: boolean) => (
    <Form.Item name={name} label={t(`field.${name}`)} extra={hint} rules={required ? [{ required }] : []}>
      <Select mode="tags" open={false} suffixIcon={null} maxCount={name === 'items' ? 40 : 20} />
    </Form.Item>
  );
  return (
    <Modal
      open
      width={720}
      title={t(plan ? 'plan.change' : 'campaigns.draft')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={draft.isPending || change.isPending}
    >
      <Form
        form={form}
        name="plan"
        layout="vertical"
        initialValues={
          plan
            ? {
                ...plan,
                period: [dayjs(plan.from), dayjs(plan.to)],
                units: plan.members.slice(1).map(({ unitPath }) => unitPath),
              }
            : {
                kind: 'special',
                units: [],
                departments: [],
                items: [],
                period: [dayjs(), dayjs().add(30, 'day')],
              }
        }
        onFinish={send}
      >
        <Form.Item name="title" label={t('field.title')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="kind" label={t('field.kind')} rules={[{ required: true }]}>
          <Select options={CAMPAIGN_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
        </Form.Item>
        <Form.Item name="period" label={t('field.period')} rules={[{ required: true }]}>
          <DatePicker.RangePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="leadPath" label={t('field.lead')} rules={[{ required: true }]}>
          <UnitSelect
            aria-label={t('field.lead')}
            disabled={plan !== null}
            may={(path) => may('campaign.plan', path)}
          />
        </Form.Item>
        <Form.Item name="units" label={t('field.units')}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            maxCount={60}
            options={units
              .filter(({ path }) => path !== lead)
              .map(({ path }) => ({ value: path, label: unitName(path, 'line') }))}
          />
        </Form.Item>
        {tags('departments', t('plan.departmentsHint'), false)}
        <Form.Item name="goals" label={t('field.goals')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        {tags('items', t('plan.itemsHint'), true)}
      </Form>
    </Modal>
  );
}
