import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import {
  actOnPositive,
  listPool,
  nominatePositive,
  type PositiveActName,
  type PositiveEntry,
  REMOVAL_GROUNDS,
  type RemovalGround,
} from '../contract.ts';

const day = (at: Dayjs): string => at.format('YYYY-MM-DD');

/** 提名 */
export function NominateDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('inspection');
  const [form] = Form.useForm<{ enterpriseId: number; on: Dayjs; text: string }>();
  const [text, setText] = useState('');
  const pool = useRouteQuery(listPool, { query: { text: text.trim() || undefined, limit: 50 } });
  const save = useRouteMutation(nominatePositive, { success: t('positive.saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('positive.nominate')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <p className="muted">{t('positive.nominateHint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: dayjs() }}
        onFinish={({ on, ...body }) => save.mutate({ body: { ...body, on: day(on) } })}
      >
        <Form.Item name="enterpriseId" label={t('field.enterprise')} rules={[{ required: true }]}>
          <Select
            showSearch={{ onSearch: setText, filterOption: false }}
            options={(pool.data?.objects ?? []).map(({ enterpriseId, name }) => ({
              value: enterpriseId,
              label: name,
            }))}
          />
        </Form.Item>
        <DayAndText />
      </Form>
    </Modal>
  );
}

interface Values {
  readonly on: Dayjs;
  readonly text: string;
  readonly good?: boolean;
  readonly ground?: RemovalGround;
}

/** One step of an entry. */
export function PositiveDialog({
  entry,
  act,
  onClose,
}: {
  entry: PositiveEntry;
  act: PositiveActName;
  onClose: () => void;
}): ReactNode {
  const t = useText('inspection');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(actOnPositive, { success: t('positive.saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={`${t(`positiveAct.${act}`)} · ${entry.enterprise}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ danger: act === 'remove' }}
      confirmLoading={save.isPending}
    >
      {act === 'list' && entry.listableFrom ? (
        <p className="muted">{t('positive.listableFrom', { on: entry.listableFrom })}</p>
      ) : null}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: dayjs(), good: true }}
        onFinish={({ on, text, good, ground }) =>
          save.mutate({
            params: { id: entry.id },
            body: {
              act,
              on: day(on),
              text,
              ...(act === 'review' ? { approve: good } : {}),
              ...(act === 'report' ? { problem: !good } : {}),
              ...(act === 'remove' ? { ground } : {}),
            },
          })
        }
      >
        {act === 'review' || act === 'report' ? (
          <Form.Item name="good" label={t(`positiveAct.${act}`)}>
            <Radio.Group
              options={[
                { value: true, label: t(`positive.good.${act}`) },
                { value: false, label: t(`positive.bad.${act}`) },
              ]}
            />
          </Form.Item>
        ) : null}
        {act === 'remove' ? (
          <Form.Item name="ground" label={t('positive.ground')} rules={[{ required: true }]}>
            <Select
              options={REMOVAL_GROUNDS.map((one) => ({ value: one, label: t(`removalGround.${one}`) }))}
            />
          </Form.Item>
        ) : null}
        <DayAndText />
      </Form>
    </Modal>
  );
}

function DayAndText(): ReactNode {
  const t = useText('inspection');
  return (
    <>
      <Form.Item name="on" label={t('positive.on')} rules={[{ required: true }]}>
        <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="text" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </>
  );
}
