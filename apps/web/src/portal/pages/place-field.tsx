import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useI18n } from '../i18n.ts';

export interface MarkedPlace {
  readonly lon: number;
  readonly lat: number;
}

const PlaceMap = lazy(() => import('./place-map.tsx'));
/** Metres are enough to find a place; more digits would tell where somebody stood. */
const rounded = (degrees: number) => Math.round(degrees * 1e4) / 1e4;

/** Where it is: marked on the map, or where one stands; both may be left out. */
export function PlaceField({
  place,
  onChange,
}: {
  place: MarkedPlace | null;
  onChange: (place: MarkedPlace | null) => void;
}): ReactNode {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const mark = ({ lon, lat }: MarkedPlace) => onChange({ lon: rounded(lon), lat: rounded(lat) });
  const here = () => {
    setFailed(false);
    if (!navigator.geolocation) return setFailed(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => mark({ lon: coords.longitude, lat: coords.latitude }),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  };
  return (
    <fieldset>
      <legend>{t('report.place')}</legend>
      <div className="row">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('report.onMap')}
        </button>
        <button type="button" onClick={here}>
          {t('report.here')}
        </button>
      </div>
      {failed ? <p className="bad">{t('report.noPosition')}</p> : null}
      {place ? (
        <p>
          <span dir="ltr">
            {place.lon.toFixed(4)}, {place.lat.toFixed(4)}
          </span>{' '}
          <button type="button" className="plain" onClick={() => onChange(null)}>
            {t('report.clear')}
          </button>
        </p>
      ) : null}
      {open ? (
        <Suspense fallback={<p className="muted">…</p>}>
          <PlaceMap place={place} onChange={mark} />
        </Suspense>
      ) : null}
    </fieldset>
  );
}
