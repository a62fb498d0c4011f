import { formatNumber, type Text } from '@tarim/ui';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { FindingOut } from '../../contract.ts';

/** What is not sure is never shown as law. */
const SURE: ReadonlySet<string> = new Set(['official-text', 'multi-source']);

export function RuleTags({ t, rules }: { t: Text; rules: FindingOut['rules'] }): ReactNode {
  return rules.map((rule) => (
    <Tag
      key={`${rule.version}${rule.confidence}`}
      color={SURE.has(rule.confidence) ? 'blue' : 'gold'}
      style={{ marginBottom: 4 }}
    >
      {rule.standard} · {rule.version}
      {SURE.has(rule.confidence) ? '' : ` · ${t('finding.unverified')}`}
    </Tag>
  ));
}

/** How a figure came about: the rules, what entered, what lacked, step by step. */
export function FindingView({ t, finding }: { t: Text; finding: FindingOut }): ReactNode {
  const used = Object.entries(finding.used);
  return (
    <div className="grid">
      <section>
        <h4 className="section-title" style={{ marginTop: 0 }}>
          {t('finding.rules')}
        </h4>
        {finding.rules.length === 0 ? (
          <span className="muted">—</span>
        ) : (
          <RuleTags t={t} rules={finding.rules} />
        )}
      </section>
      {finding.problems.length > 0 ? (
        <Alert
          type="warning"
          title={t('finding.problems')}
          description={finding.problems.map((one) => <div key={one.code + one.message}>{one.message}</div>)}
        />
      ) : null}
      <section>
        <h4 className="section-title" style={{ marginTop: 0 }}>
          {t('finding.used')}
        </h4>
        <p>
          {used.length === 0
            ? '—'
            : used.map(([item, value]) => (
                <span key={item} className="nowrap" style={{ marginInlineEnd: 12, display: 'inline-block' }}>
                  <span className="muted">{item}</span> {formatNumber(value, 5)}
                </span>
              ))}
        </p>
      </section>
      <section>
        <h4 className="section-title" style={{ marginTop: 0 }}>
          {t('finding.missing')}
        </h4>
        <p>{finding.missing.length === 0 ? t('finding.nothingMissing') : finding.missing.join('、')}</p>
      </section>
      <section>
        <h4 className="section-title" style={{ marginTop: 0 }}>
          {t('finding.steps')}
        </h4>
        <ol className="numbered">
          {finding.steps.map((step, index) => (
            <li key={`${index}${step.of}`}>
              <b>{step.of}</b> {step.formula} → <b>{step.result ?? '—'}</b>{' '}
              <small className="muted">{step.rule}</small>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
