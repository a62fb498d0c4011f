import { listOpenRadiationStations, type OpenRadiationStation } from '@tarim/radnet/contract';
import { formatNumber, formatPercent, formatRange, RegionMap, useLoad } from '@tarim/ui/light';
import { type ReactNode, useMemo, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready, Time, Traced } from '../parts.tsx';
import { AreaSelect } from './area-select.tsx';
import { RadiationNorm } from './radiation-norm.tsx';
import { RadiationSamples } from './radiation-samples.tsx';

const DOSE_CODE = 'r01001';
const COLOURS = { within: '#2f9e62', below: '#8a9599', above: '#d9901a' } as const;
type Words = Parameters<ReturnType<typeof useI18n>['t']>[0];

/** Gamma stations as the public reads them: the newest hour beside what is normal at that place. */
export default function RadiationPage(_: PageProps): ReactNode {
  const { t, language } = useI18n();
  const query = useLoad(listOpenRadiationStations, {}, 300_000);
  const [unit, setUnit] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const fitting = useMemo(
    () => (query.data?.stations ?? []).filter((one) => !unit || one.unitPath.startsWith(unit)),
    [query.data, unit],
  );
  const listed = useMemo(
    () => [...fitting].sort((a, b) => Number(b.id === chosen) - Number(a.id === chosen)),
    [fitting, chosen],
  );
  const markers = useMemo(() => fitting.flatMap(markerOf), [fitting]);
  return (
    <>
      <h1>{t('radiation')}</h1>
      <p className="muted">{t('radiationNote')}</p>
      <p>{t('radiationRain')}</p>
      <div className="filters">
        <AreaSelect value={unit} onChange={setUnit} />
        <span className="muted" aria-live="polite">
          {t('found', { n: fitting.length })}
        </span>
      </div>
      <Ready of={query} height={560}>
        {() => (
          <div className="water">
            <section className="card water-map">
              <RegionMap
                label={t('radiation')}
                language={language}
                chosen={chosen === null ? null : String(chosen)}
                onSelect={(id) => setChosen(Number(id))}
                markers={markers}
              />
            </section>
            <div className="water-list">
              {listed.length === 0 ? <p className="card empty">{t('radiationNone')}</p> : null}
              {listed.map((one) => (
                <Station key={one.id} station={one} chosen={one.id === chosen} />
              ))}
            </div>
          </div>
        )}
      </Ready>
      <RadiationSamples />
      <RadiationNorm />
    </>
  );
}

function markerOf({ id, lon, lat, band, value, name }: OpenRadiationStation) {
  if (lon === null || lat === null) return [];
  const title = `${name} ${formatNumber(value, 1)} nGy/h`;
  return [{ id: String(id), lon, lat, colour: COLOURS[band ?? 'below'], text: null, title, big: false }];
}

/** Rain explains before a person has to. */
function wordsOf({ band, wet, checked }: OpenRadiationStation): Words | null {
  if (band === null) return null;
  if (band !== 'above') return `radiation-${band}`;
  if (wet) return 'radiation-rain';
  return checked ? 'radiation-aboveChecked' : 'radiation-above';
}

function Station({ station, chosen }: { station: OpenRadiationStation; chosen: boolean }): ReactNode {
  const { t } = useI18n();
  const { id, name, level, time, value, normalFrom, normalTo, availability } = station;
  const words = wordsOf(station);
  return (
    <section className={chosen ? 'card station station-chosen' : 'card station'}>
      <h3>{name}</h3>
      <p className="muted">
        {level ? `${level} · ` : ''}
        <Time at={time} style="hour" />
      </p>
      <p>
        {value === null || time === null ? (
          t('radiationFault')
        ) : (
          <>
            <b>
              <Traced
                value={value}
                trace={{ pointId: id, period: 'hour', time }}
                code={DOSE_CODE}
                digits={1}
              />
            </b>{' '}
            <small>nGy/h · {t('radiationUnchecked')}</small>
          </>
        )}
      </p>
      {words ? <p>{t(words)}</p> : null}
      <dl className="values">
        <div>
          <dt>{t('radiationNormal')}</dt>
          <dd>
            {normalTo === null ? (
              t('radiationNoNormal')
            ) : (
              <>
                {formatRange(normalFrom, normalTo, 0)} <small>nGy/h</small>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('radiationAvailability')}</dt>
          <dd>{formatPercent(availability)}</dd>
        </div>
      </dl>
    </section>
  );
}
