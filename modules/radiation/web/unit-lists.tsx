import { Link } from '@tanstack/react-router';
import { DataTable, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Card, Empty } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  addDevice,
  addPlace,
  addSource,
  CATEGORIES,
  type Device,
  type Place,
  type Source,
  type UnitDetail,
} from '../contract.ts';
import { type Field, FieldsDialog } from './fields-dialog.tsx';
import { activityText, CategoryTag, figureText, StateTag } from './words.tsx';

/** A list of a unit with the button that adds to it. */
function Listed({
  unit,
  title,
  add,
  children,
  dialog,
}: {
  unit: UnitDetail;
  title: string;
  add: string;
  children: ReactNode;
  dialog: (close: () => void) => ReactNode;
}): ReactNode {
  const may = useMay();
  const [adding, setAdding] = useState(false);
  return (
    <Card
      size="small"
      title={title}
      extra={
        may('radiation.manage', unit.unitPath) ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {add}
          </Button>
        ) : null
      }
    >
      {children}
      {adding ? dialog(() => setAdding(false)) : null}
    </Card>
  );
}

export function HeldSources({ unit, linked = true }: { unit: UnitDetail; linked?: boolean }): ReactNode {
  const t = useText('radiation');
  return (
    <Listed
      unit={unit}
      title={t('unit.sources')}
      add={t('unit.addSource')}
      dialog={(close) => <AddSource unitId={unit.id} onClose={close} />}
    >
      <SourceTable rows={unit.heldSources} linked={linked} />
    </Listed>
  );
}

/** Sources with what they are today. */
export function SourceTable({
  rows,
  named = false,
  linked = true,
  exported = true,
}: {
  rows: readonly Source[];
  named?: boolean;
  /** The reader may open their pages. */
  linked?: boolean;
  exported?: boolean;
}): ReactNode {
  const t = useText('radiation');
  return (
    <DataTable<Source>
      name={t('menu.sources')}
      exported={exported}
      rowKey="id"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={rows as Source[]}
      locale={{ emptyText: <Empty description={t('source.none')} /> }}
      columns={[
        {
          title: t('field.code'),
          value: (row) => row.code ?? row.label,
          className: 'nowrap',
          render: (_, row) => {
            const name = row.code ?? (row.label || `#${row.id}`);
            return linked ? <Link to={`/radiation/sources/${row.id}` as string}>{name}</Link> : name;
          },
        },
        ...(named ? [{ title: t('field.unit'), value: (row: Source) => row.unitName }] : []),
        { title: t('field.nuclide'), dataIndex: 'nuclide' },
        { title: t('field.activity'), value: (row) => activityText(row.activityBq), className: 'nowrap' },
        { title: t('field.measuredOn'), value: (row) => row.measuredOn ?? '—', className: 'nowrap' },
        { title: t('field.category'), value: (row) => row.category ?? '—' },
        {
          title: t('source.today'),
          value: (row) => activityText(row.today.activityBq),
          className: 'nowrap',
        },
        {
          title: t('field.categoryToday'),
          value: (row) => row.today.category ?? '—',
          render: (_, row) => <CategoryTag category={row.today.category} />,
        },
        { title: t('field.ratio'), value: (row) => figureText(row.today.ratio), align: 'right' },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => <StateTag state={row.state} />,
        },
        { title: t('field.place'), value: (row) => row.place || '—' },
      ]}
    />
  );
}

const text = (name: string, label: string, required = false): Field => ({
  name,
  label,
  kind: 'text',
  required,
});

function AddSource({ unitId, onClose }: { unitId: number; onClose: () => void }): ReactNode {
  const t = useText('radiation');
  const add = useRouteMutation(addSource, { success: t('unit.saved'), onSuccess: onClose });
  return (
    <FieldsDialog
      title={t('unit.addSource')}
      busy={add.isPending}
      onClose={onClose}
      fields={[
        text('code', t('field.code')),
        text('noCode', t('field.noCode')),
        text('label', t('field.label')),
        text('nuclide', t('field.nuclide'), true),
        { name: 'activityBq', label: t('field.activityBq'), kind: 'number' },
        { name: 'measuredOn', label: t('field.measuredOn'), kind: 'day', initial: null },
        {
          name: 'category',
          label: t('field.category'),
          kind: 'select',
          options: CATEGORIES.map((one) => ({ value: one, label: one })),
        },
        text('use', t('field.use')),
        text('place', t('field.place')),
        {
          name: 'origin',
          label: t('field.origin'),
          kind: 'select',
          required: true,
          options: (['produced', 'imported', 'bought', 'found', 'ledger'] as const).map((one) => ({
            value: one,
            label: t(`origin.${one}`),
          })),
        },
        { name: 'on', label: t('field.on'), kind: 'day', required: true },
        text('document', t('field.document'), true),
      ]}
      onSend={(body) => add.mutate({ params: { id: unitId }, body: { ...body, code: body.code || null } })}
    />
  );
}

