import { DataTable, useText } from '@tarim/ui';
import { Button, Empty, Flex, Segmented, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import type { CampaignDetail, CampaignObject } from '../contract.ts';
import { HistoryDrawer } from './history-drawer.tsx';
import { ResultDialog } from './result-dialog.tsx';
import { ResultTag } from './words.tsx';

const SHOWN = ['all', 'open', 'none'] as const;
type Shown = (typeof SHOWN)[number];

/** Objects by unit with their newest results. */
export function Objects({ one }: { one: CampaignDetail }): ReactNode {
  const t = useText('campaign');
  const [writing, setWriting] = useState<CampaignObject | null>(null);
  const [looking, setLooking] = useState<CampaignObject | null>(null);
  const [shown, setShown] = useState<Shown>('all');
  const titles = { all: t('campaigns.all'), open: t('field.open'), none: t('object.none') };
  const rows = one.objectList.filter(
    ({ latest }) => shown === 'all' || (shown === 'open' ? latest?.open : latest === null),
  );
  const names = new Map(one.members.map(({ unitPath, name }) => [unitPath, name]));
  const wanting = ({ latest }: CampaignObject) =>
    latest?.wanting.map((key) => one.items[key - 1]).join('；') || '—';
  return (
    <>
      <Segmented<Shown>
        aria-label={t('objects.title')}
        style={{ marginBottom: 12 }}
        value={shown}
        onChange={setShown}
        options={SHOWN.map((value) => ({ value, label: titles[value] }))}
      />
      <DataTable<CampaignObject>
        name={t('objects.title')}
        // The server exports them.
        exported={false}
        rowKey="enterpriseId"
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 960 }}
        dataSource={rows as CampaignObject[]}
        locale={{ emptyText: <Empty description={t('objects.none')} /> }}
        columns={[
          {
            title: t('field.enterprise'),
            value: (row) => row.name,
            render: (_, row) => (
              <>
                {row.name} {row.crossed ? <Tag color="purple">{t('object.crossed')}</Tag> : null}
              </>
            ),
          },
          { title: t('field.assigned'), value: (row) => names.get(row.unitPath) ?? row.unitPath },
          { title: t('field.on'), value: (row) => row.latest?.on ?? '—', className: 'nowrap' },
          {
            title: t('field.result'),
            value: (row) => (row.latest ? t(`result.${row.latest.result}`) : t('object.none')),
            render: (_, row) =>
              row.latest ? (
                <>
                  <ResultTag result={row.latest.result} />
                  {row.latest.open ? <Tag color="red">{t('field.open')}</Tag> : null}
                </>
              ) : (
                <span className="muted">{t('object.none')}</span>
              ),
          },
          { title: t('field.wanting'), value: wanting },
          { title: t('field.note'), value: (row) => row.latest?.note || '—' },
          { title: t('field.case'), value: (row) => row.latest?.caseNumber || '—' },
          {
            title: '',
            render: (_, row) => (
              <Flex gap={8}>
                {row.mayWrite ? (
                  <Button size="small" onClick={() => setWriting(row)}>
                    {t(row.latest ? 'object.again' : 'object.write')}
                  </Button>
                ) : null}
                {row.entries > 1 ? (
                  <Button size="small" type="link" onClick={() => setLooking(row)}>
                    {t('object.history')}
                  </Button>
                ) : null}
              </Flex>
            ),
          },
        ]}
      />
      {writing ? <ResultDialog one={one} object={writing} onClose={() => setWriting(null)} /> : null}
      {looking ? <HistoryDrawer planId={one.id} object={looking} onClose={() => setLooking(null)} /> : null}
    </>
  );
}
