import { urlOf } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  SheetDialog,
  UnitSelect,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Empty, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  CALIBRATIONS,
  type Calibration,
  type Equipment,
  type EquipmentState,
  equipmentTemplate,
  exportEquipment,
  type Field,
  importEquipment,
  listEquipment,
  STATES,
} from '../contract.ts';
import { EquipmentDrawer } from './equipment-drawer.tsx';
import { EquipmentDialog } from './equipment-form.tsx';
import { CalibrationTag, Simulated, StateTag, WorkSelect } from './words.tsx';

interface Filters {
  readonly unit?: string | undefined;
  readonly field?: Field | undefined;
  readonly state?: EquipmentState | undefined;
  readonly calibration?: Calibration | undefined;
  readonly text?: string | undefined;
}

/** 装备台账. */
export default function EquipmentPage(): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const at = useCursor<number>();
  const [filters, setFilters] = useState<Filters>({});
  const [open, setOpen] = useState<number | 'new' | 'import' | null>(null);
  const query = useRouteQuery(listEquipment, { query: { ...filters, after: at.cursor } });
  const rows = query.data?.equipment ?? [];
  const filter = (more: Filters) => {
    setFilters({ ...filters, ...more });
    at.reset();
  };
  const close = () => setOpen(null);
  return (
    <Page
      title={t('menu.equipment')}
      note={t('equipment.note')}
      extra={
        <>
          <Simulated when={rows.some(({ simulated }) => simulated)} />
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button key={format} href={urlOf(exportEquipment, undefined, { ...filters, format })}>
              {t('equipment.export', { format: format.toUpperCase() })}
            </Button>
          ))}
          {may('capability.manage') ? (
            <>
              <Button onClick={() => setOpen('import')}>{t('equipment.import')}</Button>
              <Button type="primary" onClick={() => setOpen('new')}>
                {t('equipment.add')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <WorkSelect everything value={filters.field} onChange={(field) => filter({ field })} />
        <div style={{ minWidth: 220 }}>
          <UnitSelect
            aria-label={t('field.unit')}
            allowClear
            {...(filters.unit ? { value: filters.unit } : {})}
            onChange={(unit) => filter({ unit })}
          />
        </div>
        <Select<EquipmentState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ minWidth: 110 }}
          onChange={(state: EquipmentState | undefined) => filter({ state })}
          options={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
        <Select<Calibration>
          allowClear
          aria-label={t('field.calibration')}
          placeholder={t('field.calibration')}
          style={{ minWidth: 150 }}
          onChange={(calibration: Calibration | undefined) => filter({ calibration })}
          options={CALIBRATIONS.map((one) => ({ value: one, label: t(`calibration.${one}`) }))}
        />
        <Input.Search
          allowClear
          aria-label={t('field.text')}
          placeholder={t('field.text')}
          style={{ width: 240 }}
          onSearch={(text) => filter({ text: text.trim() || undefined })}
        />
      </div>
      <QueryState query={query}>
        <Ledger rows={rows} sortable={at.whole(query.data?.after)} onOpen={setOpen} />
        <CursorPager at={at} next={query.data?.after} busy={query.isPlaceholderData} />
      </QueryState>
      {typeof open === 'number' ? <EquipmentDrawer id={open} onClose={close} /> : null}
      {open === 'new' ? <EquipmentDialog onClose={close} /> : null}
      {open === 'import' ? (
        <SheetDialog
          title={t('equipment.import')}
          def={importEquipment}
          template={urlOf(equipmentTemplate)}
          accept=".xlsx,.csv"
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

function Ledger({
  rows,
  sortable,
  onOpen,
}: {
  rows: readonly Equipment[];
  sortable: boolean;
  onOpen: (id: number) => void;
}): ReactNode {
  const t = useText('capability');
  const unitName = useUnitName();
  return (
    <DataTable<Equipment>
      name={t('menu.equipment')}
      // The server exports the whole ledger.
      exported={false}
      sortable={sortable}
      rowKey="id"
      pagination={false}
      scroll={{ x: 1000 }}
      dataSource={rows as Equipment[]}
      locale={{ emptyText: <Empty description={t('equipment.none')} /> }}
      columns={[
        {
          title: t('field.serial'),
          value: (row) => row.serial,
          className: 'nowrap',
          render: (_, row) => (
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row.id)}>
              {row.serial}
            </Button>
          ),
        },
        { title: t('field.name'), dataIndex: 'name' },
        { title: t('field.model'), dataIndex: 'model' },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        { title: t('field.work'), value: (row) => t(`work.${row.field}`) },
        { title: t('field.kind'), value: (row) => t(`kind.${row.kind}`) },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => <StateTag state={row.state} />,
        },
        { title: t('field.holder'), value: (row) => row.holder || '—' },
        {
          title: t('field.calibration'),
          value: (row) => t(`calibration.${row.calibration}`),
          render: (_, row) => <CalibrationTag calibration={row.calibration} />,
        },
        { title: t('field.calibratedTo'), value: (row) => row.calibratedTo ?? '—', className: 'nowrap' },
      ]}
    />
  );
}
