import { DataTable, formatNumber, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { OutlineMap, type ShownArea } from '@tarim/ui/map';
import { Button, Select, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  type Difference,
  getDifferences,
  listRules,
  listUnits,
  listVersions,
  type RuleRow,
  type Unit,
  type Version,
} from '../contract.ts';
import { said } from './said.ts';

/** Versions of the plan with their units, rules and differences. */
export default function PlansPage(): ReactNode {
  const t = useText('zoning');
  const query = useRouteQuery(listVersions, {});
  const [chosen, setChosen] = useState<number | null>(null);
  const versions = query.data?.versions ?? [];
  const version = versions.find((one) => one.id === chosen) ?? versions[0];
  return (
    <Page
      title={t('plans.title')}
      note={t('plans.note')}
      extra={version?.simulated ? <Tag>{t('simulated')}</Tag> : null}
    >
      <QueryState query={query}>
        <DataTable<Version>
          name={t('plans.title')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 700 }}
          locale={{ emptyText: t('plans.none') }}
          dataSource={[...versions]}
          columns={[
            { title: t('plans.name'), dataIndex: 'name' },
            said(t('plans.step'), (row) => t(`step.${row.step}`)),
            said(t('plans.from'), (row) => row.validFrom ?? '—'),
            said(t('plans.to'), (row) => row.validTo ?? '—'),
            { title: t('plans.units'), dataIndex: 'units' },
            { title: t('plans.rules'), dataIndex: 'rules' },
            said(t('plans.document'), (row) => row.steps.at(-1)?.document ?? '—'),
          ]}
        />
        {version ? (
          <>
            <div className="filters">
              <Select<number>
                aria-label={t('plans.choose')}
                style={{ minWidth: 240 }}
                value={version.id}
                onChange={setChosen}
                options={versions.map((one) => ({ value: one.id, label: one.name }))}
              />
            </div>
            <Tabs
              items={[
                { key: 'units', label: t('plans.units'), children: <Units id={version.id} /> },
                { key: 'rules', label: t('plans.rules'), children: <Rules id={version.id} /> },
                {
                  key: 'differences',
                  label: t('plans.differences'),
                  children: <Differences id={version.id} />,
                },
              ]}
            />
          </>
        ) : null}
      </QueryState>
    </Page>
  );
}

function Units({ id }: { id: number }): ReactNode {
  const t = useText('zoning');
  const query = useRouteQuery(listUnits, { params: { id } });
  const [shown, setShown] = useState<Unit | null>(null);
  return (
    <QueryState query={query}>
      <OutlineMap present={(shown?.geometry as ShownArea | undefined) ?? null} proposed={null} height={360} />
      <DataTable<Unit>
        name={t('plans.units')}
        rowKey="code"
        scroll={{ x: 700 }}
        dataSource={[...(query.data?.units ?? [])]}
        columns={[
          {
            title: t('unit.code'),
            value: (row) => row.code,
            render: (_, row) => (
              <Button type="link" onClick={() => setShown(row)}>
                {row.code}
              </Button>
            ),
          },
          { title: t('unit.name'), dataIndex: 'name' },
          said(t('unit.class'), (row) => t(`class.${row.class}`)),
          said(t('unit.area'), (row) => row.area ?? '—'),
          said(t('unit.areaKm2'), (row) => formatNumber(row.areaKm2, 1)),
        ]}
      />
    </QueryState>
  );
}

function RuleTable({ name, rules }: { name: string; rules: readonly RuleRow[] }): ReactNode {
  const t = useText('zoning');
  return (
    <DataTable<RuleRow>
      name={name}
      rowKey="id"
      scroll={{ x: 700 }}
      dataSource={[...rules]}
      columns={[
        said(t('rule.level'), (row) => t(`level.${row.level}`)),
        said(t('rule.target'), (row) => row.target ?? '—'),
        said(t('rule.dimension'), (row) => t(`dimension.${row.dimension}`)),
        { title: t('rule.text'), dataIndex: 'text' },
        said(t('rule.industries'), (row) => row.industries.join(' ') || t('rule.every')),
        said(t('rule.effect'), (row) => t(`effect.${row.effect ?? 'none'}`)),
      ]}
    />
  );
}

function Rules({ id }: { id: number }): ReactNode {
  const t = useText('zoning');
  const query = useRouteQuery(listRules, { params: { id } });
  return (
    <QueryState query={query}>
      <RuleTable name={t('plans.rules')} rules={query.data?.rules ?? []} />
    </QueryState>
  );
}

function Differences({ id }: { id: number }): ReactNode {
  const t = useText('zoning');
  const query = useRouteQuery(getDifferences, { params: { id } });
  return (
    <QueryState query={query}>
      <DataTable<Difference>
        name={t('plans.differences')}
        rowKey="code"
        scroll={{ x: 600 }}
        dataSource={[...(query.data?.units ?? [])]}
        columns={[
          { title: t('unit.code'), dataIndex: 'code' },
          { title: t('unit.name'), dataIndex: 'name' },
          said(t('plans.change'), (row) => t(`change.${row.change}`)),
          said(t('plans.before'), (row) => formatNumber(row.beforeKm2, 1)),
          said(t('plans.after'), (row) => formatNumber(row.afterKm2, 1)),
        ]}
      />
      <h4>{t('plans.rulesAdded')}</h4>
      <RuleTable name={t('plans.rulesAdded')} rules={query.data?.rulesAdded ?? []} />
      <h4>{t('plans.rulesRemoved')}</h4>
      <RuleTable name={t('plans.rulesRemoved')} rules={query.data?.rulesRemoved ?? []} />
    </QueryState>
  );
}
