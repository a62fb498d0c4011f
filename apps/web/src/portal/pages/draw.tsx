import { getOpenDraw } from '@tarim/inspection/contract';
import { useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready, Time } from '../parts.tsx';
import { A } from '../route.tsx';
import { DrawFacts, drawStateKey } from './draw-facts.tsx';

/** One draw: the list as it was drawn, and what came of each visit. */
export default function DrawPage({ id }: PageProps): ReactNode {
  const { t } = useI18n();
  const query = useLoad(getOpenDraw, { params: { id: Number(id) } });
  return (
    <>
      <p>
        <A href="/draws">{t('draws')}</A>
      </p>
      <Ready of={query} height={480}>
        {({ draw, visits }) => (
          <>
            <h1>
              {draw.unitName} · {draw.number}
            </h1>
            <section className="card">
              <p>
                <b>{t(drawStateKey(draw.state))}</b> · <Time at={draw.drawnAt ?? draw.committedAt} />
              </p>
              <DrawFacts draw={draw} />
            </section>
            {visits.length > 0 ? (
              <section className="card scroll">
                <table className="stack">
                  <thead>
                    <tr>
                      <th scope="col">{t('enterprise')}</th>
                      <th scope="col">{t('kind')}</th>
                      <th scope="col">{t('drawTeam')}</th>
                      <th scope="col">{t('drawResult')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {visits.map((one) => (
                      <tr key={one.uscc}>
                        <th scope="row" className="two-thirds">
                          {one.enterprise}
                          <div className="muted">{one.uscc}</div>
                        </th>
                        <td>{one.stratum ? t(`stratum-${one.stratum}`) : '—'}</td>
                        <td className="wide" data-label={t('drawTeam')}>
                          {one.team.join('、') || '—'}
                        </td>
                        <td className="wide" data-label={t('drawResult')}>
                          {one.result ? t(`result-${one.result}`) : t('drawPlanned')}
                          {one.visitedOn ? <span className="muted"> · {one.visitedOn}</span> : null}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            ) : null}
          </>
        )}
      </Ready>
    </>
  );
}
