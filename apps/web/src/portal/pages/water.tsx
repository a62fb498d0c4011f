import { portalWaterStations } from '@tarim/disclosure/contract';
import { formatTime, useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.tsx';
import { Ready, Traced } from '../parts.tsx';

export default function WaterPage(_: PageProps): ReactNode {
  const { t, n } = useI18n();
  const query = useLoad(portalWaterStations, {}, 120_000);
  return (
    <>
      <h1>{t('water')}</h1>
      <p className="muted">{t('traceHint')}</p>
      <Ready of={query}>
        {(data) => (
          <div className="cards">
            {data.stations.map((station) => (
              <section key={station.pointId} className="card">
                <h3>{n(station.name)}</h3>
                <p className="muted">{formatTime(station.time, 'hour')}</p>
                <dl className="pairs">
                  {station.values.map((one) => (
                    <div key={one.code}>
                      <dt>{n(one.name)}</dt>
                      <dd>
                        <Traced value={one.value} trace={one.trace} code={one.code} />{' '}
                        <small>{one.unit}</small>
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        )}
      </Ready>
    </>
  );
}
