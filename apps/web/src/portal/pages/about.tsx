import { portalMeta } from '@tarim/disclosure/contract';
import { formatTime, useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.tsx';
import { Ready } from '../parts.tsx';

export default function AboutPage(_: PageProps): ReactNode {
  const { t, n } = useI18n();
  const query = useLoad(portalMeta);
  return (
    <>
      <h1>{t('about')}</h1>
      <Ready of={query}>
        {(meta) => (
          <>
            <section className="card">
              {meta.notes.map((note) => (
                <p key={note.key}>{n(note.text)}</p>
              ))}
              <p className="muted">
                {t('updated')} {formatTime(meta.updatedAt, 'full')}
              </p>
            </section>
            <section className="card">
              <h2>{t('verify')}</h2>
              <p>{t('verifyText')}</p>
            </section>
            <section className="card">
              <h2>{t('standards')}</h2>
              <div className="scroll">
                <table>
                  <thead>
                    <tr>
                      <th>{t('standard')}</th>
                      <th />
                      <th />
                      <th>{t('confidence')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {meta.standards.map((one) => (
                      <tr key={one.code}>
                        <td>
                          <b>{one.code}</b>
                        </td>
                        <td>{n(one.title)}</td>
                        <td>{one.effectiveFrom}</td>
                        <td>{one.confidence}</td>
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
