import { portalMeta } from '@tarim/disclosure/contract';
import { useLoad, useRegion } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready, Time } from '../parts.tsx';

/** Plain words about the data: what is simulated, what they are judged by and how sure that is, how to verify. */
export default function AboutPage(_: PageProps): ReactNode {
  const { t, n, word, language } = useI18n();
  const query = useLoad(portalMeta);
  const region = useRegion();
  return (
    <>
      <h1>{t('about')}</h1>
      <Ready of={query} height={480}>
        {(meta) => (
          <>
            <section className="card prose">
              <p>
                <b>{n(meta.regionName)}</b> ·{' '}
                {t('figures', { stations: meta.publicStations, enterprises: meta.publicEnterprises })} ·{' '}
                {t('updated')} <Time at={meta.updatedAt} style="full" />
              </p>
              {meta.notes.map((note) => (
                <p key={note.key}>{n(note.text)}</p>
              ))}
              {region ? <p>{n(region.time.note)}</p> : null}
              {region?.demoOutlines ? <p>{n(region.outlineNote)}</p> : null}
              {language === 'ug' ? <p>{t('translation')}</p> : null}
            </section>
            <section className="card prose">
              <h2>{t('verify')}</h2>
              <p>{t('verifyText')}</p>
            </section>
            <section className="card">
              <h2>{t('standards')}</h2>
              <div className="scroll">
                <table className="stack">
                  <thead>
                    <tr>
                      <th scope="col">{t('standard')}</th>
                      <th scope="col">{t('standardTitle')}</th>
                      <th scope="col">{t('use')}</th>
                      <th scope="col">{t('effectiveFrom')}</th>
                      <th scope="col">{t('confidence')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {meta.standards.map((one) => (
                      <tr key={one.code}>
                        <th scope="row" className="wide">
                          {one.code}
                        </th>
                        <td className="wide">{n(one.title)}</td>
                        <td data-label={t('use')}>{word('use.', one.use)}</td>
                        <td data-label={t('effectiveFrom')}>
                          <span dir="ltr">{one.effectiveFrom ?? '—'}</span>
                        </td>
                        <td data-label={t('confidence')}>{word('confidence.', one.confidence)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </section>
          </>
        )}
      </Ready>
    </>
  );
}
