import { portalWaterStations, type WaterStation } from '@tarim/disclosure/contract';
import { RegionMap, unitText, useLoad } from '@tarim/ui/light';
import { type ReactNode, useMemo, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready, Time, Traced } from '../parts.tsx';
import { AreaSelect } from './area-select.tsx';

const STEP = 24;
const KINDS = ['surface-water', 'drinking-water', 'groundwater'] as const;
const COLOURS: Readonly<Record<string, string>> = {
  'surface-water': '#11a0a0',
  'drinking-water': '#2b83d8',
  groundwater: '#6b8f71',
};
/** What people look for first: pH, dissolved oxygen, permanganate index, ammonia nitrogen, total phosphorus. */
const FIRST = ['w01001', 'w01009', 'w01019', 'w21003', 'w21011'];
const SHOWN = 4;

/** Water stations: a map, filters, and newest values; the first few at once, the others on demand. */
export default function WaterPage(_: PageProps): ReactNode {
  const { t, n, language } = useI18n();
  const query = useLoad(portalWaterStations, {}, 120_000);
  const [q, setQ] = useState('');
  const [kind, setKind] = useState('');
  const [unit, setUnit] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const [most, setMost] = useState(STEP);
  const wanted = q.toLowerCase();
  const fitting = useMemo(
    () =>
      (query.data?.stations ?? []).filter(
        (one) =>
          (!kind || one.kind === kind) &&
          (!unit || one.unitPath.startsWith(unit)) &&
          (!wanted || `${n(one.name)} ${n(one.unitName)}`.toLowerCase().includes(wanted)),
      ),
    [query.data, kind, unit, wanted, n],
  );
  // What was chosen on the map stands first.
  const listed = useMemo(
    () => [...fitting].sort((a, b) => Number(b.pointId === chosen) - Number(a.pointId === chosen)),
    [fitting, chosen],
  );
  const markers = useMemo(
    () =>
      fitting.flatMap((one) =>
        one.lon === null || one.lat === null
          ? []
          : [
              {
                id: String(one.pointId),
                lon: one.lon,
                lat: one.lat,
                colour: COLOURS[one.kind] ?? '#888',
                text: null,
                title: n(one.name),
                big: false,
              },
            ],
      ),
    [fitting, n],
  );
  return (
    <>
      <h1>{t('water')}</h1>
      <p className="muted">
        {t('noClass')} · {t('traceHint')}
      </p>
      <div className="filters">
        <input
          type="search"
          placeholder={t('searchStation')}
          aria-label={t('searchStation')}
          onChange={(event) => setQ(event.target.value.trim())}
        />
        <AreaSelect value={unit} onChange={setUnit} />
        <select aria-label={t('kind')} value={kind} onChange={(event) => setKind(event.target.value)}>
          <option value="">{t('allKinds')}</option>
          {KINDS.filter((one) => query.data?.stations.some((station) => station.kind === one)).map((one) => (
            <option key={one} value={one}>
              {t(one)}
            </option>
          ))}
        </select>
        <span className="muted" aria-live="polite">
          {t('found', { n: fitting.length })}
        </span>
      </div>
      <Ready of={query} height={560}>
        {() => (
          <div className="water">
            <section className="card water-map">
              <RegionMap
                label={t('water')}
                language={language}
                chosen={chosen === null ? null : String(chosen)}
                onSelect={(id) => setChosen(Number(id))}
                markers={markers}
              />
              <ul className="levels">
                {KINDS.filter((one) => fitting.some((station) => station.kind === one)).map((one) => (
                  <li key={one}>
                    <i className="round" style={{ background: COLOURS[one] }} />
                    {t(one)}
                  </li>
                ))}
              </ul>
            </section>
            <div>
              {listed.length === 0 ? <p className="card empty">{t('emptyFilter')}</p> : null}
              <div className="water-list">
                {listed.slice(0, most).map((station) => (
                  <Station key={station.pointId} station={station} chosen={station.pointId === chosen} />
                ))}
              </div>
              {listed.length > most ? (
                <button type="button" className="more" onClick={() => setMost(most + STEP)}>
                  {t('more')}
                </button>
              ) : null}
            </div>
          </div>
        )}
      </Ready>
    </>
  );
}

function Station({ station, chosen }: { station: WaterStation; chosen: boolean }): ReactNode {
  const { t, n } = useI18n();
  const [open, setOpen] = useState(false);
  const rank = (code: string) => (FIRST.includes(code) ? FIRST.indexOf(code) : FIRST.length);
  const values = [...station.values].sort((a, b) => rank(a.code) - rank(b.code));
  return (
    <section className={chosen ? 'card station station-chosen' : 'card station'}>
      <h3>{n(station.name)}</h3>
      <p className="muted">
        {t(station.kind as 'surface-water')} · {n(station.unitName)} · <Time at={station.time} style="hour" />
      </p>
      {values.length === 0 ? <p className="muted">{t('empty')}</p> : null}
      <dl className="values">
        {values.slice(0, open ? values.length : SHOWN).map((one) => (
          <div key={one.code}>
            <dt>{n(one.name)}</dt>
            <dd>
              <Traced value={one.value} trace={one.trace} code={one.code} />{' '}
              <small>{unitText(one.unit)}</small>
            </dd>
          </div>
        ))}
      </dl>
      {values.length > SHOWN && !open ? (
        <button type="button" className="plain" onClick={() => setOpen(true)}>
          {t('allValues', { n: values.length })}
        </button>
      ) : null}
    </section>
  );
}
