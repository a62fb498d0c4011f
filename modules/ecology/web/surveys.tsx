import { Link, useNavigate } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  DataTable,
  Figure,
  formatNumber,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Segmented, Select, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  GROUPS,
  type Group,
  importSurveys,
  listSurveys,
  type SurveyRow,
  surveyTemplate,
} from '../contract.ts';
import { SheetImport } from './sheet-import.tsx';
import { SurveyForm } from './survey-form.tsx';
import { Simulated } from './words.tsx';

/** Surveys of living things in water (水生态调查). */
export default function SurveysPage(): ReactNode {
  const t = useText('ecology');
  const mayWrite = useMay('ecology.write');
  const go = useNavigate();
  const [entering, setEntering] = useState(false);
  const [group, setGroup] = useState<Group | 'all'>('all');
  const [year, setYear] = useState<number | undefined>();
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const query = useRouteQuery(listSurveys, {
    query: { group: group === 'all' ? undefined : group, year, unitPath },
  });
  const rows = query.data?.surveys ?? [];
  const list = (
    <>
      <div className="filters">
        <Segmented<Group | 'all'>
          aria-label={t('surveys.group')}
          value={group}
          onChange={setGroup}
          options={(['all', ...GROUPS] as const).map((value) => ({ value, label: t(`group.${value}`) }))}
        />
        <Select<number>
          allowClear
          aria-label={t('status.year')}
          placeholder={t('surveys.allYears')}
          value={year}
          onChange={setYear}
          options={(query.data?.years ?? []).map((value) => ({ value, label: String(value) }))}
        />
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('unit')}
          placeholder={t('surveys.allUnits')}
          value={unitPath}
          onChange={setUnitPath}
        />
      </div>
      <QueryState query={query}>
        <div className="figures">
          <Figure label={t('surveys.count')} value={rows.length} />
          <Figure label={t('surveys.sites')} value={new Set(rows.map((one) => one.pointId)).size} />
          {GROUPS.filter((one) => group === 'all' || one === group).map((one) => (
            <Figure
              key={one}
              label={t('surveys.meanShannon', { group: t(`group.${one}`) })}
              value={formatNumber(meanShannon(rows, one), 2)}
            />
          ))}
        </div>
        <SurveyTable rows={rows} />
      </QueryState>
    </>
  );
  return (
    <Page
      title={t('surveys.title')}
      note={t('surveys.note')}
      extra={
        <>
          <Simulated when={rows.some((one) => one.simulated)} />
          {mayWrite ? (
            <Button type="primary" onClick={() => setEntering(true)}>
              {t('surveys.enter')}
            </Button>
          ) : null}
        </>
      }
    >
      {mayWrite ? (
        <Tabs
          items={[
            { key: 'list', label: t('surveys.list'), children: list },
            {
              key: 'import',
              label: t('surveys.import'),
              children: <SheetImport def={importSurveys} template={urlOf(surveyTemplate)} />,
            },
          ]}
        />
      ) : (
        list
      )}
      {entering ? (
        <SurveyForm
          onClose={() => setEntering(false)}
          onDone={(id) => void go({ to: `/ecology/surveys/${id}` as string })}
        />
      ) : null}
    </Page>
  );
}

function meanShannon(rows: readonly SurveyRow[], group: Group): number | null {
  const values = rows.flatMap((one) => (one.group === group ? (one.indices.shannon ?? []) : []));
  return values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
}

function SurveyTable({ rows }: { rows: readonly SurveyRow[] }): ReactNode {
  const t = useText('ecology');
  const unitName = useUnitName();
  const number = (title: string, of: (row: SurveyRow) => number | null, digits = 2, hidden = false) => ({
    title,
    value: of,
    render: (_: unknown, row: SurveyRow) => formatNumber(of(row), digits),
    hidden,
  });
  return (
    <DataTable<SurveyRow>
      name={t('surveys.title')}
      rowKey="id"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 980 }}
      locale={{ emptyText: t('surveys.none') }}
      dataSource={[...rows]}
      columns={[
        {
          title: t('surveys.site'),
          value: (row) => row.pointName,
          render: (_, row) => <Link to={`/ecology/surveys/${row.id}` as string}>{row.pointName}</Link>,
        },
        { title: t('surveys.siteCode'), value: (row) => row.pointCode, hidden: true },
        {
          title: t('unit'),
          value: (row) => unitName(row.unitPath, 'line'),
          render: (_, row) => unitName(row.unitPath),
        },
        { title: t('surveys.day'), dataIndex: 'surveyedOn', className: 'cell-nowrap' },
        {
          title: t('surveys.group'),
          className: 'cell-nowrap',
          value: (row) => t(`group.${row.group}`),
          render: (_, row) => t(`group.${row.group}`),
        },
        number(t('surveys.richness'), (row) => row.indices.richness, 0),
        number(t('surveys.shannon'), (row) => row.indices.shannon),
        number(t('surveys.evenness'), (row) => row.indices.evenness),
        number(t('surveys.margalef'), (row) => row.indices.margalef),
        number(t('surveys.simpson'), (row) => row.indices.simpson),
        number(t('surveys.bmwp'), (row) => row.indices.bmwp?.score ?? null, 0),
        number(t('surveys.aspt'), (row) => row.indices.bmwp?.aspt ?? null, 2, true),
        {
          title: t('surveys.dominant'),
          value: (row) => row.indices.dominant?.name ?? null,
          render: (_, row) =>
            row.indices.dominant
              ? `${row.indices.dominant.name} ${formatNumber(100 * row.indices.dominant.share, 0)}%`
              : '—',
        },
      ]}
    />
  );
}
