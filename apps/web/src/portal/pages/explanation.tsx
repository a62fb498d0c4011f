import type { AqiExplanation, VerdictExplanation } from '@tarim/evaluation/contract';
import type { Static } from '@tarim/platform/contract';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';

type Explained = Pick<Static<typeof AqiExplanation> | Static<typeof VerdictExplanation>, 'steps' | 'rules'>;

/** The steps of a judgement, and the standards that it rests on with how sure they are. */
export function Explanation({ of }: { of: Explained }): ReactNode {
  const { t, word } = useI18n();
  return (
    <section className="card">
      <h2>{t('steps')}</h2>
      <ol className="steps">
        {of.steps.map((step) => (
          <li key={step.title + step.result}>
            <b>{step.title}</b>
            {step.formula ? (
              <div className="mono muted" dir="ltr">
                {step.formula}
              </div>
            ) : null}
            <div>
              {step.result} {step.rule ? <span className="tag">{step.rule}</span> : null}
            </div>
          </li>
        ))}
      </ol>
      {of.rules.length > 0 ? (
        <>
          <h3>{t('rules')}</h3>
          <ul className="rules">
            {of.rules.map((rule) => (
              <li key={rule.standard + (rule.clause ?? '')}>
                <b>{rule.standard}</b> {rule.clause ?? ''} {rule.title}{' '}
                <span className="tag">{word('confidence.', rule.confidence)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
