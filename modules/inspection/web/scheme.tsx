import {
  DataTable,
  formatTime,
  instant,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Descriptions, Empty, Flex, Form, Input, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { FACTORS, getScheme, type Quota, type Scheme, STRATA, type Stratum, setScheme } from '../contract.ts';

const QUOTA_KINDS = ['ratio', 'perOfficer', 'count'] as const;
type QuotaKind = (typeof QUOTA_KINDS)[number];
const kindOf = (quota: Quota): QuotaKind =>
  'ratio' in quota ? 'ratio' : 'count' in quota ? 'count' : 'perOfficer';
const figureOf = (quota: Quota): number => Object.values(quota)[0] as number;

/** Factors with the values that may weigh. */
const WEIGHED: Readonly<Record<string, readonly string[]>> = { ...FACTORS, gap: ['over-12-months'] };

/** Ratios, weights and the cap, with all versions. */
export function SchemePanel(): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const unitName = useUnitName();
  const [unit, setUnit] = useState<string | undefined>();
  const [editing, setEditing] = useState(false);
  const query = useRouteQuery(getScheme, { query: { unit } });
  const scheme = query.data?.scheme ?? null;
  return (
    <>
      <div className="filters">
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={setUnit}
        />
        {may('inspection.manage') ? (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('scheme.new')}
          </Button>
        ) : null}
      </div>
      <p className="muted">{t('scheme.note')}</p>
      <QueryState query={query}>
        {scheme ? <SchemeFacts scheme={scheme} /> : <Empty description={t('scheme.none')} />}
        {query.data && query.data.versions.length > 0 ? (
          <DataTable<Scheme>
            name={t('scheme.versions')}
            rowKey="id"
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            scroll={{ x: 600 }}
            style={{ marginTop: 16 }}
            dataSource={query.data.versions as Scheme[]}
            columns={[
              { title: t('scheme.version'), dataIndex: 'version' },
              { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
              { title: t('field.reason'), dataIndex: 'reason' },
              { title: t('scheme.by'), dataIndex: 'byName' },
              {
                title: t('scheme.from'),
                value: (row) => instant(row.effectiveFrom),
                render: (_, row) => formatTime(row.effectiveFrom),
              },
            ]}
          />
        ) : null}
      </QueryState>
      {editing ? <SchemeDialog scheme={scheme} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

function SchemeFacts({ scheme }: { scheme: Scheme }): ReactNode {
  const t = useText('inspection');
  const unitName = useUnitName();
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        { key: 'u', label: t('field.unit'), children: unitName(scheme.unitPath) },
        ...STRATA.map((stratum) => ({
          key: stratum,
          label: t(`stratum.${stratum}`),
          children: t(`quota.${kindOf(scheme.quotas[stratum])}`, { value: shown(scheme.quotas[stratum]) }),
        })),
        { key: 'team', label: t('scheme.teamSize'), children: scheme.teamSize },
        { key: 'cap', label: t('scheme.visitCap'), children: scheme.visitCap ?? t('scheme.noCap') },
        {
          key: 'w',
          label: t('scheme.weights'),
          children: Object.entries(scheme.weights)
            .map(
              ([factor, table]) =>
                `${t(`factor.${factor}`)}：${Object.entries(table)
                  .map(([value, weight]) => `${t(`factorValue.${value}`)} × ${weight}`)
                  .join('，')}`,
            )
            .join('；'),
        },
      ]}
    />
  );
}

const shown = (quota: Quota): string => {
  const value = figureOf(quota);
  return kindOf(quota) === 'ratio' ? `${Math.round(value * 10_000) / 100} %` : String(value);
};

interface Values {
  readonly unitPath: string;
  readonly kinds: Record<Stratum, QuotaKind>;
  readonly values: Record<Stratum, number>;
  readonly weights: Record<string, Record<string, number>>;
  readonly teamSize: number;
  readonly visitCap: number | null;
  readonly reason: string;
}

