import {
  DataTable,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Card, Empty, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  addDutyRule,
  type DutyRule,
  FACILITY_CLASSES,
  FACILITY_KINDS,
  type Facility,
  listDutyRules,
  listFacilities,
  type Method,
} from '../contract.ts';
import { FacilityTable } from './facility-table.tsx';
import { FieldsDialog } from './fields-dialog.tsx';
import { Unverified } from './words.tsx';

/** 电磁自行监测: how often, by the offices' own word; who is late; what the Code says and which methods there are. */
export default function RulesPage(): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const query = useRouteQuery(listDutyRules);
  const overdue = useRouteQuery(listFacilities, { query: { overdue: true, limit: 200 } });
  const late = (overdue.data?.facilities ?? []) as Facility[];
  const duties = query.data?.duties;
  return (
    <Page
      title={t('menu.rules')}
      note={t('rules.note')}
      extra={
        may('emf.manage') ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('rules.add')}
          </Button>
        ) : null
      }
    >
      <QueryState query={query}>
        <Flex vertical gap={16}>
          {duties ? (
            <p className="muted">
              {t('rules.law', { act: duties.act, articles: duties.articles })}{' '}
              <Unverified confidence={duties.confidence} />
            </p>
          ) : null}
          <Rules rows={(query.data?.rules ?? []) as DutyRule[]} />
          <Card size="small" title={t('rules.due')}>
            {late.length === 0 ? <Empty description={t('rules.dueNone')} /> : <FacilityTable rows={late} />}
          </Card>
          <Methods rows={(query.data?.methods ?? []) as Method[]} />
        </Flex>
      </QueryState>
      {adding ? <AddDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function Rules({ rows }: { rows: readonly DutyRule[] }): ReactNode {
  const t = useText('emf');
  const unitName = useUnitName();
  return (
    <Card size="small" title={t('rules.list')}>
      <DataTable<DutyRule>
        name={t('rules.list')}
        rowKey="id"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={[...rows]}
        locale={{ emptyText: <Empty description={t('rules.none')} /> }}
        columns={[
          { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
          { title: t('field.facilityClass'), value: (row) => t(`class.${row.facilityClass}`) },
          { title: t('field.kind'), value: (row) => (row.kind ? t(`kind.${row.kind}`) : t('figures.all')) },
          {
            title: t('field.months'),
            value: (row) => (row.months === null ? t('rules.never') : t('rules.months', { n: row.months })),
          },
          { title: t('field.effectiveFrom'), dataIndex: 'effectiveFrom' },
          {
            title: t('field.source'),
            value: (row) => row.source,
            render: (_, row) => (
              <>
                {row.source} <Unverified confidence="unverified" />
              </>
            ),
          },
          { title: t('field.by'), dataIndex: 'by' },
        ]}
      />
    </Card>
  );
}

function Methods({ rows }: { rows: readonly Method[] }): ReactNode {
  const t = useText('emf');
  return (
    <Card size="small" title={t('rules.methods')}>
      <DataTable<Method>
        name={t('rules.methods')}
        rowKey="key"
        pagination={false}
        exported={false}
        dataSource={[...rows]}
        columns={[
          { title: t('field.method'), value: (row) => `${row.key} ${row.zh}` },
          { title: t('field.kind'), value: (row) => row.kinds.map((kind) => t(`kind.${kind}`)).join('、') },
          {
            title: t('field.confidence'),
            value: (row) => row.confidence,
            render: (_, row) => <Unverified confidence={row.confidence} />,
          },
        ]}
      />
    </Card>
  );
}

function AddDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('emf');
  const save = useRouteMutation(addDutyRule, { success: t('saved'), onSuccess: onClose });
  const words = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${group}.${value}`) }));
  return (
    <FieldsDialog
      title={t('rules.add')}
      fields={[
        { name: 'unitPath', label: t('field.unit'), kind: 'unit', required: true, action: 'emf.manage' },
        {
          name: 'facilityClass',
          label: t('field.facilityClass'),
          kind: 'select',
          required: true,
          options: words('class', FACILITY_CLASSES),
        },
        { name: 'kind', label: t('field.kind'), kind: 'select', options: words('kind', FACILITY_KINDS) },
        { name: 'months', label: t('field.months'), kind: 'number', initial: 12 },
        { name: 'effectiveFrom', label: t('field.effectiveFrom'), kind: 'day', required: true },
        { name: 'source', label: t('field.source'), kind: 'text', required: true },
      ]}
      busy={save.isPending}
      onSend={(body) => save.mutate({ body })}
      onClose={onClose}
    />
  );
}
