import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatBounds,
  formatPercent,
  Page,
  QueryState,
  unitText,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Input, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { targetShares } from '../contract.ts';
import { ConfidenceTag } from './words.tsx';

/** How well outlets kept their targets in a month. Apart from the judgements: a target is no limit. */
export default function TargetsPage(): ReactNode {
  const t = useText('evaluation');
  const [month, setMonth] = useState('');
  const query = useRouteQuery(targetShares, { query: { month: month || undefined } }, { refetchMs: 60_000 });
  return (
    <Page
      title={t('targets.title')}
      note={t('targets.note')}
      extra={
        <Input
          type="month"
          aria-label={t('field.month')}
          style={{ width: 170 }}
          value={month || query.data?.month}
          onChange={(event) => setMonth(event.target.value)}
        />
      }
    >
      <QueryState query={query}>
        <DataTable
          name={t('targets.title')}
          rowKey={(row) => `${row.pointId}/${row.code}`}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 980 }}
          dataSource={query.data?.rows ?? []}
          locale={{ emptyText: t('targets.none') }}
          columns={[
            {
              title: t('field.outlet'),
              value: (row) => row.pointName,
              render: (_, row) => (
                <>
                  <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>
                  <br />
                  <small className="muted">{row.enterpriseName}</small>
                </>
              ),
            },
            { title: t('field.factor'), dataIndex: 'codeName' },
            {
              title: t('field.target'),
              value: (row) => row.upper,
              render: (_, row) => (
                <>
                  {formatBounds(row.lower, row.upper)} {unitText(row.unit)}{' '}
                  <ConfidenceTag confidence={row.confidence} t={t} />
                  <br />
                  <small className="muted">{row.standard}</small>
                </>
              ),
            },
            { title: t('field.hours'), dataIndex: 'hours' },
            { title: t('field.within'), dataIndex: 'within' },
            {
              title: t('field.share'),
              value: (row) => row.share,
              defaultSortOrder: 'ascend' as const,
              render: (_, row) => (
                <>
                  {formatPercent(row.share)}{' '}
                  {row.kept === null ? null : (
                    <Tag color={row.kept ? 'green' : 'gold'}>
                      {t(row.kept ? 'targets.kept' : 'targets.missed')}
                    </Tag>
                  )}
                </>
              ),
            },
            {
              title: t('field.needed'),
              value: (row) => row.needed,
              render: (_, row) => (
                <>
                  {t('targets.rule', { share: formatPercent(row.needed), who: row.appliesTo })}{' '}
                  <ConfidenceTag confidence={row.ruleConfidence} t={t} />
                </>
              ),
            },
            { title: t('simulated'), hidden: true, value: (row) => row.simulated },
          ]}
        />
      </QueryState>
    </Page>
  );
}
