import { DataTable, Page, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Switch, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type LimitedRule, listLimitedRules } from '../contract.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { Terms } from './terms.tsx';
import { useClasses } from './words.tsx';

const TONES = { sourced: 'green', memory: 'orange', local: 'blue' } as const;

/** 有限人为活动 rules with what they rest on, and terms of the steps. */
export default function RulesPage(): ReactNode {
  const t = useText('redline');
  return (
    <Page title={t('rules.title')} note={t('rules.note')}>
      <Tabs
        destroyOnHidden
        items={[
          { key: 'limited', label: t('rules.limited'), children: <Limited /> },
          { key: 'terms', label: t('terms.title'), children: <Terms /> },
        ]}
      />
    </Page>
  );
}

function Limited(): ReactNode {
  const t = useText('redline');
  const mayConfigure = useMay('redline.configure', '/');
  const { nameOf } = useClasses();
  const [all, setAll] = useState(false);
  const [edited, setEdited] = useState<LimitedRule | 'new' | null>(null);
  const query = useRouteQuery(listLimitedRules, { query: { all } });
  const rules = query.data?.rules ?? [];
  const unverified = rules.filter((one) => one.confidence === 'memory' && one.effectiveTo === null).length;
  return (
    <>
      <Alert
        type={unverified > 0 ? 'warning' : 'info'}
        showIcon
        style={{ marginBottom: 12 }}
        title={t('rules.notLaw')}
        description={unverified > 0 ? t('rules.unverified', { n: unverified }) : undefined}
      />
      <div className="filters">
        <span>
          <Switch checked={all} onChange={setAll} aria-label={t('rules.all')} /> {t('rules.all')}
        </span>
        {mayConfigure ? <Button onClick={() => setEdited('new')}>{t('rules.add')}</Button> : null}
      </div>
      <QueryState query={query}>
        <DataTable<LimitedRule>
          name={t('rules.limited')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1_080 }}
          dataSource={rules as LimitedRule[]}
          columns={[
            { title: t('rules.name'), value: (row) => row.name },
            {
              title: t('rules.confidence'),
              value: (row) => t(`confidence.${row.confidence}`),
              render: (_, row) => (
                <Tag color={TONES[row.confidence]}>{t(`confidence.${row.confidence}`)}</Tag>
              ),
            },
            {
              title: t('rules.classes'),
              value: (row) =>
                row.classes.length > 0
                  ? row.classes.map((code) => nameOf(code)).join('; ')
                  : t('rules.byWords'),
            },
            {
              title: t('areas.zone'),
              value: (row) => (row.zone ? t(`zone.${row.zone}`) : t('rules.anyZone')),
            },
            {
              title: t('rules.condition'),
              value: (row) => row.condition,
              render: (_, row) => <div style={{ maxWidth: '46ch' }}>{row.condition}</div>,
            },
            { title: t('rules.basis'), value: (row) => row.basis },
            { title: t('areas.version'), dataIndex: 'version' },
            {
              title: t('rules.period'),
              value: (row) => `${row.effectiveFrom} – ${row.effectiveTo ?? ''}`,
            },
            {
              title: '',
              render: (_, row) =>
                mayConfigure && row.effectiveTo === null ? (
                  <Button size="small" onClick={() => setEdited(row)}>
                    {t('rules.revise')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {edited ? <RuleDialog rule={edited === 'new' ? null : edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}
