import { type EntryRow, getDcat, listEntries } from '@tarim/catalog/contract';
import { formatNumber, useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready, Time } from '../parts.tsx';
import { A } from '../route.tsx';

const ELEMENTS = [
  'air',
  'water',
  'groundwater',
  'soil',
  'noise',
  'ecology',
  'pollution-source',
  'radiation',
  'zoning',
  'base',
];

/** Data sets that are open or shared on request: found by words, each with its page. */
export default function DataPage(_: PageProps): ReactNode {
  const { t, word } = useI18n();
  const [q, setQ] = useState('');
  const [element, setElement] = useState('');
  const query = useLoad(listEntries, { query: { q: q || undefined, element: element || undefined } });
  return (
    <>
      <div className="row">
        <h1>{t('data')}</h1>
        <A href="/data-receipt">{t('data.receiptPage')}</A>
        <A href="/data-request" className="button">
          {t('data.ask')}
        </A>
      </div>
      <p className="muted">{t('data.note')}</p>
      <div className="filters">
        <input
          type="search"
          aria-label={t('data.search')}
          placeholder={t('data.search')}
          onChange={(event) => setQ(event.target.value.trim())}
        />
        <select
          aria-label={t('data.element')}
          value={element}
          onChange={(event) => setElement(event.target.value)}
        >
          <option value="">{t('data.allElements')}</option>
          {ELEMENTS.map((one) => (
            <option key={one} value={one}>
              {word('element.', one)}
            </option>
          ))}
        </select>
      </div>
      <Ready of={query} height={420}>
        {({ entries }) => {
          // A session of the console shows more; the portal is about what leaves the platform.
          const shown = entries.filter((one) => one.sharing === 'open' || one.sharing === 'on-request');
          if (shown.length === 0) return <p className="card empty">{t('data.none')}</p>;
          return (
            <div className="factors">
              {shown.map((one) => (
                <Entry key={one.id} entry={one} />
              ))}
            </div>
          );
        }}
      </Ready>
      <p className="muted">
        <a href={getDcat.path}>{t('data.dcat')}</a>
      </p>
    </>
  );
}

function Entry({ entry }: { entry: EntryRow }): ReactNode {
  const { t, n, word } = useI18n();
  return (
    <section className="card station">
      <div className="row">
        <h2>
          <A href={`/data/${entry.id}`}>{n(entry.titles)}</A>
        </h2>
        <span className={`tag${entry.sharing === 'open' ? ' tag-meets' : ''}`}>
          {word('sharing.', entry.sharing)}
        </span>
      </div>
      <p>{n(entry.abstracts)}</p>
      <p className="muted">
        {n(entry.owner)}
        {entry.figures?.rows == null
          ? ''
          : ` · ${t('data.rows', { n: formatNumber(entry.figures.rows, 0) })}`}
        {entry.figures?.newest ? (
          <>
            {' · '}
            <Time at={entry.figures.newest} />
          </>
        ) : null}
      </p>
    </section>
  );
}
