import {
  CursorPager,
  DataTable,
  QueryState,
  UnitSelect,
  useCursor,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { Button, Drawer, Select, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { type ACTIVITY_STATES, type Activity, getActivity, listActivities } from '../contract.ts';
import { classOptions, hectares, Simulated, useClasses } from './words.tsx';

const PAGE = 50;
type State = (typeof ACTIVITY_STATES)[number];
const TONES: Readonly<Record<State, string>> = {
  existing: 'default',
  new: 'red',
  enlarged: 'orange',
  reduced: 'blue',
  restored: 'green',
};
/** Outlines of the years, the oldest palest. */
const AGES = ['#f2c7a8', '#e59a68', '#cf6a35', '#a4431a', '#6f2a0d'];

/** 人类活动清单; each with the outlines that it had. */
export function Activities({
  areaCode,
  filters = false,
}: {
  areaCode?: string;
  filters?: boolean;
}): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  const { classes, nameOf } = useClasses();
  const at = useCursor<number>();
  const [chosen, setChosen] = useState<string | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const [shown, setShown] = useState<number | null>(null);
  const query = useRouteQuery(listActivities, {
    query: { class: chosen, unitPath: unit, areaCode, after: at.cursor, limit: PAGE },
  });
  const rows = query.data?.activities ?? [];
  return (
    <>
      {filters ? (
        <div className="filters">
          <Select<string>
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('patch.class')}
            placeholder={t('patch.class')}
            {...(chosen ? { value: chosen } : {})}
            onChange={(value) => {
              setChosen(value);
              at.reset();
            }}
            options={classOptions(classes, nameOf)}
          />
          <UnitSelect
            allowClear
            aria-label={t('field.unit')}
            placeholder={t('field.unit')}
            style={{ width: 220 }}
            {...(unit ? { value: unit } : {})}
            onChange={(value) => {
              setUnit(value);
              at.reset();
            }}
          />
          <Simulated when={rows.some((one) => one.simulated)} />
        </div>
      ) : null}
      <QueryState query={query}>
        <DataTable<Activity>
          name={t('activities.title')}
          rowKey="id"
          sortable={at.whole(query.data?.next)}
          pagination={false}
          scroll={{ x: 980 }}
          dataSource={rows as Activity[]}
          locale={{ emptyText: t('activities.none') }}
          columns={[
            {
              title: t('field.code'),
              value: (row) => row.code,
              render: (_, row) => (
                <Button type="link" style={{ padding: 0 }} onClick={() => setShown(row.id)}>
                  {row.code}
                </Button>
              ),
            },
            { title: t('areas.name'), dataIndex: 'name' },
            { title: t('patch.class'), value: (row) => nameOf(row.class) },
            {
              title: t('field.state'),
              value: (row) => t(`activity.${row.status}`),
              render: (_, row) => <Tag color={TONES[row.status]}>{t(`activity.${row.status}`)}</Tag>,
            },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath, 'line') },
            { title: t('activities.basis'), value: (row) => row.legalBasis ?? '—' },
            { title: t('activities.first'), dataIndex: 'firstSeen' },
            { title: t('activities.last'), dataIndex: 'lastSeen' },
            {
              title: t('patch.areaHa'),
              value: (row) => Math.round(row.areaM2 / 100) / 100,
            },
            { title: t('overlap.areas'), value: (row) => row.inside.map((one) => one.name).join('; ') },
          ]}
        />
        <CursorPager at={at} next={query.data?.next} busy={query.isPlaceholderData} />
      </QueryState>
      {shown === null ? null : <History id={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function History({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('redline');
  const query = useRouteQuery(getActivity, { params: { id } });
  const found = query.data?.activity.id === id ? query.data : undefined;
  const history = useMemo(
    () => [...(found?.history ?? [])].sort((a, b) => (a.seenOn < b.seenOn ? -1 : 1)),
    [found],
  );
  const colour = (index: number) => AGES[Math.max(0, AGES.length - history.length + index)] ?? AGES[0]!;
  const areas = useMemo(
    () =>
      history.map((one, index) => ({
        id: `${index}`,
        geometry: one.geometry as ShownArea,
        colour: AGES[Math.max(0, AGES.length - history.length + index)] ?? AGES[0]!,
      })),
    [history],
  );
  return (
    <Drawer
      open
      size="large"
      title={found ? `${found.activity.code} ${found.activity.name}` : ''}
      onClose={onClose}
    >
      <QueryState query={query}>
        <ColouredMap
          areas={areas}
          nearest={15}
          legend={history.map((one, index) => ({
            colour: colour(index),
            text: `${one.seenOn} ${hectares(one.areaM2)}`,
          }))}
          height={360}
        />
        <ul className="steps">
          {[...history].reverse().map((one) => (
            <li key={one.seenOn}>
              {one.seenOn} · {t(`activity.${one.status}`)} · {hectares(one.areaM2)} ·{' '}
              <span className="muted">{one.source}</span>
            </li>
          ))}
        </ul>
      </QueryState>
    </Drawer>
  );
}
