import { formatTime, type Text } from '@tarim/ui';
import { Descriptions, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type AlarmRule, PARAMS_OF } from '../contract.ts';
import { useFactorNames } from './factors.ts';
import { ruleSentence } from './rule-sentence.ts';
import { duration, reasonOf, SeverityTag } from './words.tsx';

/** One version of a rule: since when, by whom and why, and what it asks for. */
export function RuleFacts({ rule, t }: { rule: AlarmRule; t: Text }): ReactNode {
  const { nameOf } = useFactorNames();
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        {
          key: 'v',
          label: t('rules.version'),
          children: (
            <>
              {t('alarm.ruleVersion', { n: rule.version })}{' '}
              {rule.effectiveTo ? null : <Tag color="green">{t('rules.present')}</Tag>}
              {rule.enabled ? null : <Tag>{t('rules.disabled')}</Tag>}
            </>
          ),
        },
        { key: 'f', label: t('rules.effectiveFrom'), children: formatTime(rule.effectiveFrom, 'full') },
        { key: 'p', label: t('rules.pendingFor'), children: duration(t, rule.pendingFor) },
        { key: 'r', label: t('rules.recoverFor'), children: duration(t, rule.recoverFor) },
        { key: 's', label: t('rules.severity'), children: <SeverityTag severity={rule.severity} t={t} /> },
        ...PARAMS_OF[rule.kind].map((name) => ({
          key: name,
          label: t(`param.${name}`),
          children: rule.params[name] ?? '—',
        })),
        ...(rule.body
          ? [{ key: 'sentence', label: t('book.rule'), children: ruleSentence(t, rule.body, nameOf) }]
          : []),
        { key: 'b', label: t('rules.changedBy'), children: rule.changedBy ?? '—' },
        { key: 'w', label: t('rules.reason'), children: reasonOf(t, rule) },
      ]}
    />
  );
}
