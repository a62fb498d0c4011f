import { urlOf } from '@tarim/platform/contract';
import {
  choiceFilter,
  ExportLinks,
  ListPage,
  SheetDialog,
  textFilter,
  unitFilter,
  useList,
  useMay,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  CALIBRATIONS,
  type Equipment,
  equipmentTemplate,
  exportEquipment,
  importEquipment,
  listEquipment,
  STATES,
} from '../contract.ts';
import { EquipmentDrawer } from './equipment-drawer.tsx';
import { EquipmentDialog } from './equipment-form.tsx';
import { CalibrationTag, Simulated, StateTag, useWorkFilter } from './words.tsx';

/** 装备台账. */
export default function EquipmentPage(): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const unitName = useUnitName();
  const [open, setOpen] = useState<number | 'new' | 'import' | null>(null);
  const { field, askWork } = useWorkFilter();
  const list = useList(listEquipment, {
    filters: {
      field,
      unit: unitFilter(t('field.unit'), { width: 220 }),
      state: choiceFilter(t('field.state'), STATES, (one) => t(`state.${one}`), { width: 110 }),
      calibration: choiceFilter(t('field.calibration'), CALIBRATIONS, (one) => t(`calibration.${one}`), {
        width: 150,
      }),
      text: textFilter(t('field.text'), { width: 240 }),
    },
    ask: askWork,
    by: 'after',
    rows: ({ equipment }) => equipment as Equipment[],
  });
  const close = () => setOpen(null);
  return (
    <ListPage
      title={t('menu.equipment')}
      note={t('equipment.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          <ExportLinks href={(format) => urlOf(exportEquipment, undefined, { ...list.asked, format })} />
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
      list={list}
      // The server exports the whole ledger.
      exported={false}
      width={1000}
      empty={t('equipment.none')}
      columns={[
        {
          title: t('field.serial'),
          value: (row) => row.serial,
          className: 'nowrap',
          render: (_, row) => (
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row.id)}>
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
    >
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
    </ListPage>
  );
}
