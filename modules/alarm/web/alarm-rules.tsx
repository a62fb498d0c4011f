import { DataTable, formatTime, instant, Page, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type AlarmRule, FIXED_KINDS, type FixedKind, listRules, PARAMS_OF } from '../contract.ts';
import { RuleFacts } from './rule-facts.tsx';
import { RuleForm } from './rule-form.tsx';
import { duration, kindName, reasonOf, SeverityTag } from './words.tsx';

/** The rules by which alarms are raised and end, with every version there ever was; changed by those who may. */
export default function AlarmRulesPage(): ReactNode {
  const t = useText('alarm');
  const query = useRouteQuery(listRules);
  const [edited, setEdited] = useState<FixedKind | null>(null);
  // Rules hold for the whole platform: a post at one unit does not change them.
  const mayEdit = useMay('alarm.configure', '/');
  const rules = query.data?.rules ?? [];
  const present = FIXED_KINDS.flatMap(
    (kind) => rules.find((rule) => rule.kind === kind && rule.effectiveTo === null) ?? [],
  );
  const chosen = present.find((rule) => rule.kind === edited);
  const settings = (rule: AlarmRule) =>
    PARAMS_OF[rule.kind].map((name) => `${t(`param.${name}`)}: ${rule.params[name] ?? '—'}`);
  return (
    <Page title={t('rules.title')} note={mayEdit ? t('rules.note') : t('rules.lookOnly')}>
      <QueryState query={query}>
        <div className="grid cards-320">
          {present.map((rule) => (
            <div className="card" key={rule.kind}>
              <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
                <h4 style={{ margin: 0 }}>{kindName(t, rule.kind)}</h4>
                {mayEdit ? (
                  <Button size="small" onClick={() => setEdited(rule.kind as FixedKind)}>
                    {t('rules.edit')}
                  </Button>
                ) : null}
              </div>
              <RuleFacts rule={rule} t={t} />
            </div>
          ))}
        </div>
        <h4>{t('rules.versions')}</h4>
        <DataTable
          name={t('rules.versions')}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          scroll={{ x: 980 }}
          dataSource={rules}
          columns={[
            {
              title: t('field.kind'),
              value: (row) => kindName(t, row.kind),
              render: (_, row) => kindName(t, row.kind),
            },
            {
              title: t('rules.version'),
              dataIndex: 'version',
              render: (version: number, row) => (
                <>
                  {version} {row.effectiveTo ? null : <Tag color="green">{t('rules.present')}</Tag>}
                  {row.enabled ? null : <Tag>{t('rules.disabled')}</Tag>}
                </>
              ),
            },
            {
              title: t('rules.effectiveFrom'),
              value: (row) => instant(row.effectiveFrom),
              render: (_, row) => formatTime(row.effectiveFrom, 'full'),
            },
            {
              title: t('rules.effectiveTo'),
              value: (row) => instant(row.effectiveTo),
              render: (_, row) => formatTime(row.effectiveTo, 'full'),
            },
            {
              title: t('rules.pendingFor'),
              value: (row) => row.pendingFor,
              render: (_, row) => duration(t, row.pendingFor),
            },
            {
              title: t('rules.recoverFor'),
              value: (row) => row.recoverFor,
              render: (_, row) => duration(t, row.recoverFor),
            },
            {
              title: t('rules.severity'),
              value: (row) => t(`severity.${row.severity}`),
              render: (_, row) => <SeverityTag severity={row.severity} t={t} />,
            },
            {
              title: t('rules.settings'),
              value: (row) => settings(row).join('; '),
              render: (_, row) => settings(row).map((one) => <div key={one}>{one}</div>),
            },
            { title: t('rules.changedBy'), dataIndex: 'changedBy' },
            {
              title: t('rules.reason'),
              value: (row) => reasonOf(t, row),
              render: (_, row) => reasonOf(t, row),
            },
          ]}
        />
      </QueryState>
      {chosen ? <RuleForm rule={chosen} t={t} onClose={() => setEdited(null)} /> : null}
    </Page>
  );
}
