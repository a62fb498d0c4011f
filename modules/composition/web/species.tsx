import { DataTable, formatNumber, Page, QueryState, useAddress, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { COMPONENT_GROUPS, listSpecies, type Species } from '../contract.ts';
import { CompositionPages, useSpeciesName } from './words.tsx';

/** The list of species as it is used, with how sure it is. */
export default function SpeciesPage(): ReactNode {
  const t = useText('composition');
  const nameOf = useSpeciesName();
  const { get, set } = useAddress();
  const group = get('group') ?? 'all';
  const query = useRouteQuery(listSpecies);
  const rows = (query.data?.species ?? []).filter((one) => group === 'all' || one.group === group);
  return (
    <Page title={t('list.title')} note={<CompositionPages here="species" />}>
      <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('problem.memory')} />
      <div className="filters" style={{ overflowX: 'auto' }}>
        <Segmented<string>
          aria-label={t('groupName')}
          value={group}
          onChange={(next) => set({ group: next })}
          options={['all', ...COMPONENT_GROUPS].map((value) => ({ value, label: t(`group.${value}`) }))}
        />
      </div>
      <QueryState query={query}>
        <DataTable<Species>
          name={t('list.title')}
          rowKey="key"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 980 }}
          dataSource={rows}
          columns={[
            { title: t('species'), value: nameOf, render: (_, row) => nameOf(row) },
            { title: t('list.english'), dataIndex: 'nameEn' },
            { title: 'CAS', dataIndex: 'cas', render: (cas: string | null) => cas ?? '—' },
            { title: t('list.code'), dataIndex: 'code', render: (code: string | null) => code ?? '—' },
            { title: t('list.formula'), dataIndex: 'formula' },
            {
              title: t('list.mass'),
              value: (row) => row.molarMass,
              render: (_, row) => formatNumber(row.molarMass, 3),
            },
            {
              title: t('groupName'),
              value: (row) => t(`group.${row.group}`),
              render: (_, row) => t(`group.${row.group}`),
            },
            { title: t('list.list'), dataIndex: 'list', render: (list: string | null) => list ?? '—' },
            { title: 'MIR', value: (row) => row.mir, render: (_, row) => formatNumber(row.mir, 4) },
            {
              title: t('list.confidence'),
              value: (row) => t(`confidence.${row.confidence}`),
              render: (_, row) => t(`confidence.${row.confidence}`),
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}
