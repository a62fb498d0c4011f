import { listPool } from '@tarim/inspection/contract';
import { UnitSelect, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { addClue, CLUE_SOURCES, type ClueSource } from '../contract.ts';

interface Values {
  readonly enterpriseId?: number;
  readonly object?: string;
  readonly unitPath: string;
  readonly source: ClueSource;
  readonly on: Dayjs;
  readonly suspected: string;
  readonly facts?: string;
}

/** Clues that do not come in by themselves: complaints, other departments, inspectors, accidents, the media. */
const BY_HAND = CLUE_SOURCES.filter(
  (one) => !['monitoring', 'signal', 'remote-sensing', 'draw'].includes(one),
);

/** 登记线索 by hand. */
export function AddClueDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const [text, setText] = useState('');
  const enterprise = Form.useWatch('enterpriseId', form);
  const pool = useRouteQuery(listPool, { query: { text: text.trim() || undefined, limit: 50 } });
  const objects = pool.data?.objects ?? [];
  const add = useRouteMutation(addClue, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      width={600}
      title={t('clues.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
    >
      <p className="muted">{t('clues.addHint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: dayjs() }}
        onFinish={({ enterpriseId, object, on, facts, ...body }) =>
          add.mutate({
            body: {
              ...body,
              enterpriseId: enterpriseId ?? null,
              object: object ?? '',
              facts: facts ?? '',
              on: on.format('YYYY-MM-DD'),
            },
          })
        }
      >
        <Form.Item name="source" label={t('clues.source')} rules={[{ required: true }]}>
          <Select options={BY_HAND.map((one) => ({ value: one, label: t(`clueSource.${one}`) }))} />
        </Form.Item>
        <Form.Item name="enterpriseId" label={t('field.enterprise')}>
          <Select
            allowClear
            showSearch={{ onSearch: setText, filterOption: false }}
            options={objects.map(({ enterpriseId, name }) => ({ value: enterpriseId, label: name }))}
            onChange={(id) => {
              const chosen = objects.find(({ enterpriseId }) => enterpriseId === id);
              if (chosen) form.setFieldsValue({ unitPath: chosen.unitPath });
            }}
          />
        </Form.Item>
        {enterprise === undefined ? (
          <Form.Item name="object" label={t('clues.object')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={100} />
          </Form.Item>
        ) : null}
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect may={(path) => may('enforcement.handle', path)} />
        </Form.Item>
        <Form.Item name="on" label={t('clues.receivedOn')} rules={[{ required: true }]}>
          <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="suspected"
          label={t('clues.suspected')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={400} />
        </Form.Item>
        <Form.Item name="facts" label={t('clues.facts')}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
