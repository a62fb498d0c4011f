import { listPoints, POINT_KINDS, type PointKind } from '@tarim/registry/contract';
import { POINT_KIND_TITLES, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Form, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { listItemSets, putPlanLines } from '../contract.ts';

interface Values {
  pointIds: number[];
  items: string[];
  months: number[];
  body: string;
}

const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** How often (频次), as months that the person may still change. */
const FREQUENCIES: Readonly<Record<string, readonly number[]>> = {
  monthly: ALL,
  'every-other': [1, 3, 5, 7, 9, 11],
  quarterly: [2, 5, 8, 11],
  'half-yearly': [5, 11],
  yearly: [9],
};

/** Adds sites of one medium with their items and months; the items of the standards are offered. */
export function PlanLinesForm({ planId, unitPath }: { planId: number; unitPath: string }): ReactNode {
  const t = useText('monitoring');
  const [kind, setKind] = useState<PointKind>('surface-water');
  const [q, setQ] = useState('');
  const [form] = Form.useForm<Values>();
  const sets = useRouteQuery(listItemSets);
  const points = useRouteQuery(listPoints, {
    query: { kind, unitPath, q: q.trim() || undefined, limit: 500 },
  });
  const put = useRouteMutation(putPlanLines, {
    success: t('line.added'),
    onSuccess: () => form.resetFields(['pointIds']),
  });
  const offered = (sets.data?.sets ?? []).filter((one) => one.pointKind === kind);
  const items = [...new Set(offered.flatMap((one) => one.items.map((item) => item.item)))];
  return (
    <div className="card" style={{ marginBottom: 14 }}>
      <h4>{t('line.add')}</h4>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ months: [...FREQUENCIES.monthly!] }}
        onFinish={(body) => put.mutate({ params: { id: planId }, body })}
      >
        <div className="form-row">
          <Form.Item label={t('line.medium')}>
            <Select<PointKind>
              aria-label={t('line.medium')}
              value={kind}
              onChange={(value) => {
                setKind(value);
                form.resetFields(['pointIds', 'items']);
              }}
              options={POINT_KINDS.map((value) => ({
                value,
                label: t(POINT_KIND_TITLES[value]?.title ?? value),
              }))}
            />
          </Form.Item>
          <Form.Item name="pointIds" label={t('line.sites')} rules={[{ required: true }]}>
            <Select
              mode="multiple"
              maxTagCount={3}
              loading={points.isFetching}
              showSearch={{ filterOption: false, onSearch: setQ }}
              notFoundContent={t('line.noSites')}
              options={(points.data?.points ?? []).map((one) => ({
                value: one.id,
                label: `${one.name} ${one.code}`,
              }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="items" label={t('line.items')} rules={[{ required: true }]}>
          <Select
            mode={items.length > 0 ? 'multiple' : 'tags'}
            maxTagCount={12}
            options={items.map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        {offered.length > 0 ? (
          <div className="filters">
            {offered.map((set) => (
              <Button
                key={set.name}
                size="small"
                onClick={() =>
                  form.setFieldValue(
                    'items',
                    set.items.map((one) => one.item),
                  )
                }
              >
                {t('line.allOf', { name: set.name, standard: set.standard, n: set.items.length })}
              </Button>
            ))}
          </div>
        ) : null}
        <div className="form-row">
          <Form.Item label={t('line.frequency')}>
            <Select
              aria-label={t('line.frequency')}
              defaultValue="monthly"
              onChange={(name: string) => form.setFieldValue('months', [...FREQUENCIES[name]!])}
              options={Object.keys(FREQUENCIES).map((value) => ({ value, label: t(`frequency.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="months" label={t('line.months')} rules={[{ required: true }]}>
            <Select
              mode="multiple"
              options={ALL.map((value) => ({ value, label: t('line.month', { n: value }) }))}
            />
          </Form.Item>
          <Form.Item
            name="body"
            label={t('line.body')}
            rules={[{ required: true, whitespace: true, min: 2 }]}
          >
            <Input maxLength={120} placeholder={t('line.bodyExample')} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={put.isPending}>
          {t('line.put')}
        </Button>
      </Form>
    </div>
  );
}
