import {
  DataTable,
  formatBounds,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  UnitSelect,
  unitText,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, Modal, Select, Tag } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import { createLocalLimit, type LocalLimit, listLocalLimits, updateLocalLimit } from '../contract.ts';
import { CONFIDENCES } from './confidence.ts';
import { emptied, today } from './form-values.ts';
import { LimitFigures } from './limit-figures.tsx';

/** Local limits (地方限值): what holds for every outlet of a kind in a place, by its dates. */
export default function LocalLimitsPage(): ReactNode {
  const t = useText('registry');
  const unitName = useUnitName();
  const may = useMay();
  const list = useRouteQuery(listLocalLimits);
  const [open, setOpen] = useState<LocalLimit | 'new' | null>(null);
  return (
    <Page
      title={t('menu.localLimits')}
      note={t('localLimits.note')}
      extra={
        may('registry.write') ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {t('localLimits.add')}
          </Button>
        ) : null
      }
    >
      <QueryState query={list}>
        <DataTable<LocalLimit>
          name={t('menu.localLimits')}
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 900 }}
          locale={{ emptyText: t('localLimits.none') }}
          dataSource={list.data?.limits ?? []}
          columns={[
            {
              title: t('field.unitPath'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            {
              title: t('field.kind'),
              value: (row) => t(POINT_KIND_TITLES[row.kind]?.title ?? row.kind),
              render: (_, row) => t(POINT_KIND_TITLES[row.kind]?.title ?? row.kind),
            },
            {
              title: t('field.industry'),
              value: (row) => row.industry ?? t('localLimits.everyIndustry'),
              render: (_, row) => row.industry ?? t('localLimits.everyIndustry'),
            },
            { title: t('limits.factor'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
            {
              title: t('localLimits.bounds'),
              value: (row) => formatBounds(row.lower, row.upper),
              render: (_, row) => `${formatBounds(row.lower, row.upper)} ${unitText(row.unit)}`,
            },
            {
              title: t('field.basis'),
              value: (row) => t(`value.${row.basis}`),
              render: (_, row) => `${t(`value.${row.basis}`)} · ${t(`value.${row.measure}`)}`,
            },
            {
              title: t('field.standard'),
              value: (row) => [row.standard, row.clause].filter(Boolean).join(' '),
              render: (_, row) => (
                <>
                  {row.standard} <small className="muted">{row.clause}</small>
                  {row.confidence && row.confidence !== 'official-text' ? (
                    <Tag style={{ marginInlineStart: 6 }}>{t(`confidence.${row.confidence}`)}</Tag>
                  ) : null}
                </>
              ),
            },
            { title: t('field.effectiveFrom'), dataIndex: 'effectiveFrom' },
            { title: t('field.effectiveTo'), dataIndex: 'effectiveTo' },
            { title: t('localLimits.points'), dataIndex: 'points' },
            {
              title: '',
              render: (_, row) =>
                may('registry.write', row.unitPath) ? (
                  <Button size="small" onClick={() => setOpen(row)}>
                    {t('localLimits.correct')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {open ? <LocalLimitForm limit={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

type Values = Omit<LocalLimit, 'id' | 'points' | 'updatedAt'>;

function LocalLimitForm({ limit, onClose }: { limit: LocalLimit | null; onClose: () => void }): ReactNode {
  const t = useText('registry');
  const ask = useMay();
  const may = useCallback((path: string) => ask('registry.write', path), [ask]);
  const [form] = Form.useForm<Values>();
  const done = { refresh: ['registry', 'evaluation'], success: t('limits.saved'), onSuccess: onClose };
  const create = useRouteMutation(createLocalLimit, done);
  const update = useRouteMutation(updateLocalLimit, done);
  const save = (values: Values) => {
    const referenceO2 = values.measure === 'converted' ? values.referenceO2 : null;
    const body = emptied({ ...values, referenceO2 });
    if (limit) update.mutate({ params: { id: limit.id }, body });
    else create.mutate({ body });
  };
  return (
    <Modal
      open
      width={640}
      title={limit ? t('localLimits.correct') : t('localLimits.add')}
      okText={t('form.save')}
      confirmLoading={create.isPending || update.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="muted">{t('localLimits.effect')}</p>
      <Form<Values>
        name="registry-local-limit"
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={
          limit ?? { kind: 'outlet-gas', basis: 'hour', measure: 'converted', effectiveFrom: today() }
        }
      >
        <div className="form-row">
          <Form.Item name="unitPath" label={t('field.unitPath')} rules={[{ required: true }]}>
            <UnitSelect may={may} />
          </Form.Item>
          <Form.Item name="kind" label={t('field.kind')}>
            <Select
              options={(['outlet-gas', 'outlet-water'] as const).map((value) => ({
                value,
                label: t(POINT_KIND_TITLES[value]?.title ?? value),
              }))}
            />
          </Form.Item>
          <Form.Item name="industry" label={t('field.industry')} extra={t('localLimits.industryHint')}>
            <Input maxLength={8} />
          </Form.Item>
        </div>
        <LimitFigures />
        <div className="form-row">
          <Form.Item name="source" label={t('field.source')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="confidence" label={t('field.confidence')}>
            <Select
              allowClear
              options={CONFIDENCES.map((value) => ({ value, label: t(`confidence.${value}`) }))}
            />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
