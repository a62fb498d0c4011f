import { DataTable, Page, QueryState, usePick, useRouteQuery, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { listRules } from '../contract.ts';

const CONFIDENCE: Readonly<Record<string, { title: string; colour: string }>> = {
  'official-text': { title: 'rules.confidence.official-text', colour: 'green' },
  'multi-source': { title: 'rules.confidence.multi-source', colour: 'cyan' },
  'single-source': { title: 'rules.confidence.single-source', colour: 'gold' },
  mixed: { title: 'rules.confidence.mixed', colour: 'gold' },
  memory: { title: 'rules.confidence.memory', colour: 'red' },
  unverified: { title: 'rules.confidence.unverified', colour: 'red' },
};

/** Standards by which is judged, with dates and how sure we are of each. */
export default function RulesPage(): ReactNode {
  const t = useText('evaluation');
  const pick = usePick();
  const query = useRouteQuery(listRules);
  return (
    <Page title={t('rules.standardsAndRules')} note={t('rules.everyVerdictNamesItsStandard')}>
      <QueryState query={query}>
        <DataTable
          name={t('rules.standardsAndRules')}
          rowKey="code"
          pagination={false}
          scroll={{ x: 700 }}
          dataSource={query.data?.rules ?? []}
          columns={[
            { title: t('rules.standard'), dataIndex: 'code', render: (code: string) => <b>{code}</b> },
            {
              title: t('rules.title'),
              value: (row) => pick(row.titleZh, row.titleEn),
              render: (_, row) => pick(row.titleZh, row.titleEn ?? row.titleZh),
            },
            { title: t('rules.inForce'), dataIndex: 'effectiveFrom' },
            {
              title: t('rules.confidence'),
              dataIndex: 'confidence',
              value: (row) => t(CONFIDENCE[row.confidence]?.title ?? row.confidence),
              render: (value: string) => (
                <Tag color={CONFIDENCE[value]?.colour}>{t(CONFIDENCE[value]?.title ?? value)}</Tag>
              ),
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}
