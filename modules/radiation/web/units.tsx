import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  choiceFilter,
  ExportLinks,
  ListPage,
  textFilter,
  UnitSelect,
  unitFilter,
  useList,
  useMay,
  useRouteMutation,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Progress } from 'antd';
import { type ReactNode, useState } from 'react';
import { addUnit, exportUnits, listUnits, type UnitInput, type UnitRowShown } from '../contract.ts';
import { type Field, FieldsDialog } from './fields-dialog.tsx';
import { OwnUnits } from './own.tsx';
import { LevelTag, Simulated, StateTag } from './words.tsx';

const LEVELS = ['red', 'yellow', 'none'] as const;

/** 核技术利用单位: the register, or for people of an enterprise what is their own. */
export default function UnitsPage(): ReactNode {
  return useMay('radiation.read') ? <Units /> : <OwnUnits />;
}

function Units(): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const unitName = useUnitName();
  const [adding, setAdding] = useState(false);
  const list = useList(listUnits, {
    filters: {
      unit: unitFilter(t('field.region'), { width: 220 }),
      level: choiceFilter(t('field.level'), LEVELS, (one) => t(`level.${one}`), { width: 150 }),
      text: textFilter(t('field.text'), { width: 280 }),
    },
    by: 'after',
    rows: ({ units }) => units as UnitRowShown[],
  });
  return (
    <ListPage
      title={t('menu.units')}
      note={t('units.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          <ExportLinks href={(format) => urlOf(exportUnits, undefined, { ...list.asked, format })} />
          {may('radiation.manage') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('units.add')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      exported={false}
      width={1000}
      empty={t('none')}
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
    >
      {adding ? <AddUnit unitPath={list.values.unit} onClose={() => setAdding(false)} /> : null}
    </ListPage>
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
