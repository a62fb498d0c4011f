import { Link, useLocation } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty, Segmented, Select, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { listVisits, VISIT_TURNS, type Visit, type VisitTurn } from '../contract.ts';
import { ArrangeDialog } from './arrange-dialog.tsx';
import { hoursText } from './hours.tsx';
import { PlanDialog, type PlanFor } from './plan-dialog.tsx';
import { RecordsDrawer } from './records-drawer.tsx';
import { ResultDialog } from './result-dialog.tsx';
import { ResultTag, Simulated, teamText } from './words.tsx';

type State = 'planned' | 'done' | 'all';

/** From a task of supervision or a clue one comes here with `?task=…` or `?clue=…`, its enterprise and its reason. */
function plannedFor(search: URLSearchParams): PlanFor | null {
  for (const kind of ['task', 'clue'] as const) {
    const id = Number(search.get(kind) ?? 0);
    if (id > 0)
      return {
        origin: { kind, id },
        enterprise: search.get('enterprise') ?? '',
        why: search.get('why') ?? '',
      };
  }
  return null;
}

/** Where what a visit was planned for is shown. */
const originPath = ({ kind, id }: NonNullable<Visit['origin']>): string =>
  kind === 'task' ? `/supervision/tasks/${id}` : `/enforcement/clues?clue=${id}`;

/** 检查任务: drawn and otherwise planned, the newest first. */
export default function VisitsPage(): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const at = useCursor<number>();
  const { searchStr } = useLocation();
  const search = new URLSearchParams(searchStr);
  const [unit, setUnit] = useState<string | undefined>(search.get('unit') ?? undefined);
  const origin = plannedFor(search);
  // Figures of the command view lead to what they count.
  const [turn, setTurn] = useState<VisitTurn | undefined>(
    VISIT_TURNS.find((one) => one === search.get('turn')),
  );
  const [state, setState] = useState<State>(origin || turn ? 'all' : 'planned');
  const [arranging, setArranging] = useState<Visit | null>(null);
  const [arranged, setArranged] = useState(false);
  const [planning, setPlanning] = useState(search.has('plan'));
  const [recording, setRecording] = useState<Visit | null>(null);
  const [opened, setOpened] = useState<Visit | null>(null);
  // From a case one comes here to the visit that it came from.
  const of = Number(search.get('visit') ?? 0);
  const asked = useRouteQuery(listVisits, { query: { id: of } }, { enabled: of > 0 });
  const [closed, setClosed] = useState(false);
  const shown = opened ?? (closed ? null : (asked.data?.visits[0] ?? null));
  const toArrange = Number(search.get('arrange') ?? 0);
  const askedToArrange = useRouteQuery(
    listVisits,
    { query: { id: toArrange } },
    { enabled: toArrange > 0 && !arranged },
  );
  const arrangedNow =
    arranging ??
    (arranged ? null : (askedToArrange.data?.visits.find(({ state }) => state === 'planned') ?? null));
  const query = useRouteQuery(listVisits, {
    query: {
      before: at.cursor,
      unit,
      turn,
      ...(state === 'all' ? {} : { state }),
      ...(origin ? { [origin.origin.kind]: origin.origin.id } : {}),
    },
  });
  const visits = query.data?.visits ?? [];
  return (
    <Page
      title={t('menu.visits')}
      note={t('visits.note')}
      extra={
        <>
          <Simulated when={visits.some(({ simulated }) => simulated)} />
          {may('inspection.manage') ? (
            <Button type="primary" onClick={() => setPlanning(true)}>
              {t('visits.plan')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Segmented<State>
          value={state}
          onChange={(next) => {
            at.reset();
            setState(next);
          }}
          options={(['planned', 'done', 'all'] as const).map((one) => ({
            value: one,
            label: t(`visits.${one}`),
          }))}
        />
        <Select<VisitTurn>
          allowClear
          aria-label={t('visits.turn')}
          placeholder={t('visits.turn')}
          style={{ width: 170 }}
          value={turn}
          onChange={(next) => {
            at.reset();
            setTurn(next);
          }}
          options={VISIT_TURNS.map((one) => ({ value: one, label: t(`turn.${one}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={(next) => {
            at.reset();
            setUnit(next);
          }}
        />
      </div>
      {origin ? (
        <p>
          <Link to={originPath(origin.origin)}>{t(`visits.origin.${origin.origin.kind}`)}</Link>
          {' · '}
          <Link to={'/inspection/visits' as string}>{t('visits.everything')}</Link>
        </p>
      ) : null}
      <QueryState query={query}>
        <DataTable<Visit>
          name={t('menu.visits')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1120 }}
          dataSource={visits as Visit[]}
          locale={{ emptyText: <Empty description={t('visits.none')} /> }}
          columns={[
            { title: t('field.enterprise'), dataIndex: 'enterprise' },
            {
              title: t('field.source'),
              value: (row) => row.drawNumber ?? row.why ?? '',
              render: (_, row) =>
                row.drawId ? (
                  <Link to={`/inspection/draws/${row.drawId}` as string}>{row.drawNumber}</Link>
                ) : row.origin ? (
                  <Link to={originPath(row.origin)}>{row.why}</Link>
                ) : (
                  row.why
                ),
            },
            {
              title: t('field.counts'),
              value: (row) => (row.exemption ? t(`exemption.${row.exemption}`) : t('visits.counts')),
            },
            { title: t('field.team'), value: (row) => teamText(row.team) || t('draw.noTeam') },
            {
              title: t('field.appointment'),
              value: (row) => hoursText(row.appointment) || '—',
              className: 'nowrap',
            },
            { title: t('field.visitedOn'), value: (row) => row.visitedOn ?? '—', className: 'nowrap' },
            {
              title: t('field.result'),
              value: (row) => (row.result ? t(`result.${row.result}`) : ''),
              render: (_, row) => <ResultTag result={row.result} />,
            },
            { title: t('field.note'), value: (row) => row.note ?? '—' },
            {
              title: '',
              render: (_, row) =>
                may('inspection.record', row.unitPath) ? (
                  <Space>
                    {row.state === 'planned' && may('inspection.manage', row.unitPath) ? (
                      <Button size="small" onClick={() => setArranging(row)}>
                        {t('arrange.open')}
                      </Button>
                    ) : null}
                    {row.state === 'planned' ? (
                      <Button size="small" onClick={() => setRecording(row)}>
                        {t('visits.record')}
                      </Button>
                    ) : null}
                    <Button size="small" onClick={() => setOpened(row)}>
                      {t('records.open')}
                    </Button>
                  </Space>
                ) : null,
            },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {planning ? <PlanDialog of={origin} onClose={() => setPlanning(false)} /> : null}
      {arrangedNow ? (
        <ArrangeDialog
          visit={arrangedNow}
          onClose={() => {
            setArranging(null);
            setArranged(true);
          }}
        />
      ) : null}
      {shown ? (
        <RecordsDrawer
          visit={shown}
          onClose={() => {
            setOpened(null);
            setClosed(true);
          }}
        />
      ) : null}
      {recording ? <ResultDialog visit={recording} onClose={() => setRecording(null)} /> : null}
    </Page>
  );
}
