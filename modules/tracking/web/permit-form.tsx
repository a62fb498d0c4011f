import { UnitSelect, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import type { ShownArea } from '@tarim/ui/map';
import { DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { addFence, addJob, FENCE_KINDS, type FenceKind, listTerminals } from '../contract.ts';
import { AreaField } from './area-field.tsx';

interface Values {
  readonly unitPath: string;
  readonly name: string;
  readonly kind: FenceKind;
  readonly owner: string;
  readonly filing?: string;
  readonly terminals?: number[];
  readonly geometry: ShownArea;
  readonly span: readonly [Dayjs, Dayjs];
  readonly team?: string[];
}

/** The working hours of a day in Beijing. */
const spanOf = (day: string): [Dayjs, Dayjs] => [
  dayjs(`${day}T09:00:00+08:00`),
  dayjs(`${day}T18:00:00+08:00`),
];

/** A job as filed (作业备案), on a day where one is given, or a fence (围栏). */
export function PermitDialog({
  what,
  day,
  onClose,
}: {
  what: 'job' | 'fence';
  day?: string;
  onClose: () => void;
}): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const unit = Form.useWatch('unitPath', form);
  const terminals =
    useRouteQuery(listTerminals, { query: { unit } }, { enabled: Boolean(unit) }).data?.terminals ?? [];
  const done = { success: t('saved'), onSuccess: onClose };
  const job = useRouteMutation(addJob, done);
  const fence = useRouteMutation(addFence, done);
  const required = [{ required: true }];
  const finish = ({
    unitPath,
    name,
    kind,
    owner,
    filing,
    terminals: chosen = [],
    geometry,
    span,
    team = [],
  }: Values) => {
    const common = { unitPath, name, geometry, terminals: chosen };
    if (what === 'fence') fence.mutate({ body: { ...common, kind } });
    else
      job.mutate({
        body: {
          ...common,
          owner,
          filing: filing?.trim() ?? '',
          startsAt: span[0].toISOString(),
          endsAt: span[1].toISOString(),
          team: team.map((name) => name.trim()).filter(Boolean),
        },
      });
  };
  return (
    <Modal
      open
      width={760}
      title={t(what === 'job' ? 'jobs.add' : 'fence.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={job.isPending || fence.isPending}
    >
      <Form<Values>
        form={form}
        name="permit"
        layout="vertical"
        initialValues={{ kind: 'depot', ...(day ? { span: spanOf(day) } : {}) }}
        onFinish={finish}
      >
        <Form.Item name="unitPath" label={t('field.unit')} rules={required}>
          <UnitSelect aria-label={t('field.unit')} may={(path) => may('tracking.manage', path)} />
        </Form.Item>
        <Form.Item name="name" label={t(what === 'job' ? 'field.job' : 'field.fence')} rules={required}>
          <Input maxLength={80} />
        </Form.Item>
        {what === 'fence' ? (
          <Form.Item name="kind" label={t('field.kind')} rules={required}>
            <Select options={FENCE_KINDS.map((value) => ({ value, label: t(`fence.${value}`) }))} />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="owner" label={t('field.owner')} rules={required}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="filing" label={t('field.filing')}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="team" label={t('field.team')} extra={t('jobs.teamHint')}>
              <Select mode="tags" maxCount={20} open={false} suffixIcon={null} />
            </Form.Item>
            <Form.Item name="span" label={t('field.window')} rules={required}>
              <DatePicker.RangePicker showTime style={{ width: '100%' }} />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="terminals"
          label={t('field.terminals')}
          rules={what === 'job' ? required : []}
          {...(what === 'fence' ? { extra: t('fence.allHint') } : {})}
        >
          <Select
            mode="multiple"
            options={terminals.map(({ id, name, owner }) => ({ value: id, label: `${name} · ${owner}` }))}
          />
        </Form.Item>
        <AreaField />
      </Form>
    </Modal>
  );
}
