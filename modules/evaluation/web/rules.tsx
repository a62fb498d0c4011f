import { Link } from '@tanstack/react-router';
import { DataTable, Page, QueryState, useMay, usePick, useRouteQuery, useText } from '@tarim/ui';
import { Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listRules } from '../contract.ts';
import { Rejudge } from './rejudge.tsx';
import { RejudgeRuns } from './rejudge-runs.tsx';
import { ConfidenceTag, confidenceName } from './words.tsx';

/** Standards by which is judged, with dates and how sure we are of each; judging again after something changed. */
export default function RulesPage(): ReactNode {
  const t = useText('evaluation');
  const pick = usePick();
  const query = useRouteQuery(listRules);
  const [ordered, setOrdered] = useState<string | null>(null);
  const maySeeRuns = useMay('evaluation.read');
  const mayOrder = useMay('registry.write');
  const mayReadAlarmRules = useMay('alarm.read');
  return (
    <Page
      title={t('rules.title')}
      note={t('rules.note')}
      extra={mayReadAlarmRules ? <Link to={'/alarm-rules' as string}>{t('rules.alarmRules')}</Link> : null}
    >
      <QueryState query={query}>
        <DataTable
          name={t('rules.title')}
          rowKey="code"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={query.data?.rules ?? []}
          columns={[
            {
              title: t('field.standard'),
              value: (row) => row.code,
              render: (_, row) => (
                <>
                  <Link to={`/rules/detail?${new URLSearchParams({ code: row.code })}` as string}>
                    <b>{row.code}</b>
                  </Link>{' '}
                  {row.nature === 'target' ? <Tag color="gold">{t('nature.target')}</Tag> : null}
                </>
              ),
            },
            {
              title: t('field.title'),
              value: (row) => pick(row.titleZh, row.titleEn),
              render: (_, row) => pick(row.titleZh, row.titleEn ?? row.titleZh),
            },
            {
              title: t('field.nature'),
              hidden: true,
              value: (row) => t(row.nature === 'target' ? 'nature.target' : 'nature.standard'),
            },
            {
              title: t('field.version'),
              dataIndex: 'version',
              render: (text: string) => <code>{text}</code>,
            },
            { title: t('field.effectiveFrom'), dataIndex: 'effectiveFrom' },
            {
              title: t('field.effectiveTo'),
              dataIndex: 'effectiveTo',
              render: (date: string | null) => date ?? '—',
            },
            {
              title: t('field.inUse'),
              value: (row) => t(row.inUse ? 'yes' : 'no'),
              render: (_, row) => (row.inUse ? <Tag color="blue">{t('yes')}</Tag> : t('no')),
            },
            {
              title: t('field.confidence'),
              value: (row) => confidenceName(t, row.confidence),
              render: (_, row) => <ConfidenceTag confidence={row.confidence} t={t} />,
            },
          ]}
        />
      </QueryState>
      {mayOrder ? <Rejudge t={t} onOrdered={setOrdered} /> : null}
      {maySeeRuns ? <RejudgeRuns t={t} ordered={ordered} /> : null}
    </Page>
  );
}
