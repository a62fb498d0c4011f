import { useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Card, Flex, Form, Input, Modal, Select, Switch, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  actOnReward,
  type ComplaintDetail,
  listRewards,
  type RewardAct,
  type RewardState,
} from '../contract.ts';

const NEXT: Readonly<Record<RewardState | 'none', RewardAct['act'] | null>> = {
  none: 'propose',
  refused: 'propose',
  proposed: 'decide',
  approved: 'pay',
  paid: null,
};

/** 举报奖励 of one complaint: how it stands, and its next step. */
export function RewardCard({ one }: { one: ComplaintDetail }): ReactNode {
  const t = useText('complaint');
  const may = useMay();
  const [open, setOpen] = useState(false);
  const query = useRouteQuery(listRewards, { query: { complaintId: one.id } });
  const reward = query.data?.rewards[0];
  const next = NEXT[reward?.state ?? 'none'];
  const allowed =
    next !== null && may(next === 'decide' ? 'complaint.decide' : 'complaint.handle', one.unitPath);
  const proved = one.steps.some(({ act, facts }) => act === 'handle' && facts.verdict !== 'untrue');
  if (!reward && !(proved && one.realName)) return null;
  return (
    <Card size="small" title={t('reward.title')}>
      <Flex gap={8} wrap align="center">
        {reward ? (
          <>
            <Tag>{t(`rewardState.${reward.state}`)}</Tag>
            <span>
              {reward.tier} · {reward.yuan.toLocaleString('en')} · {reward.document}
            </span>
          </>
        ) : null}
        {next && allowed ? <Button onClick={() => setOpen(true)}>{t(`rewardAct.${next}`)}</Button> : null}
      </Flex>
      {open && next ? (
        <RewardDialog
          id={one.id}
          act={next}
          tiers={tierNames(query.data?.tiers ?? [], one.unitPath)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Card>
  );
}

/** Names of the nearest tiers that hold for a unit. */
function tierNames(
  all: readonly { readonly unitPath: string; readonly tiers: readonly { readonly name: string }[] }[],
  unitPath: string,
): string[] {
  const above = all.filter((one) => unitPath.startsWith(one.unitPath));
  const nearest = above.sort((a, b) => b.unitPath.length - a.unitPath.length)[0];
  return nearest?.tiers.map(({ name }) => name) ?? [];
}

function RewardDialog({
  id,
  act,
  tiers,
  onClose,
}: {
  id: number;
  act: RewardAct['act'];
  tiers: readonly string[];
  onClose: () => void;
}): ReactNode {
  const t = useText('complaint');
  const [form] = Form.useForm<Record<string, unknown>>();
  const save = useRouteMutation(actOnReward, { success: t('saved'), onSuccess: onClose });
  const needed = [{ required: true }];
  return (
    <Modal
      open
      title={t(`rewardAct.${act}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ granted: true, way: 'code' }}
        onFinish={(values) => save.mutate({ params: { id }, body: { act, ...values } as RewardAct })}
      >
        {act === 'propose' ? (
          <Form.Item name="tier" label={t('field.tier')} rules={needed}>
            <Select options={tiers.map((value) => ({ value, label: value }))} />
          </Form.Item>
        ) : null}
        {act === 'decide' ? (
          <Form.Item name="granted" label={t('field.granted')} valuePropName="checked">
            <Switch />
          </Form.Item>
        ) : null}
        {act === 'pay' ? (
          <Form.Item name="way" label={t('field.way')} rules={needed}>
            <Select
              options={(['bank', 'cash', 'code'] as const).map((value) => ({
                value,
                label: t(`rewardWay.${value}`),
              }))}
            />
          </Form.Item>
        ) : (
          <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea rows={2} maxLength={400} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
