import { useLocation } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatTime,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty, Flex, Input, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { CLUE_SOURCES, type Clue, type ClueSource, listClues } from '../contract.ts';
import { AddClueDialog } from './add-clue.tsx';
import { ClueDrawer } from './clue-drawer.tsx';
import { ClockTag, ClueTag, Simulated } from './words.tsx';

type Shown = 'waiting' | 'all';

/** 线索: the inbox of what may become a case, what waits longest first. */
export default function CluesPage(): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const at = useCursor<number>();
  const { searchStr } = useLocation();
  const search = new URLSearchParams(searchStr);
  // Figures of the command view lead to what they count.
  const [since, setSince] = useState<string | undefined>(search.get('since') ?? undefined);
  const [shown, setShown] = useState<Shown>(since ? 'all' : 'waiting');
  const [source, setSource] = useState<ClueSource | undefined>();
  const [unit, setUnit] = useState<string | undefined>(search.get('unit') ?? undefined);
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  // From a case, a visit or a message one comes here to one clue.
  const [opened, setOpened] = useState(Number(search.get('clue') ?? 0));
  const query = useRouteQuery(
    listClues,
    {
      query: {
        beyond: at.cursor,
        source,
        unit,
        since,
        text: text.trim() || undefined,
        ...(shown === 'waiting' ? { state: 'waiting' } : {}),
      },
    },
    { refetchMs: 60_000 },
  );
  const clues = query.data?.clues ?? [];
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      at.reset();
      set(value);
    };
  return (
    <Page
      title={t('menu.clues')}
      note={t('clues.note')}
      extra={
        <>
          <Simulated when={clues.some(({ simulated }) => simulated)} />
          {may('enforcement.handle') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('clues.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Segmented<Shown>
          value={shown}
          onChange={anew(setShown)}
          options={(['waiting', 'all'] as const).map((one) => ({ value: one, label: t(`clues.${one}`) }))}
        />
        <Input.Search
          allowClear
          placeholder={t('clues.search')}
          style={{ width: 220 }}
          onSearch={anew(setText)}
        />
        <Select<ClueSource>
          allowClear
          aria-label={t('clues.source')}
          placeholder={t('clues.source')}
          style={{ width: 160 }}
          value={source}
          onChange={anew(setSource)}
          options={CLUE_SOURCES.map((one) => ({ value: one, label: t(`clueSource.${one}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 240 }}
          value={unit}
          onChange={anew(setUnit)}
        />
        {since ? (
          <Tag closable onClose={() => anew(setSince)(undefined)}>
            {t('clues.since', { at: formatTime(since) })}
          </Tag>
        ) : null}
      </div>
      <QueryState query={query}>
        <DataTable<Clue>
          name={t('menu.clues')}
          sortable={at.whole(query.data?.beyond)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 960 }}
          dataSource={clues as Clue[]}
          locale={{ emptyText: <Empty description={t('clues.none')} /> }}
          columns={[
            {
              title: t('field.number'),
              value: (row) => row.code,
              className: 'nowrap',
              render: (_, row) => (
                <Button type="link" style={{ padding: 0 }} onClick={() => setOpened(row.id)}>
                  {row.code}
                </Button>
              ),
            },
            { title: t('field.party'), dataIndex: 'object' },
            {
              title: t('clues.source'),
              value: (row) =>
                sourcesOf(row)
                  .map((one) => t(`clueSource.${one}`))
                  .join('、'),
              render: (_, row) => (
                <Flex gap={4} wrap>
                  {sourcesOf(row).map((one) => (
                    <Tag key={one}>{t(`clueSource.${one}`)}</Tag>
                  ))}
                  {row.reports.length > 1 ? (
                    <span className="muted">{t('clues.merged', { n: row.reports.length })}</span>
                  ) : null}
                </Flex>
              ),
            },
            { title: t('clues.suspected'), value: (row) => row.reports.at(-1)?.suspected ?? '' },
            { title: t('clues.receivedOn'), dataIndex: 'receivedOn', className: 'nowrap' },
            {
              title: t('field.next'),
              value: (row) => row.clock.due ?? '',
              render: (_, row) => <ClockTag clock={row.clock} />,
            },
            {
              title: t('field.state'),
              value: (row) => t(`clueState.${row.state}`),
              render: (_, row) => <ClueTag state={row.state} />,
            },
          ]}
        />
        <CursorPager at={at} next={query.data?.beyond} busy={query.isPlaceholderData} />
      </QueryState>
      {adding ? <AddClueDialog onClose={() => setAdding(false)} /> : null}
      {opened > 0 ? <ClueDrawer id={opened} onClose={() => setOpened(0)} /> : null}
    </Page>
  );
}

const sourcesOf = ({ reports }: Clue): ClueSource[] => [...new Set(reports.map(({ source }) => source))];
