import { listFactors } from '@tarim/registry/contract';
import {
  POINT_KIND_TITLES,
  UnitSelect,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Radio, Select, Switch, Tag } from 'antd';
import type { ReactNode } from 'react';
import {
  BODY_LEVELS,
  CAUSES,
  DEADLINE_UNITS,
  type DispatchRule,
  type DispatchRuleInput,
  SEVERITIES,
  SOURCE_KINDS,
  saveDispatchRule,
  TASK_ROLES,
  VERIFICATIONS,
} from '../contract.ts';

const NEW: Omit<DispatchRuleInput, 'sort' | 'reason'> = {
  name: '',
  enabled: true,
  match: {
    sources: ['alarm'],
    causes: [],
    severities: [],
    pointKinds: [],
    codes: [],
    controlLevels: [],
    units: [],
    minRatio: null,
  },
  order: {
    dispatch: true,
    regionLevel: 'base',
    corpsLevel: 'middle',
    role: 'enforcement-officer',
    verification: 'off-site',
    deadlines: {
      info: { length: 10, unit: 'workday' },
      warning: { length: 5, unit: 'workday' },
      critical: { length: 3, unit: 'workday' },
    },
    receiveHours: 24,
    warnHours: 24,
    groupBy: 'enterprise',
    requirement: '',
  },
};