function SchemeDialog({ scheme, onClose }: { scheme: Scheme | null; onClose: () => void }): ReactNode {
  const t = useText('inspection');
  const [form] = Form.useForm<Values>();
  const kinds = Form.useWatch('kinds', form);
  const save = useRouteMutation(setScheme, { success: t('saved'), onSuccess: onClose });
  const quotas: Scheme['quotas'] = scheme?.quotas ?? {
    key: { ratio: 0.25 },
    special: { ratio: 0.5 },
    ordinary: { perOfficer: 2 },
  };
  const perStratum = <T,>(of: (stratum: Stratum) => T) =>
    Object.fromEntries(STRATA.map((stratum) => [stratum, of(stratum)])) as Record<Stratum, T>;
  return (
    <Modal
      open
      width={640}
      title={t('scheme.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          unitPath: scheme?.unitPath,
          kinds: perStratum((stratum) => kindOf(quotas[stratum])),
          values: perStratum((stratum) =>
            kindOf(quotas[stratum]) === 'ratio' ? figureOf(quotas[stratum]) * 100 : figureOf(quotas[stratum]),
          ),
          weights: scheme?.weights ?? {},
          teamSize: scheme?.teamSize ?? 2,
          visitCap: scheme?.visitCap ?? null,
        }}
        onFinish={({ unitPath, kinds: chosen, values, weights, teamSize, visitCap, reason }) =>
          save.mutate({
            body: {
              unitPath,
              quotas: perStratum((stratum) => ({
                [chosen[stratum]]: chosen[stratum] === 'ratio' ? values[stratum] / 100 : values[stratum],
              })),
              weights: kept(weights),
              teamSize,
              visitCap: visitCap ?? null,
              reason,
            },
          })
        }
      >
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect />
        </Form.Item>
        {STRATA.map((stratum) => (
          <Form.Item key={stratum} label={t(`stratum.${stratum}`)} required style={{ marginBottom: 8 }}>
            <Flex gap={8}>
              <Form.Item name={['kinds', stratum]} noStyle>
                <Select
                  aria-label={t(`stratum.${stratum}`)}
                  style={{ width: 200 }}
                  options={QUOTA_KINDS.map((one) => ({ value: one, label: t(`quotaKind.${one}`) }))}
                />
              </Form.Item>
              <Form.Item name={['values', stratum]} noStyle rules={[{ required: true }]}>
                <InputNumber
                  aria-label={t('quota.value')}
                  min={0}
                  max={kinds?.[stratum] === 'ratio' ? 100 : 10_000}
                  suffix={kinds?.[stratum] === 'ratio' ? '%' : null}
                />
              </Form.Item>
            </Flex>
          </Form.Item>
        ))}
        {Object.entries(WEIGHED).map(([factor, values]) => (
          <Form.Item
            key={factor}
            label={t('scheme.weightOf', { factor: t(`factor.${factor}`) })}
            style={{ marginBottom: 8 }}
          >
            <Flex gap={8} wrap>
              {values.map((value) => (
                <Form.Item key={value} name={['weights', factor, value]} noStyle>
                  <InputNumber
                    prefix={t(`factorValue.${value}`)}
                    min={0}
                    max={100}
                    step={0.1}
                    style={{ width: 150 }}
                  />
                </Form.Item>
              ))}
            </Flex>
          </Form.Item>
        ))}
        <Flex gap={16}>
          <Form.Item name="teamSize" label={t('scheme.teamSize')} rules={[{ required: true }]}>
            <InputNumber min={2} max={10} precision={0} />
          </Form.Item>
          <Form.Item name="visitCap" label={t('scheme.visitCap')} extra={t('scheme.capHint')}>
            <InputNumber min={1} max={100} precision={0} />
          </Form.Item>
        </Flex>
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={2} maxLength={400} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Only weights that were filled in. */
function kept(
  weights: Record<string, Record<string, number | null>> | undefined,
): Record<string, Record<string, number>> {
  const out: Record<string, Record<string, number>> = {};
  for (const [factor, table] of Object.entries(weights ?? {}))
    for (const [value, weight] of Object.entries(table ?? {}))
      if (typeof weight === 'number') out[factor] = { ...out[factor], [value]: weight };
  return out;
}
