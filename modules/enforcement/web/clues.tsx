import {
  brought,
  choiceFilter,
  formatTime,
  ListPage,
  segmentsFilter,
  textFilter,
  unitFilter,
  useAddress,
  useList,
  useMay,
  useText,
} from '@tarim/ui';
import { Button, Flex, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { CLUE_SOURCES, type Clue, type ClueSource, listClues } from '../contract.ts';
import { AddClueDialog } from './add-clue.tsx';
import { ClueDrawer } from './clue-drawer.tsx';
import { ClockTag, ClueTag, Simulated } from './words.tsx';

/** 线索: the inbox of what may become a case, what waits longest first. */
export default function CluesPage(): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const { get } = useAddress();
  const [adding, setAdding] = useState(false);
  // From a case, a visit or a message one comes here to one clue.
  const [opened, setOpened] = useState(Number(get('clue') ?? 0));
  const list = useList(listClues, {
    filters: {
      shown: segmentsFilter(t('field.state'), ['waiting', 'all'] as const, (one) => t(`clues.${one}`), {
        first: get('since') ? 'all' : 'waiting',
      }),
      text: textFilter(t('clues.search'), { width: 220 }),
      source: choiceFilter(t('clues.source'), CLUE_SOURCES, (one) => t(`clueSource.${one}`), { width: 160 }),
      unit: unitFilter(t('field.unit'), { width: 240 }),
      // Figures of the command view lead to what they count.
      since: brought(),
    },
    ask: ({ shown, ...rest }) => ({ ...rest, ...(shown === 'waiting' ? { state: 'waiting' } : {}) }),
    by: 'beyond',
    rows: ({ clues }) => clues as Clue[],
    refetchMs: 60_000,
  });
  const { since } = list.values;
  return (
    <ListPage
      title={t('menu.clues')}
      note={t('clues.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('enforcement.handle') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('clues.add')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      fields={
        since ? (
          <Tag closable onClose={() => list.set({ since: undefined })}>
            {t('clues.since', { at: formatTime(since) })}
          </Tag>
        ) : null
      }
      width={960}
      empty={t('clues.none')}
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
    >
      {adding ? <AddClueDialog onClose={() => setAdding(false)} /> : null}
      {opened > 0 ? <ClueDrawer id={opened} onClose={() => setOpened(0)} /> : null}
    </ListPage>
  );
}

const sourcesOf = ({ reports }: Clue): ClueSource[] => [...new Set(reports.map(({ source }) => source))];
