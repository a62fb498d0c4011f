import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { DataTable, Page, QueryState, type Text, usePick, useRouteQuery, useText } from '@tarim/ui';
import { Flex, Input, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { getRule } from '../contract.ts';
import { RuleCard, RuleHistory } from './rule-card.tsx';

/** Figures of a standard; beside another edition it shows what changed. */
export default function RulePage(): ReactNode {
  const t = useText('evaluation');
  const pick = usePick();
  const navigate = useNavigate();
  const search = new URLSearchParams(useLocation().searchStr);
  const code = search.get('code') ?? '';
  const other = search.get('other') ?? undefined;
  const [changedOnly, setChangedOnly] = useState(true);
  const query = useRouteQuery(getRule, { query: { code, ...(other ? { other } : {}) } });
  const [sought, setSought] = useState('');
  const { rule, comparable = [], lines = [], tables = [] } = query.data ?? {};
  const beside = query.data?.other ?? null;
  const differing = beside && changedOnly ? lines.filter((line) => line.value !== line.other) : lines;
  const wanted = sought.trim().toLowerCase();
  const shown = wanted
    ? differing.filter((line) =>
        [line.table, line.subject, line.key, line.value, line.other].some((one) =>
          one?.toLowerCase().includes(wanted),
        ),
      )
    : differing;
  const compareWith = (chosen: string | undefined) =>
    void navigate({
      to: `/rules/detail?${new URLSearchParams({ code, ...(chosen ? { other: chosen } : {}) })}` as string,
    });
  return (
    <Page
      title={rule ? `${rule.code} ${pick(rule.titleZh, rule.titleEn ?? rule.titleZh)}` : code}
      note={<Link to={'/rules' as string}>{t('rules.title')}</Link>}
    >
      <QueryState query={query}>
        {rule ? <RuleCard rule={rule} tables={tables} t={t} /> : null}
        {rule ? <RuleHistory rule={rule} editions={comparable} t={t} /> : null}
        <Flex gap={12} wrap align="center" style={{ marginBottom: 14 }}>
          {comparable.length > 0 ? (
            <Select
              allowClear
              showSearch
              aria-label={t('rule.compareWith')}
              placeholder={t('rule.compareWith')}
              style={{ minWidth: 260, maxWidth: '100%' }}
              value={beside?.code}
              onChange={compareWith}
              options={comparable.map((one) => ({
                value: one.code,
                label: `${one.code} ${pick(one.titleZh, one.titleEn ?? one.titleZh)}`,
              }))}
            />
          ) : null}
          <Input.Search
            allowClear
            aria-label={t('rule.find')}
            placeholder={t('rule.find')}
            style={{ width: 220, maxWidth: '100%' }}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
          {beside ? (
            <span>
              <Switch
                size="small"
                aria-label={t('rule.changedOnly')}
                checked={changedOnly}
                onChange={setChangedOnly}
              />{' '}
              {t('rule.changedOnly')}
            </span>
          ) : null}
        </Flex>
        {beside ? <RuleCard rule={beside} t={t} /> : null}
        <DataTable
          name={beside ? `${code} – ${beside.code}` : code}
          rowKey={(line) => `${line.table}|${line.subject}|${line.key}`}
          pagination={{ pageSize: 100, hideOnSinglePage: true }}
          scroll={{ x: 720 }}
          dataSource={[...shown]}
          locale={{ emptyText: t(wanted ? 'rule.noneFound' : 'rule.same') }}
          columns={[
            {
              title: t('rule.table'),
              value: (line) => words(t, line.table, '_'),
              render: (_, line) => words(t, line.table, '_'),
            },
            {
              title: t('rule.subject'),
              value: (line) => words(t, line.subject, ' · '),
              render: (_, line) => words(t, line.subject, ' · '),
            },
            {
              title: t('rule.key'),
              value: (line) => words(t, line.key, ' / '),
              render: (_, line) => words(t, line.key, ' / '),
            },
            { title: code, value: (line) => line.value, render: (_, line) => line.value ?? '—' },
            ...(beside
              ? [
                  {
                    title: beside.code,
                    value: (line: (typeof lines)[number]) => line.other,
                    render: (_: unknown, line: (typeof lines)[number]) =>
                      line.value === line.other ? (line.other ?? '—') : <b>{line.other ?? '—'}</b>,
                  },
                ]
              : []),
          ]}
        />
      </QueryState>
    </Page>
  );
}

/** Words of the data files that have a name in the reader's language; others stand as they are written. */
const NAMED = new Set([
  'year',
  'season',
  'month',
  'day',
  'hour',
  'mda8',
  'transition',
  'final',
  'breakpoints',
  'levels',
]);

function words(t: Text, text: string, separator: string): string {
  if (separator === '_') return NAMED.has(text) ? t(`ruleWord.${text}`) : text.replaceAll('_', ' ');
  return text
    .split(separator)
    .map((word) => (NAMED.has(word) ? t(`ruleWord.${word}`) : word))
    .join(' · ');
}
