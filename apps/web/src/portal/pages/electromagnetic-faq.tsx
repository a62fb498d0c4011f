import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';

const QUESTIONS = ['limit', 'percent', 'below', 'sum', 'ask'] as const;

/** What people ask about fields, each with a short answer. */
export function EmfFaq(): ReactNode {
  const { t } = useI18n();
  return (
    <section className="card" style={{ marginBlockStart: 16 }}>
      <h2>{t('emfFaq')}</h2>
      {QUESTIONS.map((one) => (
        <details key={one}>
          <summary>{t(`emfFaq-${one}`)}</summary>
          <p>{t(`emfFaqAnswer-${one}`)}</p>
        </details>
      ))}
    </section>
  );
}
