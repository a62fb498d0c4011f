import type { Static } from '@tarim/platform/contract';
import { formatNumber, formatTime, type Text, withSubscripts } from '@tarim/ui';
import { Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { AqiExplanation, RuleReference, Step } from '../contract.ts';
import { ConfidenceTag, multipleText } from './words.tsx';

type Explanation = Static<typeof AqiExplanation>;

/** A computation as a person would check it with the standard at hand. */
export function Steps({ steps }: { steps: readonly Static<typeof Step>[] }): ReactNode {
  return (
    <ol style={{ margin: 0, paddingInlineStart: 20 }}>
      {steps.map((step) => (
        <li key={step.title + step.result} style={{ marginBottom: 6 }}>
          <b>{withSubscripts(step.title)}</b>
          {step.formula ? (
            <div className="mono muted" style={{ overflowWrap: 'anywhere' }}>
              {withSubscripts(step.formula)}
            </div>
          ) : null}
          <div>
            {withSubscripts(step.result)} {step.rule ? <Tag>{step.rule}</Tag> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The index itself does not tell whether a limit is met. */
export function LimitComparisons({ rows, t }: { rows: Explanation['comparisons']; t: Text }): ReactNode {
  if (rows.length === 0) return <p className="muted">{t('explain.noLimits')}</p>;
  return (
    <Table
      size="small"
      rowKey="pollutant"
      pagination={false}
      scroll={{ x: 480 }}
      dataSource={[...rows]}
      columns={[
        { title: t('field.factor'), render: (_, row) => withSubscripts(row.pollutant.replace('_', '-')) },
        {
          title: t('field.value'),
          render: (_, row) => (
            <span className={row.exceedMultiple === null ? undefined : 'exceeds'}>
              {formatNumber(row.value)}
            </span>
          ),
        },
        { title: t('field.limit'), render: (_, row) => `≤ ${formatNumber(row.limit)}` },
        {
          title: t('field.multiple'),
          render: (_, row) => multipleText(row.exceedMultiple),
        },
        { title: t('field.standard'), dataIndex: 'standard' },
      ]}
    />
  );
}

export function Rules({ rules, t }: { rules: readonly RuleReference[]; t: Text }): ReactNode {
  return (
    <Table
      size="small"
      rowKey={(row) => `${row.standard}${row.clause}`}
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={[...rules]}
      columns={[
        {
          title: t('field.standard'),
          render: (_, row) => (
            <>
              <b>{row.standard}</b> {row.title}
            </>
          ),
        },
        { title: '', dataIndex: 'clause' },
        { title: t('field.effectiveFrom'), dataIndex: 'effectiveFrom' },
        {
          title: t('field.confidence'),
          render: (_, row) => <ConfidenceTag confidence={row.confidence} t={t} />,
        },
      ]}
    />
  );
}

/** The newest first: what it is now, and what it was before with the reason why that had to go. */
export function Revisions({ rows, t }: { rows: Explanation['revisions']; t: Text }): ReactNode {
  return (
    <Table
      size="small"
      rowKey="revision"
      pagination={false}
      scroll={{ x: 560 }}
      dataSource={[...rows]}
      columns={[
        { title: t('field.revision'), dataIndex: 'revision' },
        { title: t('field.computed'), render: (_, row) => formatTime(row.computedAt, 'full') },
        { title: 'AQI', render: (_, row) => row.aqi ?? 'NA' },
        { title: t('field.primary'), render: (_, row) => withSubscripts(row.primary.join('、')) || '—' },
        {
          title: t('field.reason'),
          render: (_, row) => (row.replacedAt === null ? <Tag>{t('explain.present')}</Tag> : row.reasonText),
        },
      ]}
    />
  );
}
