import { Link } from '@tanstack/react-router';
import { type Text, usePick } from '@tarim/ui';
import { Alert, Descriptions, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { RuleFact } from '../contract.ts';
import { kindOfUse } from './rule-kinds.ts';
import { ConfidenceTag } from './words.tsx';

interface TableConfidence {
  readonly table: string;
  readonly confidence: string;
}

/** What is known of a standard: dates, sources, how sure we are of it and of each of its tables. */
export function RuleCard({
  rule,
  tables = [],
  t,
}: {
  readonly rule: RuleFact;
  readonly tables?: readonly TableConfidence[];
  readonly t: Text;
}): ReactNode {
  return (
    <>
      {rule.obtained ? null : (
        <Alert type="warning" showIcon title={t('rule.notObtained')} style={{ marginBottom: 14 }} />
      )}
      <div className="card" style={{ marginBottom: 14 }}>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            { label: t('field.standard'), children: <b>{rule.code}</b> },
            {
              label: t('field.ruleKind'),
              children: (
                <>
                  {t(`ruleKind.${kindOfUse(rule.use)}`)} <NatureTag nature={rule.nature} t={t} />
                </>
              ),
            },
            { label: t('field.version'), children: <code>{rule.version}</code> },
            { label: t('field.confidence'), children: <ConfidenceTag confidence={rule.confidence} t={t} /> },
            { label: t('field.effectiveFrom'), children: rule.effectiveFrom ?? t('rule.dayUnknown') },
            { label: t('field.effectiveTo'), children: rule.effectiveTo ?? '—' },
            {
              label: t('field.inUse'),
              children: rule.inUse ? <Tag color="blue">{t('yes')}</Tag> : t('no'),
            },
            ...(rule.status && rule.status !== rule.effectiveFrom
              ? [{ label: t('rule.note'), span: 'filled' as const, children: rule.status }]
              : []),
            { label: t('rule.sources'), span: 'filled' as const, children: rule.sources.join('；') },
            ...(tables.length > 0
              ? [
                  {
                    label: t('rule.tables'),
                    span: 'filled' as const,
                    children: (
                      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
                        {tables.map(({ table, confidence }) => (
                          <li key={table}>
                            {table.replaceAll('_', ' ')}：<ConfidenceTag confidence={confidence} t={t} />
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
    </>
  );
}

/** Nothing beside a standard: that is what one expects. */
export function NatureTag({
  nature,
  t,
}: {
  readonly nature: RuleFact['nature'];
  readonly t: Text;
}): ReactNode {
  if (nature === 'standard') return null;
  return <Tag color={nature === 'target' ? 'gold' : 'default'}>{t(`nature.${nature}`)}</Tag>;
}

/** 沿革: editions of the same use in the order of their days, each a step to what changed. */
export function RuleHistory({
  rule,
  editions,
  t,
}: {
  readonly rule: RuleFact;
  readonly editions: readonly RuleFact[];
  readonly t: Text;
}): ReactNode {
  const pick = usePick();
  const dated = [rule, ...editions].filter((one) => one.effectiveFrom !== null);
  if (editions.length === 0 || dated.length < 2) return null;
  const order = dated.toSorted((a, b) => (a.effectiveFrom! < b.effectiveFrom! ? -1 : 1));
  return (
    <details style={{ marginBottom: 14 }}>
      <summary>{t('rule.history', { n: order.length })}</summary>
      <ol style={{ margin: '8px 0', paddingInlineStart: 22 }}>
        {order.map((one) => (
          <li key={one.code}>
            {one.effectiveFrom} — {one.effectiveTo ?? ''}{' '}
            {one.code === rule.code ? (
              <b>{one.code}</b>
            ) : (
              <Link
                to={`/rules/detail?${new URLSearchParams({ code: rule.code, other: one.code })}` as string}
              >
                {one.code}
              </Link>
            )}{' '}
            {pick(one.titleZh, one.titleEn ?? one.titleZh)}
          </li>
        ))}
      </ol>
    </details>
  );
}
