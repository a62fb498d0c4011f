import { Link, useNavigate } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  choiceFilter,
  DataTable,
  Figure,
  FilterBar,
  flagFilter,
  Page,
  QueryState,
  SheetDialog,
  textFilter,
  unitFilter,
  useList,
  useMay,
  useText,
  useUnitName,
} from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  exportOutfalls,
  importOutfalls,
  listOutfalls,
  OUTFALL_KINDS,
  OUTFALL_STATES,
  type Outfall,
  type OutfallState,
  outfallTemplate,
} from '../contract.ts';
import { OutfallForm } from './outfall-form.tsx';
import { OutfallProgress } from './outfall-progress.tsx';
import { OVERDUE, Simulated, STATE_COLOURS, StateTag } from './words.tsx';

const MOST = 2_000;

/** Outfalls into rivers and lakes (入河入湖排污口): on the map by their state, as a list, and how far each unit is. */
export default function OutfallsPage(): ReactNode {
  const t = useText('sources');
  const unitName = useUnitName();
  const navigate = useNavigate();
  const mayWrite = useMay('sources.write');
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const list = useList(listOutfalls, {
    filters: {
      q: textFilter(t('outfalls.search')),
      state: choiceFilter(t('outfall.state'), OUTFALL_STATES, (one) => t(`state.${one}`), {
        hint: t('outfalls.allStates'),
      }),
      kind: choiceFilter(t('outfall.kind'), OUTFALL_KINDS, (one) => t(`kind.${one}`), {
        hint: t('outfalls.allKinds'),
      }),
      unit: unitFilter(t('unit'), { hint: t('allUnits'), width: 240 }),
      overdue: flagFilter(t('outfalls.onlyOverdue')),
    },
    ask: ({ unit, ...rest }) => ({ ...rest, unitPath: unit }),
    most: MOST,
    rows: ({ outfalls }) => outfalls as Outfall[],
  });
  const { rows } = list;
  const points = useMemo(
    () =>
      rows.map((row) => ({
        id: row.id,
        lon: row.lon,
        lat: row.lat,
        colour: row.overdue ? OVERDUE : STATE_COLOURS[row.state],
        title: `${row.name} · ${t(`state.${row.state}`)}${row.overdue ? ` · ${t('overdue')}` : ''}`,
      })),
    [rows, t],
  );
  const count = (of: OutfallState) => rows.filter((row) => row.state === of).length;
  return (
    <Page
      title={t('outfalls.title')}
      note={t('outfalls.note')}
      extra={
        <>
          <Simulated when={rows.some((row) => row.simulated)} />
          <Button href={urlOf(exportOutfalls, {}, list.asked)}>{t('outfalls.export')}</Button>
          {mayWrite ? (
            <>
              <Button onClick={() => setOpen('import')}>{t('outfalls.import')}</Button>
              <Button type="primary" onClick={() => setOpen('new')}>
                {t('outfalls.new')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <FilterBar of={list} />
      <QueryState query={list.query}>
        <div className="figures">
          {OUTFALL_STATES.map((one) => (
            <Figure key={one} label={t(`state.${one}`)} value={count(one)} />
          ))}
          <Figure
            label={t('outfalls.overdue')}
            value={rows.filter((row) => row.overdue).length}
            tone={rows.some((row) => row.overdue) ? 'bad' : 'good'}
          />
        </div>
        <div className="grid side-by-side">
          <div>
            <PointMap
              points={points}
              height={440}
              onSelect={(id) => void navigate({ to: `/sources/outfalls/${id}` as string })}
            />
            <div className="legend">
              {OUTFALL_STATES.map((one) => (
                <span key={one}>
                  <i style={{ background: STATE_COLOURS[one] }} />
                  {t(`state.${one}`)}
                </span>
              ))}
              <span>
                <i style={{ background: OVERDUE }} />
                {t('outfalls.overdue')}
              </span>
            </div>
          </div>
          <div>
            <OutfallProgress />
          </div>
        </div>
        <h4 className="section-title">{t('outfalls.list')}</h4>
        <DataTable<Outfall>
          name={t('outfalls.title')}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 980 }}
          locale={{ emptyText: t('outfalls.none') }}
          dataSource={[...rows]}
          columns={[
            {
              title: t('outfall.code'),
              className: 'cell-nowrap',
              value: (row) => row.code,
              render: (_, row) => <Link to={`/sources/outfalls/${row.id}` as string}>{row.code}</Link>,
            },
            { title: t('outfall.name'), dataIndex: 'name' },
            { title: t('outfall.water'), dataIndex: 'water' },
            {
              title: t('outfall.kind'),
              value: (row) => t(`kind.${row.kind}`),
              render: (_, row) => t(`kind.${row.kind}`),
            },
            {
              title: t('unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            {
              title: t('outfall.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <StateTag state={row.state} overdue={row.overdue} />,
            },
            { title: t('outfall.responsible'), dataIndex: 'responsible' },
            { title: t('outfall.deadline'), dataIndex: 'deadline' },
            { title: t('outfall.foundOn'), dataIndex: 'foundOn' },
            { title: t('simulated'), hidden: true, value: (row) => (row.simulated ? 1 : 0) },
          ]}
        />
      </QueryState>
      {open === 'import' ? (
        <SheetDialog
          title={t('outfalls.import')}
          def={importOutfalls}
          template={urlOf(outfallTemplate)}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'new' ? (
        <OutfallForm
          onClose={() => setOpen(null)}
          onDone={(id) => void navigate({ to: `/sources/outfalls/${id}` as string })}
        />
      ) : null}
    </Page>
  );
}