/** The next version of a rule, beginning with what the present one says; or a new rule. */
export function RuleForm({
  rule,
  sort,
  onClose,
}: {
  rule: DispatchRule | null;
  sort: number;
  onClose: () => void;
}): ReactNode {
  const t = useText('supervision');
  const [form] = Form.useForm<DispatchRuleInput & { key?: string }>();
  const save = useRouteMutation(saveDispatchRule, { success: t('rules.saved'), onSuccess: onClose });
  const factors = useRouteQuery(listFactors);
  const must = [{ required: true, message: t('required') }];
  const full = { width: '100%' };
  const many = (
    name: string,
    label: string,
    options: readonly { value: string; label: string }[],
    tags = false,
  ) => (
    <Form.Item name={['match', name]} label={t(label)}>
      <Select
        mode={tags ? 'tags' : 'multiple'}
        placeholder={t('rules.any')}
        optionFilterProp="label"
        options={[...options]}
      />
    </Form.Item>
  );
  const finish = ({ key, ...values }: DispatchRuleInput & { key?: string }) => {
    const body = {
      ...values,
      match: {
        ...values.match,
        minRatio: values.match.minRatio ?? null,
        minHours: values.match.minHours ?? null,
      },
    };
    save.mutate({ params: { key: rule?.key ?? key! }, body });
  };
  return (
    <Modal
      open
      width={820}
      title={rule ? t('rules.editTitle', { name: rule.name }) : t('rules.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <p className="muted">{t('rules.versionHint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={rule ? { ...rule, reason: '' } : { ...NEW, sort, reason: '' }}
        onFinish={finish}
      >
        <div className="form-row">
          {rule ? null : (
            <Form.Item
              name="key"
              label={t('rules.key')}
              rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{1,39}$/, message: t('rules.keyHint') }]}
            >
              <Input maxLength={40} />
            </Form.Item>
          )}
          <Form.Item name="name" label={t('rules.name')} rules={must}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="sort" label={t('rules.sortHint')} rules={must}>
            <InputNumber min={0} max={10_000} precision={0} style={full} />
          </Form.Item>
          <Form.Item name="enabled" label={t('rules.on')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
        <h4>{t('rules.match')}</h4>
        <div className="form-row">
          {many(
            'sources',
            'field.source',
            SOURCE_KINDS.map((value) => ({ value, label: t(`source.${value}`) })),
          )}
          {many(
            'causes',
            'field.cause',
            CAUSES.map((value) => ({ value, label: t(`cause.${value}`) })),
            true,
          )}
          {many(
            'severities',
            'field.severity',
            SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) })),
          )}
          {many(
            'pointKinds',
            'rules.pointKinds',
            Object.entries(POINT_KIND_TITLES).map(([value, { title }]) => ({ value, label: t(title) })),
          )}
          {many(
            'codes',
            'field.factor',
            (factors.data?.factors ?? []).map((one) => ({
              value: one.code,
              label: `${one.code} ${one.nameZh}`,
            })),
          )}
          {many('controlLevels', 'rules.controlLevels', [], true)}
          <Form.Item name={['match', 'minRatio']} label={t('rules.minRatio')}>
            <InputNumber min={1} max={1_000} style={full} placeholder={t('rules.any')} />
          </Form.Item>
          <Form.Item name={['match', 'minHours']} label={t('rules.minHours')}>
            <InputNumber min={0} max={24 * 365} style={full} placeholder={t('rules.any')} />
          </Form.Item>
        </div>
        <Form.Item name={['match', 'units']} label={t('field.unit')}>
          <UnitList />
        </Form.Item>
        <h4>{t('rules.order')}</h4>
        <div className="form-row">
          <Form.Item name={['order', 'dispatch']} label={t('rules.dispatch')} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name={['order', 'regionLevel']} label={t('rules.regionLevel')}>
            <Select options={BODY_LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))} />
          </Form.Item>
          <Form.Item name={['order', 'corpsLevel']} label={t('rules.corpsLevel')}>
            <Select options={BODY_LEVELS.map((value) => ({ value, label: t(`corpsLevel.${value}`) }))} />
          </Form.Item>
          <Form.Item name={['order', 'role']} label={t('field.role')}>
            <Select options={TASK_ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} />
          </Form.Item>
          <Form.Item name={['order', 'verification']} label={t('field.verification')}>
            <Radio.Group
              options={VERIFICATIONS.map((value) => ({ value, label: t(`verification.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name={['order', 'groupBy']} label={t('rules.groupBy')}>
            <Radio.Group
              options={(['enterprise', 'point'] as const).map((value) => ({
                value,
                label: t(`groupBy.${value}`),
              }))}
            />
          </Form.Item>
          {SEVERITIES.map((one) => (
            <Form.Item key={one} label={t('rules.deadlineOf', { severity: t(`severity.${one}`) })}>
              <div style={{ display: 'flex', gap: 8 }}>
                <Form.Item name={['order', 'deadlines', one, 'length']} noStyle rules={must}>
                  <InputNumber min={1} max={365} precision={0} style={full} />
                </Form.Item>
                <Form.Item name={['order', 'deadlines', one, 'unit']} noStyle>
                  <Select options={DEADLINE_UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))} />
                </Form.Item>
              </div>
            </Form.Item>
          ))}
          <Form.Item name={['order', 'receiveHours']} label={t('rules.receiveHours')} rules={must}>
            <InputNumber min={1} max={720} precision={0} style={full} />
          </Form.Item>
          <Form.Item name={['order', 'warnHours']} label={t('rules.warnHours')} rules={must}>
            <InputNumber min={1} max={720} precision={0} style={full} />
          </Form.Item>
        </div>
        <Form.Item
          name={['order', 'requirement']}
          label={t('rules.requirement')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={3} maxLength={1_000} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('rules.reason')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Units, added one by one. */
function UnitList({
  value = [],
  onChange,
}: {
  value?: readonly string[];
  onChange?: (units: string[]) => void;
}): ReactNode {
  const t = useText('supervision');
  const unitName = useUnitName();
  return (
    <div className="filters" style={{ marginBottom: 0 }}>
      {value.map((one) => (
        <Tag key={one}>
          {unitName(one, 'line')}
          <Button size="small" type="text" onClick={() => onChange?.(value.filter((other) => other !== one))}>
            {t('evidence.remove')}
          </Button>
        </Tag>
      ))}
      <UnitSelect
        aria-label={t('field.unit')}
        placeholder={value.length === 0 ? t('rules.any') : t('rules.addUnit')}
        style={{ width: 240 }}
        value={undefined}
        onChange={(path) => path && onChange?.([...new Set([...value, path])])}
      />
    </div>
  );
}
