import { listOpenNormUnits } from '@tarim/radnet/contract';
import { useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';
import { Ready } from '../parts.tsx';

const DISCLOSURES = ['plan', 'results', 'annual'] as const;

/** The list of associated radioactive minerals (伴生放射性矿名录) as far as it is public, and whether its units disclose. */
export function RadiationNorm(): ReactNode {
  const { t } = useI18n();
  const query = useLoad(listOpenNormUnits, {});
  return (
    <>
      <h2>{t('radiationNorm')}</h2>
      <p className="muted">{t('radiationNormNote')}</p>
      <Ready of={query} height={120}>
        {({ units }) => (
          <section className="card scroll">
            {units.length === 0 ? (
              <p className="empty">{t('radiationNormNone')}</p>
            ) : (
              <table className="stack">
                <thead>
                  <tr>
                    <th scope="col">{t('radiationNormUnit')}</th>
                    <th scope="col">{t('radiationNormState')}</th>
                    <th scope="col">{t('radiationNormDisclosed')}</th>
                  </tr>
                </thead>
                <tbody>
                  {units.map(({ name, mineral, state, listedOn, disclosed }) => (
                    <tr key={name}>
                      <th scope="row">
                        {name}
                        <div className="muted">{mineral}</div>
                      </th>
                      <td data-label={t('radiationNormState')}>
                        {t(state === 'announced' ? 'radiationNorm-announced' : 'radiationNorm-listed')}{' '}
                        {listedOn}
                      </td>
                      <td className="wide" data-label={t('radiationNormDisclosed')}>
                        {DISCLOSURES.map((what) => (
                          <div key={what}>
                            {t(`radiationNorm-${what}`)} {disclosed[what] ?? t('radiationNormUndisclosed')}
                          </div>
                        ))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        )}
      </Ready>
    </>
  );
}
