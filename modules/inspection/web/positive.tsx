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
import { Button, Empty, Select, Space, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  listPositive,
  POSITIVE_STATES,
  type PositiveActName,
  type PositiveEntry,
  type PositiveState,
} from '../contract.ts';
import { NominateDialog, PositiveDialog } from './positive-dialog.tsx';
import { Simulated } from './words.tsx';

const COLOUR: Readonly<Record<PositiveState, string>> = {
  nominated: 'blue',
  reviewed: 'cyan',
  announced: 'gold',
  listed: 'green',
  refused: 'default',
  withdrawn: 'default',
  removed: 'red',
};
/** What comes next in each state. */
const NEXT: Readonly<Record<PositiveState, readonly PositiveActName[]>> = {
  nominated: ['review', 'withdraw'],
  reviewed: ['announce', 'withdraw'],
  announced: ['list', 'withdraw'],
  listed: ['report', 'remove'],
  refused: [],
  withdrawn: [],
  removed: [],
};

/** 监督执法正面清单: who is nominated, announced, listed and watched off-site, and who left and why. */
export default function PositivePage(): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const at = useCursor<number>();
  const [unit, setUnit] = useState<string | undefined>();
  const [state, setState] = useState<PositiveState | undefined>();
  const [nominating, setNominating] = useState(false);
  const [step, setStep] = useState<{ entry: PositiveEntry; act: PositiveActName } | null>(null);
  const query = useRouteQuery(listPositive, { query: { before: at.cursor, unit, state } });
  const entries = query.data?.entries ?? [];
  return (
    <Page
      title={t('menu.positive')}
      note={t('positive.note')}
      extra={
        <>
          <Simulated when={entries.some(({ simulated }) => simulated)} />
          {may('inspection.manage') ? (
            <Button type="primary" onClick={() => setNominating(true)}>
              {t('positive.nominate')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Select<PositiveState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ width: 160 }}
          value={state}
          onChange={(next) => {
            at.reset();
            setState(next);
          }}
          options={POSITIVE_STATES.map((one) => ({ value: one, label: t(`positiveState.${one}`) }))}
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
      <QueryState query={query}>
        <DataTable<PositiveEntry>
          name={t('menu.positive')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={entries as PositiveEntry[]}
          locale={{ emptyText: <Empty description={t('positive.none')} /> }}
          expandable={{ expandedRowRender: (row) => <Steps of={row} /> }}
          columns={[
            { title: t('field.enterprise'), dataIndex: 'enterprise' },
            {
              title: t('field.state'),
              value: (row) => t(`positiveState.${row.state}`),
              render: (_, row) => <Tag color={COLOUR[row.state]}>{t(`positiveState.${row.state}`)}</Tag>,
            },
            {
              title: t('positive.next'),
              value: (row) => dueOf(row, t),
              render: (_, row) => (row.late ? <Tag color="red">{dueOf(row, t)}</Tag> : dueOf(row, t)),
            },
            { title: t('positive.last'), value: (row) => row.steps.at(-1)?.text ?? '' },
            {
              title: '',
              render: (_, row) =>
                may('inspection.manage', row.unitPath) ? (
                  <Space wrap>
                    {NEXT[row.state].map((act) => (
                      <Button
                        key={act}
                        size="small"
                        danger={act === 'remove'}
                        onClick={() => setStep({ entry: row, act })}
                      >
                        {t(`positiveAct.${act}`)}
                      </Button>
                    ))}
                  </Space>
                ) : null,
            },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {nominating ? <NominateDialog onClose={() => setNominating(false)} /> : null}
      {step ? <PositiveDialog {...step} onClose={() => setStep(null)} /> : null}
    </Page>
  );
}

function dueOf(row: PositiveEntry, t: (key: string, params?: Record<string, string>) => string): string {
  if (row.listableFrom) return t('positive.listableFrom', { on: row.listableFrom });
  return row.reportDue ? t('positive.reportDue', { on: row.reportDue }) : '—';
}

function Steps({ of }: { of: PositiveEntry }): ReactNode {
  const t = useText('inspection');
  return (
    <ul>
      {of.steps.map((one) => (
        <li key={`${one.act}${one.at}`}>
          {one.on} <strong>{t(`positiveAct.${one.act}`)}</strong>{' '}
          {one.ground ? `${t(`removalGround.${one.ground}`)}：` : ''}
          {one.good === false ? `${t(`positive.bad.${one.act}`)}：` : ''}
          {one.text} <span className="muted">{one.by}</span>
        </li>
      ))}
    </ul>
  );
}
