import {
  exportOpenFacilities,
  listOpenFacilities,
  type OpenFacility,
  openPhoto,
  percentWords,
} from '@tarim/emf/contract';
import { urlOf } from '@tarim/platform/contract';
import { RegionMap, useLoad } from '@tarim/ui/light';
import { type ReactNode, useMemo, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready } from '../parts.tsx';
import { A } from '../route.tsx';
import { AreaSelect } from './area-select.tsx';
import { EmfBar, percentSentence } from './electromagnetic-bar.tsx';
import { EmfFaq } from './electromagnetic-faq.tsx';

const COLOURS = {
  meets: '#2f9e62',
  exceeds: '#d4380d',
  'below-range': '#2f80c4',
  'not-judged': '#8a9599',
} as const;
const NONE = '#8a9599';

/** Electromagnetic facilities as the public reads them: how much of the limit there is, where and when; only what was checked. */
export default function ElectromagneticPage(_: PageProps): ReactNode {
  const { t, language } = useI18n();
  const query = useLoad(listOpenFacilities);
  const [unit, setUnit] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const fitting = useMemo(
    () => (query.data?.facilities ?? []).filter((one) => !unit || one.unitPath.startsWith(unit)),
    [query.data, unit],
  );
  const listed = useMemo(
    () => [...fitting].sort((a, b) => Number(b.id === chosen) - Number(a.id === chosen)),
    [fitting, chosen],
  );
  const markers = useMemo(() => fitting.flatMap(markerOf), [fitting]);
  return (
    <>
      <h1>{t('emf')}</h1>
      <p className="muted">{t('emfNote')}</p>
      <div className="filters">
        <AreaSelect value={unit} onChange={setUnit} />
        <span className="muted" aria-live="polite">
          {t('emfFound', { n: fitting.length })}
        </span>
        {(['csv', 'geojson'] as const).map((format) => (
          <a key={format} className="button" href={urlOf(exportOpenFacilities, undefined, { format })}>
            {format === 'csv' ? 'CSV' : 'GeoJSON'}
          </a>
        ))}
        <A href="/electromagnetic-receipt" className="button">
          {t('emfReceipt')}
        </A>
      </div>
      <Ready of={query} height={560}>
        {() => (
          <div className="water">
            <section className="card water-map">
              <RegionMap
                label={t('emf')}
                language={language}
                chosen={chosen === null ? null : String(chosen)}
                onSelect={(id) => setChosen(Number(id))}
                markers={markers}
              />
            </section>
            <div className="water-list">
              {listed.length === 0 ? <p className="card empty">{t('emfNone')}</p> : null}
              {listed.map((one) => (
                <Facility key={one.id} one={one} chosen={one.id === chosen} />
              ))}
            </div>
          </div>
        )}
      </Ready>
      <EmfFaq />
    </>
  );
}

function markerOf({ id, lon, lat, name, newest }: OpenFacility) {
  if (lon === null || lat === null) return [];
  const title = newest ? `${name} ${percentWords(newest.percent, newest.upperBound)}` : name;
  const colour = newest ? COLOURS[newest.verdict] : NONE;
  return [{ id: String(id), lon, lat, colour, text: null, title, big: false }];
}

function Facility({ one, chosen }: { one: OpenFacility; chosen: boolean }): ReactNode {
  const { t, word } = useI18n();
  const { name, owner, newest, azimuth, beam, rounded, simulated } = one;
  return (
    <section className={chosen ? 'card station station-chosen' : 'card station'}>
      <h3>
        {name} {simulated ? <span className="tag">{t('report.simulated')}</span> : null}
      </h3>
      <p className="muted">
        {word('emf-kind-', one.kind)} · {owner}
      </p>
      {newest ? (
        <>
          <EmfBar percent={newest.percent} verdict={newest.verdict} />
          <p>
            <b>{percentSentence(t, newest)}</b>
          </p>
          <p className="muted">
            {t('emfMeasured', { on: newest.at.slice(0, 10) })} · {newest.measuredBy} · {newest.method}
            {newest.place ? ` · ${newest.place}` : ''}
          </p>
          {newest.photos.length === 0 ? null : (
            <p>
              {newest.photos.map((id, i) => (
                <a key={id} href={urlOf(openPhoto, { id })} target="_blank" rel="noreferrer">
                  {t('emfPhoto', { n: i + 1 })}{' '}
                </a>
              ))}
            </p>
          )}
        </>
      ) : (
        <p>{t('emfUnchecked')}</p>
      )}
      {azimuth === null ? null : <p className="muted">{t('emfSector', { azimuth, beam: beam ?? '—' })}</p>}
      {rounded ? <p className="muted">{t('emfRounded')}</p> : null}
    </section>
  );
}
