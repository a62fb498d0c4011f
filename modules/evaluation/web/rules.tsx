import { Link } from '@tanstack/react-router';
import { DataTable, Page, QueryState, useMay, usePick, useRouteQuery, useText } from '@tarim/ui';
import { Flex, Input, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listRules } from '../contract.ts';
import { Rejudge } from './rejudge.tsx';
import { RejudgeRuns } from './rejudge-runs.tsx';
import { NatureTag } from './rule-card.tsx';
import { kindOfUse, RULE_KINDS, type RuleKind } from './rule-kinds.ts';
import { ConfidenceTag, confidenceName } from './words.tsx';

/** Standards by which is judged, with dates and how sure we are of each; judging again after something changed. */
export default function RulesPage(): ReactNode {
  const t = useText('evaluation');
  const pick = usePick();
  const query = useRouteQuery(listRules);
  const [ordered, setOrdered] = useState<string | null>(null);
  const [kind, setKind] = useState<RuleKind | undefined>();
  const [sought, setSought] = useState('');
  const rules = query.data?.rules ?? [];
  const wanted = sought.trim().toLowerCase();
  const shown = rules.filter(
    (row) =>
      (kind === undefined || kindOfUse(row.use) === kind) &&
      [row.code, row.titleZh, row.titleEn].some((one) => one?.toLowerCase().includes(wanted)),
  );
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
        <Flex gap={12} wrap align="center" style={{ marginBottom: 14 }}>
          <Select<RuleKind>
            allowClear
            aria-label={t('field.ruleKind')}
            placeholder={t('field.ruleKind')}
            style={{ minWidth: 200 }}
            value={kind}
            onChange={(chosen) => setKind(chosen ?? undefined)}
            options={RULE_KINDS.map((value) => ({
              value,
              label: `${t(`ruleKind.${value}`)}（${rules.filter((row) => kindOfUse(row.use) === value).length}）`,
            }))}
          />
          <Input.Search
            allowClear
            aria-label={t('rules.find')}
            placeholder={t('rules.find')}
            style={{ width: 240, maxWidth: '100%' }}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        </Flex>
        <DataTable
          name={t('rules.title')}
          rowKey="code"
          pagination={false}
          scroll={{ x: 1040 }}
          dataSource={shown}
          columns={[
            {
              title: t('field.standard'),
              value: (row) => row.code,
              render: (_, row) => (
                <>
                  <Link to={`/rules/detail?${new URLSearchParams({ code: row.code })}` as string}>
                    <b>{row.code}</b>
                  </Link>{' '}
                  <NatureTag nature={row.nature} t={t} />
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
              value: (row) => t(`nature.${row.nature}`),
            },
            {
              title: t('field.ruleKind'),
              value: (row) => t(`ruleKind.${kindOfUse(row.use)}`),
              render: (_, row) => t(`ruleKind.${kindOfUse(row.use)}`),
            },
            {
              title: t('field.version'),
              dataIndex: 'version',
              render: (text: string) => <code>{text}</code>,
            },
            {
              title: t('field.effectiveFrom'),
              dataIndex: 'effectiveFrom',
              render: (date: string | null) => <span style={{ whiteSpace: 'nowrap' }}>{date ?? '—'}</span>,
            },
            {
              title: t('field.effectiveTo'),
              dataIndex: 'effectiveTo',
              render: (date: string | null) => <span style={{ whiteSpace: 'nowrap' }}>{date ?? '—'}</span>,
            },
            {
              title: t('field.inUse'),
              value: (row) => t(row.inUse ? 'yes' : 'no'),
              render: (_, row) => (row.inUse ? <Tag color="blue">{t('yes')}</Tag> : t('no')),
            },
            {
              title: t('field.confidence'),
              value: (row) => confidenceName(t, row.confidence),
              render: (_, row) => (
                <>
                  <ConfidenceTag confidence={row.confidence} t={t} />
                  {row.obtained ? null : <Tag color="red">{t('rules.notObtained')}</Tag>}
                </>
              ),
            },
          ]}
        />
      </QueryState>
      {mayOrder ? <Rejudge t={t} onOrdered={setOrdered} /> : null}
      {maySeeRuns ? <RejudgeRuns t={t} ordered={ordered} /> : null}
    </Page>
  );
}
