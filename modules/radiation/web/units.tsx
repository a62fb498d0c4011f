import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Empty, Input, Progress, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { addUnit, exportUnits, listUnits, type UnitInput, type UnitRowShown } from '../contract.ts';
import { type Field, FieldsDialog } from './fields-dialog.tsx';
import { OwnUnits } from './own.tsx';
import { LevelTag, Simulated, StateTag } from './words.tsx';

interface Filters {
  readonly unit?: string | undefined;
  readonly level?: 'red' | 'yellow' | 'none' | undefined;
  readonly text?: string | undefined;
}
const LEVELS = ['red', 'yellow', 'none'] as const;

/** 核技术利用单位: the register, or for people of an enterprise what is their own. */
export default function UnitsPage(): ReactNode {
  return useMay('radiation.read') ? <Units /> : <OwnUnits />;
}

function Units(): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const at = useCursor<number>();
  const [filters, setFilters] = useState<Filters>({});
  const [adding, setAdding] = useState(false);
  const query = useRouteQuery(listUnits, { query: { ...filters, after: at.cursor } });
  const rows = query.data?.units ?? [];
  const filter = (more: Filters) => {
    setFilters({ ...filters, ...more });
    at.reset();
  };
  return (
    <Page
      title={t('menu.units')}
      note={t('units.note')}
      extra={
        <>
          <Simulated when={rows.some(({ simulated }) => simulated)} />
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button key={format} href={urlOf(exportUnits, undefined, { ...filters, format })}>
              {t('export', { format: format.toUpperCase() })}
            </Button>
          ))}
          {may('radiation.manage') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('units.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <div style={{ minWidth: 220 }}>
          <UnitSelect
            aria-label={t('field.region')}
            allowClear
            {...(filters.unit ? { value: filters.unit } : {})}
            onChange={(unit) => filter({ unit })}
          />
        </div>
        <Select<Filters['level']>
          allowClear
          aria-label={t('field.level')}
          placeholder={t('field.level')}
          style={{ minWidth: 150 }}
          onChange={(level) => filter({ level })}
          options={LEVELS.map((level) => ({ value: level, label: t(`level.${level}`) }))}
        />
        <Input.Search
          allowClear
          aria-label={t('field.text')}
          placeholder={t('field.text')}
          style={{ width: 280 }}
          onSearch={(text) => filter({ text: text.trim() || undefined })}
        />
      </div>
      <QueryState query={query}>
        <Register rows={rows} sortable={at.whole(query.data?.after)} />
        <CursorPager at={at} next={query.data?.after} busy={query.isPlaceholderData} />
      </QueryState>
      {adding ? <AddUnit unitPath={filters.unit} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function Register({ rows, sortable }: { rows: readonly UnitRowShown[]; sortable: boolean }): ReactNode {
  const t = useText('radiation');
  const unitName = useUnitName();
  return (
    <DataTable<UnitRowShown>
      name={t('menu.units')}
      exported={false}
      sortable={sortable}
      rowKey="id"
      pagination={false}
      scroll={{ x: 1000 }}
      dataSource={rows as UnitRowShown[]}
      locale={{ emptyText: <Empty description={t('none')} /> }}
      columns={[
        {
          title: t('field.unit'),
          value: (row) => row.name,
          render: (_, row) => <Link to={`/radiation/units/${row.id}` as string}>{row.name}</Link>,
        },
        { title: t('field.region'), value: (row) => unitName(row.unitPath) },
        { title: t('field.licenceNumber'), value: (row) => row.licence?.number ?? '—', className: 'nowrap' },
        {
          title: t('field.licenceState'),
          value: (row) => (row.licence ? t(`state.${row.licence.state}`) : '—'),
          render: (_, row) => (row.licence ? <StateTag state={row.licence.state} /> : '—'),
        },
        { title: t('field.validTo'), value: (row) => row.licence?.validTo ?? '—', className: 'nowrap' },
        { title: t('field.sources'), dataIndex: 'sources', align: 'right' },
        { title: t('field.devices'), dataIndex: 'devices', align: 'right' },
        { title: t('field.people'), dataIndex: 'people', align: 'right' },
        {
          title: t('field.level'),
          value: (row) => row.red * 1_000 + row.yellow,
          render: (_, row) => (
            <>
              {row.red > 0 ? <LevelTag level="red" text={String(row.red)} /> : null}
              {row.yellow > 0 ? <LevelTag level="yellow" text={String(row.yellow)} /> : null}
              {row.red + row.yellow === 0 ? '—' : null}
            </>
          ),
        },
        {
          title: t('field.score'),
          value: (row) => row.score,
          render: (_, row) => (
            <Progress
              percent={row.score}
              size="small"
              format={(n) => <span style={{ whiteSpace: 'nowrap' }}>{n}</span>}
              status={row.red > 0 ? 'exception' : 'normal'}
              style={{ minWidth: 90 }}
              aria-label={t('field.score')}
            />
          ),
        },
      ]}
    />
  );
}

function AddUnit({ unitPath, onClose }: { unitPath: string | undefined; onClose: () => void }): ReactNode {
  const t = useText('radiation');
  const [path, setPath] = useState(unitPath);
  const add = useRouteMutation(addUnit, { success: t('units.added'), onSuccess: onClose });
  const text = (name: string, label: string, required = false): Field => ({
    name,
    label,
    kind: 'text',
    required,
  });
  return (
    <FieldsDialog
      title={t('units.add')}
      busy={add.isPending}
      onClose={onClose}
      note={
        <div style={{ marginBottom: 12 }}>
          <UnitSelect aria-label={t('field.region')} {...(path ? { value: path } : {})} onChange={setPath} />
        </div>
      }
      fields={[
        text('uscc', t('field.uscc'), true),
        text('name', t('field.unit'), true),
        text('address', t('field.address')),
        text('legalPerson', t('field.legalPerson')),
        text('safetyOfficer', t('field.safetyOfficer')),
        { name: 'enterpriseId', label: t('field.enterprise'), kind: 'number' },
      ]}
      onSend={(answers) =>
        add.mutate({ body: { ...(answers as unknown as UnitInput), unitPath: path ?? '' } })
      }
    />
  );
}
