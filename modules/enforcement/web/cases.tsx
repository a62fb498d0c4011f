import {
  choiceFilter,
  ListPage,
  textFilter,
  unitFilter,
  useAddress,
  useList,
  useMay,
  useText,
} from '@tarim/ui';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { CASE_STATES, type CaseSummary, listCases, MOST_PRINTED_CASES } from '../contract.ts';
import { caseColumns } from './case-columns.tsx';
import { FileDialog } from './file-dialog.tsx';
import { PrintCases } from './print-dialog.tsx';
import { Simulated, yuan } from './words.tsx';

const DUES = ['red', 'order'] as const;

/** 行政处罚案件, the newest first, each with the term that ends first. */
export default function CasesPage(): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  // From a clue, a lead of supervision, or a visit of inspection, one comes here to file its case.
  const { get } = useAddress();
  const lead = Number(get('lead') ?? 0);
  const visit = Number(get('visit') ?? 0);
  const clue = Number(get('clue') ?? 0);
  const [filing, setFiling] = useState(lead > 0 || visit > 0 || clue > 0);
  // Kept over pages and filters.
  const [chosen, setChosen] = useState<number[]>([]);
  const [printing, setPrinting] = useState(false);
  const list = useList(listCases, {
    filters: {
      text: textFilter(t('cases.search'), { width: 260 }),
      state: choiceFilter(t('field.state'), CASE_STATES, (one) => t(`state.${one}`), { width: 160 }),
      // Figures of the command view lead to what they count.
      due: choiceFilter(t('cases.due'), DUES, (one) => t(`cases.due.${one}`), { width: 170 }),
      unit: unitFilter(t('field.unit'), { width: 260 }),
    },
    by: 'before',
    rows: ({ cases }) => cases as CaseSummary[],
    refetchMs: 60_000,
  });
  return (
    <ListPage
      title={t('menu.cases')}
      note={t('cases.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          <Button disabled={chosen.length === 0} onClick={() => setPrinting(true)}>
            {chosen.length === 0 ? t('print.button') : t('print.chosen', { n: chosen.length })}
          </Button>
          {may('enforcement.handle') ? (
            <Button type="primary" onClick={() => setFiling(true)}>
              {t('cases.new')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      rowSelection={{
        selectedRowKeys: chosen,
        preserveSelectedRowKeys: true,
        onChange: (keys) => setChosen((keys as number[]).slice(0, MOST_PRINTED_CASES)),
        getCheckboxProps: ({ number }) => ({ 'aria-label': `${t('print.button')}：${number}` }),
        getTitleCheckboxProps: () => ({ 'aria-label': `${t('print.button')}：${t('print.all')}` }),
      }}
      width={960}
      empty={t('cases.none')}
      columns={[
        ...caseColumns<CaseSummary>(t),
        { title: t('field.fine'), value: (row) => yuan(row.fine), align: 'right' },
        {
          title: t('field.fatal'),
          value: (row) => row.fatal,
          align: 'right',
          render: (_, row) => (row.fatal > 0 ? <Tag color="red">{row.fatal}</Tag> : 0),
        },
        { title: t('field.filedOn'), dataIndex: 'filedOn', className: 'nowrap' },
      ]}
    >
      {printing ? <PrintCases ids={chosen} onClose={() => setPrinting(false)} /> : null}
      {filing ? (
        <FileDialog
          clue={clue > 0 ? clue : null}
          lead={lead > 0 ? lead : null}
          visit={visit > 0 ? visit : null}
          onClose={() => setFiling(false)}
        />
      ) : null}
    </ListPage>
  );
}
