import { Link } from '@tanstack/react-router';
import { DataTable, Page, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { listRuleBook } from '../contract.ts';
import { useFactorNames } from './factors.ts';
import { ruleSentence } from './rule-sentence.ts';
import { SeverityTag } from './words.tsx';

/** Rules that people write: each as a sentence, with what it has come to. */
export default function RuleBookPage(): ReactNode {
  const t = useText('alarm');
  const query = useRouteQuery(listRuleBook, {}, { refetchMs: 30_000 });
  const { nameOf } = useFactorNames();
  const mayEdit = useMay('alarm.configure', '/');
  return (
    <Page
      title={t('book.title')}
      note={mayEdit ? t('book.note') : t('rules.lookOnly')}
      extra={
        mayEdit ? (
          <Link to={'/alarm-rule-book/new' as string}>
            <Button type="primary">{t('book.new')}</Button>
          </Link>
        ) : null
      }
    >
      <QueryState query={query}>
        <DataTable
          name={t('book.title')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={query.data?.rules ?? []}
          locale={{ emptyText: t('book.none') }}
          columns={[
            {
              title: t('book.rule'),
              value: (row) => row.name,
              render: (_, row) => (
                <>
                  <Link to={`/alarm-rule-book/${row.key}` as string}>{row.name}</Link>{' '}
                  {row.enabled ? <Tag color="green">{t('book.on')}</Tag> : <Tag>{t('rules.disabled')}</Tag>}
                  {row.reason === 'factory' && row.changedBy === null ? (
                    <Tag>{t('rules.factory')}</Tag>
                  ) : null}
                  {row.confidence ? <Tag color="gold">{t(`confidence.${row.confidence}`)}</Tag> : null}
                  <div className="muted">{ruleSentence(t, row.body, nameOf)}</div>
                </>
              ),
            },
            {
              title: t('rules.severity'),
              value: (row) => t(`severity.${row.body.severity}`),
              render: (_, row) => <SeverityTag severity={row.body.severity} t={t} />,
            },
            {
              title: t('book.points'),
              value: (row) => row.figures.points,
              render: (_, row) => row.figures.points,
            },
            { title: t('book.open'), value: (row) => row.figures.open, render: (_, row) => row.figures.open },
            {
              title: t('book.fired30'),
              value: (row) => row.figures.firedIn30d,
              render: (_, row) => row.figures.firedIn30d,
            },
            {
              title: t('book.troubles'),
              value: (row) => row.figures.troubles.reduce((sum, one) => sum + one.points, 0),
              render: (_, row) =>
                row.figures.troubles.length === 0
                  ? '—'
                  : row.figures.troubles.map((one) => (
                      <div key={one.reason} className="exceeds">
                        {t(`trouble.${one.reason}`)} × {one.points}
                      </div>
                    )),
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}
