import { useNavigate } from '@tanstack/react-router';
import { listEnterprises } from '@tarim/registry/contract';
import { UnitSelect, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { openDamageCase, SOURCES, type Source } from '../contract.ts';

interface Values {
  readonly source: Source;
  readonly penaltyId?: number;
  readonly enterpriseId?: number;
  readonly kind: 'organisation' | 'individual';
  readonly party?: string;
  readonly code?: string;
  readonly unitPath: string;
  readonly title: string;
  readonly facts: string;
  readonly foundOn: Dayjs;
}

/** 登记线索: what was found, where and who seems liable. */
export function OpenDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('damage');
  const may = useMay();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [text, setText] = useState('');
  const source = Form.useWatch('source', form);
  const enterprise = Form.useWatch('enterpriseId', form);
  const found = useRouteQuery(listEnterprises, {
    query: { q: text.trim() || undefined, active: true, limit: 50 },
  });
  const open = useRouteMutation(openDamageCase, {
    success: t('saved'),
    onSuccess: ({ id }) => void navigate({ to: `/damage/cases/${id}` as string }),
  });
  const enterprises = found.data?.enterprises ?? [];
  const send = (values: Values) =>
    open.mutate({
      body: {
        source: values.source,
        enterpriseId: values.enterpriseId ?? null,
        party:
          values.enterpriseId || !values.party
            ? null
            : { kind: values.kind, name: values.party, code: values.code ?? '' },
        penaltyId: values.source === 'penalty' ? (values.penaltyId ?? null) : null,
        unitPath: values.unitPath,
        title: values.title,
        facts: values.facts,
        foundOn: values.foundOn.format('YYYY-MM-DD'),
      },
    });
  return (
    <Modal
      open
      title={t('cases.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={open.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ source: 'accident', kind: 'organisation', foundOn: dayjs() }}
        onFinish={send}
      >
        <Form.Item name="source" label={t('field.source')} rules={[{ required: true }]}>
          <Select options={SOURCES.map((one) => ({ value: one, label: t(`source.${one}`) }))} />
        </Form.Item>
        {source === 'penalty' ? (
          <Form.Item name="penaltyId" label={t('field.penaltyId')} rules={[{ required: true }]}>
            <InputNumber min={1} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        ) : (
          <Form.Item name="enterpriseId" label={t('field.enterprise')}>
            <Select
              allowClear
              showSearch={{ filterOption: false, onSearch: setText }}
              options={enterprises.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(id) => {
                const chosen = enterprises.find((one) => one.id === id);
                if (chosen) form.setFieldsValue({ unitPath: chosen.unitPath });
              }}
            />
          </Form.Item>
        )}
        {source === 'penalty' || enterprise ? null : (
          <>
            <Form.Item name="kind" label={t('field.partyKind')}>
              <Select
                options={(['organisation', 'individual'] as const).map((one) => ({
                  value: one,
                  label: t(`kind.${one}`),
                }))}
              />
            </Form.Item>
            <Form.Item name="party" label={t('field.party')} rules={[{ required: true, whitespace: true }]}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="code" label={t('field.code')} rules={[{ required: true, whitespace: true }]}>
              <Input maxLength={30} />
            </Form.Item>
          </>
        )}
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect may={(path) => may('damage.handle', path)} />
        </Form.Item>
        <Form.Item name="title" label={t('field.title')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="facts" label={t('field.facts')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
        <Form.Item name="foundOn" label={t('field.foundOn')} rules={[{ required: true }]}>
          <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
