import {
  DataTable,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Empty, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  actOnOrphan,
  addOrphan,
  CATEGORIES,
  listOrphans,
  ORPHAN_STATES,
  type Orphan,
  type OrphanAct,
  type OrphanState,
} from '../contract.ts';
import { type Field, FieldsDialog } from './fields-dialog.tsx';
import { activityText, Simulated, StateTag } from './words.tsx';

/** 无主放射源: found, identified, collected. */
export default function OrphansPage(): ReactNode {
  const t = useText('radiation');
  const may = useMay();
  const unitName = useUnitName();
  const [unit, setUnit] = useState<string | undefined>();
  const [state, setState] = useState<OrphanState | undefined>();
  const [adding, setAdding] = useState(false);
  const [acting, setActing] = useState<{ orphan: Orphan; act: OrphanAct['act'] } | null>(null);
  const query = useRouteQuery(listOrphans, { query: { unit, state } });
  const rows = query.data?.orphans ?? [];
  const next = (row: Orphan): OrphanAct['act'][] =>
    row.state === 'registered' ? ['identify'] : row.state === 'identified' ? ['identify', 'collect'] : [];
  return (
    <Page
      title={t('menu.orphans')}
      note={t('orphans.note')}
      extra={
        <>
          <Simulated when={rows.some(({ simulated }) => simulated)} />
          {may('radiation.manage') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('orphans.add')}
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
            {...(unit ? { value: unit } : {})}
            onChange={setUnit}
          />
        </div>
        <Select<OrphanState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ minWidth: 120 }}
          onChange={(one: OrphanState | undefined) => setState(one)}
          options={ORPHAN_STATES.map((one) => ({ value: one, label: t(`state.${one}`) }))}
        />
      </div>
      <QueryState query={query}>
        <DataTable<Orphan>
          name={t('menu.orphans')}
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 900 }}
          dataSource={rows as Orphan[]}
          locale={{ emptyText: <Empty description={t('none')} /> }}
          columns={[
            { title: t('field.foundOn'), dataIndex: 'foundOn', className: 'nowrap' },
            { title: t('field.region'), value: (row) => unitName(row.unitPath) },
            { title: t('field.place'), dataIndex: 'place' },
            { title: t('field.description'), dataIndex: 'description' },
            { title: t('field.rate'), value: (row) => row.rate ?? '—', align: 'right' },
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <StateTag state={row.state} />,
            },
            { title: t('field.nuclide'), value: (row) => row.nuclide ?? '—' },
            { title: t('field.activity'), value: (row) => activityText(row.activityBq) },
            { title: t('field.receiver'), value: (row) => row.collectedTo ?? '—' },
            {
              title: '',
              render: (_, row) =>
                may('radiation.manage', row.unitPath)
                  ? next(row).map((act) => (
                      <Button key={act} size="small" onClick={() => setActing({ orphan: row, act })}>
                        {t(`orphanAct.${act}`)}
                      </Button>
                    ))
                  : null,
            },
          ]}
        />
      </QueryState>
      {adding ? <AddOrphan unitPath={unit} onClose={() => setAdding(false)} /> : null}
      {acting ? <ActDialog {...acting} onClose={() => setActing(null)} /> : null}
    </Page>
  );
}

function AddOrphan({ unitPath, onClose }: { unitPath: string | undefined; onClose: () => void }): ReactNode {
  const t = useText('radiation');
  const [path, setPath] = useState(unitPath);
  const add = useRouteMutation(addOrphan, { success: t('orphans.added'), onSuccess: onClose });
  return (
    <FieldsDialog
      title={t('orphans.add')}
      busy={add.isPending}
      onClose={onClose}
      note={
        <div style={{ marginBottom: 12 }}>
          <UnitSelect aria-label={t('field.region')} {...(path ? { value: path } : {})} onChange={setPath} />
        </div>
      }
      fields={[
        { name: 'foundOn', label: t('field.foundOn'), kind: 'day', required: true },
        { name: 'place', label: t('field.place'), kind: 'text', required: true },
        { name: 'description', label: t('field.description'), kind: 'long', required: true },
        { name: 'rate', label: t('field.rate'), kind: 'number' },
      ]}
      onSend={(body) => add.mutate({ body: { ...body, unitPath: path ?? '' } })}
    />
  );
}

function ActDialog({
  orphan,
  act,
  onClose,
}: {
  orphan: Orphan;
  act: OrphanAct['act'];
  onClose: () => void;
}): ReactNode {
  const t = useText('radiation');
  const send = useRouteMutation(actOnOrphan, { success: t('source.acted'), onSuccess: onClose });
  const identify: Field[] = [
    { name: 'nuclide', label: t('field.nuclide'), kind: 'text', required: true },
    { name: 'activityBq', label: t('field.activityBq'), kind: 'number' },
    {
      name: 'category',
      label: t('field.category'),
      kind: 'select',
      options: CATEGORIES.map((one) => ({ value: one, label: one })),
    },
    { name: 'sourceId', label: t('field.sourceId'), kind: 'number' },
  ];
  return (
    <FieldsDialog
      title={t(`orphanAct.${act}`)}
      busy={send.isPending}
      onClose={onClose}
      fields={[
        { name: 'on', label: t('field.on'), kind: 'day', required: true },
        { name: 'document', label: t('field.document'), kind: 'text', required: true },
        ...(act === 'identify'
          ? identify
          : [{ name: 'to', label: t('field.receiver'), kind: 'text' as const, required: true }]),
      ]}
      onSend={(answers) => send.mutate({ params: { id: orphan.id }, body: { ...answers, act } })}
    />
  );
}
