import { Link } from '@tanstack/react-router';
import {
  choiceFilter,
  DataTable,
  ListPage,
  UnitSelect,
  useList,
  useMay,
  useRouteMutation,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { listRewards, REWARD_STATES, type Reward, type RewardTiers, setRewardTiers } from '../contract.ts';
import { Simulated } from './words.tsx';

/** 举报奖励台账, and the tiers that units set. */
export default function RewardsPage(): ReactNode {
  const t = useText('complaint');
  const may = useMay();
  const unitName = useUnitName();
  const [setting, setSetting] = useState(false);
  const list = useList(listRewards, {
    filters: {
      state: choiceFilter(t('field.state'), REWARD_STATES, (one) => t(`rewardState.${one}`), { width: 140 }),
    },
    by: 'before',
    rows: ({ rewards }) => rewards as Reward[],
  });
  return (
    <ListPage
      title={t('menu.rewards')}
      note={t('rewards.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('complaint.decide') ? (
            <Button onClick={() => setSetting(true)}>{t('rewards.setTiers')}</Button>
          ) : null}
        </>
      }
      list={list}
      rowKey="complaintId"
      empty={t('rewards.none')}
      columns={[
        {
          title: t('field.number'),
          value: (row) => row.number,
          render: (_, row) => <Link to={`/complaint/files/${row.complaintId}` as string}>{row.number}</Link>,
        },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        { title: t('field.tier'), dataIndex: 'tier' },
        { title: t('field.yuan'), dataIndex: 'yuan', align: 'right' },
        { title: t('field.state'), value: (row) => t(`rewardState.${row.state}`) },
        { title: t('field.proposed'), value: (row) => `${row.proposedOn} ${row.proposedBy}` },
        {
          title: t('field.decided'),
          value: (row) => (row.decidedOn ? `${row.decidedOn} ${row.decidedBy}` : '—'),
        },
        { title: t('field.paidOn'), value: (row) => row.paidOn ?? '—' },
      ]}
    >
      <h2>{t('rewards.tiers')}</h2>
      <DataTable<RewardTiers>
        name={t('rewards.tiers')}
        rowKey="unitPath"
        pagination={false}
        dataSource={(list.query.data?.tiers ?? []) as RewardTiers[]}
        columns={[
          { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
          {
            title: t('rewards.tiers'),
            value: (row) => row.tiers.map(({ name, yuan }) => `${name} ${yuan}`).join('；'),
          },
          { title: t('field.document'), dataIndex: 'document' },
          { title: t('field.on'), value: (row) => `${row.on} ${row.by}` },
        ]}
      />
      {setting ? <TiersDialog onClose={() => setSetting(false)} /> : null}
    </ListPage>
  );
}

/** `一级 5000`: a name and a sum; null where a line is none. */
function tiersOf(lines: string): { name: string; yuan: number }[] | null {
  const tiers = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*(\S.*?)\s+([\d.]+)\s*$/.exec(line));
  return tiers.some((one) => !one || !(Number(one[2]) > 0))
    ? null
    : tiers.map((one) => ({ name: one![1]!, yuan: Number(one![2]) }));
}

function TiersDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('complaint');
  const may = useMay();
  const [form] = Form.useForm<{ unitPath: string; document: string; lines: string }>();
  const save = useRouteMutation(setRewardTiers, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('rewards.setTiers')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ lines, ...values }) => save.mutate({ body: { ...values, tiers: tiersOf(lines) ?? [] } })}
      >
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect may={(path) => may('complaint.decide', path)} />
        </Form.Item>
        <Form.Item name="document" label={t('field.document')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="lines"
          label={t('rewards.tierLines')}
          rules={[
            { required: true },
            {
              validator: (_, value: string) =>
                tiersOf(value ?? '') ? Promise.resolve() : Promise.reject(new Error(t('rewards.tierWrong'))),
            },
          ]}
        >
          <Input.TextArea rows={5} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
