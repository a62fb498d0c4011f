import { DataTable, QueryState, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Popconfirm, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  addRule,
  DIMENSIONS,
  listRules,
  listUnits,
  type RuleInput,
  type RuleRow,
  retireRule,
  type Version,
} from '../contract.ts';

/** The access list of a version in its dimensions; a draft takes new rules and gives some up. */
export function Rules({ version }: { version: Version }): ReactNode {
  const t = useText('zoning');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const query = useRouteQuery(listRules, { params: { id: version.id } });
  const editable = version.step === 'draft' && may('zoning.write');
  return (
    <QueryState query={query}>
      {editable ? (
        <div className="filters">
          <Button onClick={() => setAdding(true)}>{t('rule.add')}</Button>
        </div>
      ) : null}
      <RuleTable name={t('plans.rules')} rules={query.data?.rules ?? []} {...(editable ? { version } : {})} />
      {adding ? <AddDialog version={version} onClose={() => setAdding(false)} /> : null}
    </QueryState>
  );
}

export function RuleTable({
  name,
  rules,
  version,
}: {
  name: string;
  rules: readonly RuleRow[];
  /** A draft whose rules can be given up. */
  version?: Version;
}): ReactNode {
  const t = useText('zoning');
  const retire = useRouteMutation(retireRule, { success: t('rule.retired') });
  return (
    <DataTable<RuleRow>
      name={name}
      rowKey="id"
      scroll={{ x: 700 }}
      dataSource={[...rules]}
      columns={[
        { title: t('rule.level'), value: (row) => t(`level.${row.level}`) },
        { title: t('rule.target'), value: (row) => row.target ?? '—' },
        { title: t('rule.dimension'), value: (row) => t(`dimension.${row.dimension}`) },
        { title: t('rule.text'), dataIndex: 'text' },
        { title: t('rule.industries'), value: (row) => row.industries.join(' ') || t('rule.every') },
        {
          title: t('rule.effect'),
          value: (row) =>
            row.effect === 'limit' ? `${row.parameter} ≤ ${row.max}` : t(`effect.${row.effect ?? 'none'}`),
        },
        { title: t('rule.basis'), value: (row) => row.basis ?? '—' },
        ...(version
          ? [
              {
                title: '',
                render: (_: unknown, row: RuleRow) => (
                  <Popconfirm
                    title={t('rule.retireSure')}
                    onConfirm={() => retire.mutate({ params: { id: version.id, rule: row.id } })}
                  >
                    <Button size="small" danger>
                      {t('rule.retire')}
                    </Button>
                  </Popconfirm>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

interface Values {
  level: RuleInput['level'];
  target?: string;
  dimension: RuleInput['dimension'];
  text: string;
  industries?: string[];
  effect?: 'ban' | 'limit' | 'condition';
  parameter?: string;
  max?: number;
  basis?: string;
}

function AddDialog({ version, onClose }: { version: Version; onClose: () => void }): ReactNode {
  const t = useText('zoning');
  const [form] = Form.useForm<Values>();
  const level = Form.useWatch('level', form) as Values['level'] | undefined;
  const effect = Form.useWatch('effect', form) as Values['effect'] | undefined;
  const units = useRouteQuery(listUnits, { params: { id: version.id } }).data?.units ?? [];
  const add = useRouteMutation(addRule, { success: t('rule.added'), onSuccess: onClose });
  const required = [{ required: true, message: t('required') }];
  const targets =
    level === 'area'
      ? [...new Set(units.flatMap((one) => one.area ?? []))].map((value) => ({ value, label: value }))
      : units.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }));
  return (
    <Modal
      open
      title={t('rule.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ level: 'region', dimension: 'layout' }}
        onFinish={(values) =>
          add.mutate({
            params: { id: version.id },
            body: {
              level: values.level,
              target: values.level === 'region' ? null : (values.target ?? null),
              dimension: values.dimension,
              text: values.text,
              industries: (values.industries ?? []).map((one) => one.trim().toUpperCase()),
              effect: values.effect ?? null,
              parameter: values.effect === 'limit' ? (values.parameter ?? null) : null,
              max: values.effect === 'limit' ? (values.max ?? null) : null,
              basis: values.basis?.trim() || null,
            },
          })
        }
      >
        <Form.Item name="level" label={t('rule.level')} rules={required}>
          <Select
            options={(['region', 'area', 'unit'] as const).map((value) => ({
              value,
              label: t(`level.${value}`),
            }))}
          />
        </Form.Item>
        {level === 'area' || level === 'unit' ? (
          <Form.Item name="target" label={t('rule.target')} rules={required}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={targets} />
          </Form.Item>
        ) : null}
        <Form.Item name="dimension" label={t('rule.dimension')} rules={required}>
          <Select options={DIMENSIONS.map((value) => ({ value, label: t(`dimension.${value}`) }))} />
        </Form.Item>
        <Form.Item name="text" label={t('rule.text')} rules={required}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item name="industries" label={t('rule.industries')} extra={t('rule.industriesHint')}>
          <Select mode="tags" tokenSeparators={[' ', '，', ',']} open={false} />
        </Form.Item>
        <Form.Item name="effect" label={t('rule.effect')}>
          <Select
            allowClear
            placeholder={t('effect.none')}
            options={(['ban', 'limit', 'condition'] as const).map((value) => ({
              value,
              label: t(`effect.${value}`),
            }))}
          />
        </Form.Item>
        {effect === 'limit' ? (
          <>
            <Form.Item name="parameter" label={t('rule.parameter')} rules={required}>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="max" label={t('rule.max')} rules={required}>
              <InputNumber style={{ width: '100%' }} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item name="basis" label={t('rule.basis')}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
