import { Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { listRules } from '../contract.ts';

const CONFIDENCE: Readonly<Record<string, { zh: string; en: string; colour: string }>> = {
  'official-text': { zh: '官方文本', en: 'official text', colour: 'green' },
  'multi-source': { zh: '多源一致', en: 'several sources', colour: 'cyan' },
  'single-source': { zh: '单一来源', en: 'one source', colour: 'gold' },
  mixed: { zh: '部分核实', en: 'partly verified', colour: 'gold' },
  memory: { zh: '未核实', en: 'not verified', colour: 'red' },
  unverified: { zh: '未核实', en: 'not verified', colour: 'red' },
};

/** Standards by which is judged, with dates and how sure we are of each. */
export default function RulesPage(): ReactNode {
  const t = useText();
  const query = useRouteQuery(listRules);
  return (
    <Page
      title={t('标准与规则', 'Standards and rules')}
      note={t(
        '每个结论都记下所用标准与规则版本；未核实的内容不作为依据展示给公众',
        'Every verdict names its standard and rule version; what is not verified is never shown as law',
      )}
    >
      <QueryState query={query}>
        <div className="table-scroll">
          <Table
            rowKey="code"
            size="small"
            pagination={false}
            scroll={{ x: 700 }}
            dataSource={query.data?.rules ?? []}
            columns={[
              { title: t('标准', 'Standard'), dataIndex: 'code', render: (code: string) => <b>{code}</b> },
              { title: t('名称', 'Title'), render: (_, row) => t(row.titleZh, row.titleEn ?? row.titleZh) },
              { title: t('施行', 'In force'), dataIndex: 'effectiveFrom' },
              {
                title: t('可信程度', 'Confidence'),
                dataIndex: 'confidence',
                render: (value: string) => (
                  <Tag color={CONFIDENCE[value]?.colour}>
                    {t(CONFIDENCE[value]?.zh ?? value, CONFIDENCE[value]?.en ?? value)}
                  </Tag>
                ),
              },
            ]}
          />
        </div>
      </QueryState>
    </Page>
  );
}