export function Devices({ unit }: { unit: UnitDetail }): ReactNode {
  const t = useText('radiation');
  return (
    <Listed
      unit={unit}
      title={t('unit.devices')}
      add={t('unit.addDevice')}
      dialog={(close) => <AddDevice unitId={unit.id} onClose={close} />}
    >
      <DataTable<Device>
        name={t('unit.devices')}
        rowKey="id"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={unit.deviceList as Device[]}
        locale={{ emptyText: <Empty description={t('none')} /> }}
        columns={[
          { title: t('field.name'), dataIndex: 'name' },
          { title: t('field.model'), value: (row) => row.model || '—' },
          { title: t('field.serial'), value: (row) => row.serial || '—' },
          { title: t('field.class'), dataIndex: 'class' },
          { title: t('field.kV'), value: (row) => row.kV ?? '—', align: 'right' },
          { title: t('field.mA'), value: (row) => row.mA ?? '—', align: 'right' },
          { title: t('field.place'), value: (row) => row.place || '—' },
          { title: t('field.inUse'), value: (row) => t(row.inUse ? 'yes' : 'no') },
        ]}
      />
    </Listed>
  );
}

function AddDevice({ unitId, onClose }: { unitId: number; onClose: () => void }): ReactNode {
  const t = useText('radiation');
  const add = useRouteMutation(addDevice, { success: t('unit.saved'), onSuccess: onClose });
  return (
    <FieldsDialog
      title={t('unit.addDevice')}
      busy={add.isPending}
      onClose={onClose}
      fields={[
        text('name', t('field.name'), true),
        text('model', t('field.model')),
        text('serial', t('field.serial')),
        {
          name: 'class',
          label: t('field.class'),
          kind: 'select',
          required: true,
          options: ['I', 'II', 'III'].map((one) => ({ value: one, label: one })),
        },
        { name: 'kV', label: t('field.kV'), kind: 'number' },
        { name: 'mA', label: t('field.mA'), kind: 'number' },
        text('place', t('field.place')),
        { name: 'inUse', label: t('field.inUse'), kind: 'switch', initial: true },
      ]}
      onSend={(body) => add.mutate({ params: { id: unitId }, body })}
    />
  );
}

export function Places({ unit }: { unit: UnitDetail }): ReactNode {
  const t = useText('radiation');
  return (
    <Listed
      unit={unit}
      title={t('unit.places')}
      add={t('unit.addPlace')}
      dialog={(close) => <AddPlace unitId={unit.id} onClose={close} />}
    >
      <DataTable<Place>
        name={t('unit.places')}
        rowKey="id"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={unit.places as Place[]}
        locale={{ emptyText: <Empty description={t('none')} /> }}
        columns={[
          { title: t('field.name'), dataIndex: 'name' },
          { title: t('field.address'), value: (row) => row.address || '—' },
          {
            title: t('field.unsealedClass'),
            value: (row) => (row.unsealedClass ? t(`unsealed.${row.unsealedClass}`) : '—'),
          },
          { title: t('field.nuclide'), value: (row) => row.nuclide || '—' },
          { title: t('field.dailyMaxBq'), value: (row) => activityText(row.dailyMaxBq), align: 'right' },
          { title: t('field.yearlyMaxBq'), value: (row) => activityText(row.yearlyMaxBq), align: 'right' },
        ]}
      />
    </Listed>
  );
}

function AddPlace({ unitId, onClose }: { unitId: number; onClose: () => void }): ReactNode {
  const t = useText('radiation');
  const add = useRouteMutation(addPlace, { success: t('unit.saved'), onSuccess: onClose });
  return (
    <FieldsDialog
      title={t('unit.addPlace')}
      busy={add.isPending}
      onClose={onClose}
      fields={[
        text('name', t('field.name'), true),
        text('address', t('field.address')),
        {
          name: 'unsealedClass',
          label: t('field.unsealedClass'),
          kind: 'select',
          options: (['A', 'B', 'C'] as const).map((one) => ({ value: one, label: t(`unsealed.${one}`) })),
        },
        text('nuclide', t('field.nuclide')),
        { name: 'dailyMaxBq', label: t('field.dailyMaxBq'), kind: 'number' },
        { name: 'yearlyMaxBq', label: t('field.yearlyMaxBq'), kind: 'number' },
      ]}
      onSend={(body) => add.mutate({ params: { id: unitId }, body })}
    />
  );
}
