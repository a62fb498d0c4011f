import { listOpenPermits, type OpenPermit } from '@tarim/permit/contract';
import { call } from '@tarim/platform/contract';
import { useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready } from '../parts.tsx';

interface More {
  readonly of: string;
  readonly permits: OpenPermit[];
  readonly before: number | null;
}

/** 排污许可公开: who may discharge what, up to when. */
export default function PermitsPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const [text, setText] = useState('');
  const filter = { text: text || undefined };
  const query = useLoad(listOpenPermits, { query: filter });
  const [more, setMore] = useState<More | null>(null);
  const extra = more?.of === text ? more : null;
  const before = extra ? extra.before : (query.data?.before ?? null);
  const load = async () => {
    const page = await call(listOpenPermits, { query: { ...filter, before: before ?? undefined } });
    setMore({ of: text, permits: [...(extra?.permits ?? []), ...page.permits], before: page.before });
  };
  return (
    <>
      <h1>{t('permits')}</h1>
      <p className="muted">{t('permitsNote')}</p>
      <div className="filters">
        <input
          type="search"
          placeholder={t('permitSearch')}
          aria-label={t('permitSearch')}
          defaultValue={text}
          onChange={(event) => setText(event.target.value.trim())}
        />
      </div>
      <Ready of={query} height={320}>
        {(data) => {
          const permits = [...data.permits, ...(extra?.permits ?? [])];
          return (
            <>
              {permits.length === 0 ? <p className="card empty">{t('permitsNone')}</p> : null}
              {permits.map((one) => (
                <One key={one.number} permit={one} />
              ))}
              {before ? (
                <button type="button" className="more" onClick={() => void load()}>
                  {t('more')}
                </button>
              ) : null}
            </>
          );
        }}
      </Ready>
    </>
  );
}

function One({ permit }: { permit: OpenPermit }): ReactNode {
  const { t, word } = useI18n();
  return (
    <section className="card">
      <div className="row">
        <h2>{permit.enterprise}</h2>
        <span className="tag">{word('permit-class-', permit.class)}</span>
        <span className={`tag ${permit.state === 'valid' ? 'tag-meets' : ''}`}>
          {word('permit-state-', permit.state)}
        </span>
        {permit.simulated ? <span className="tag">{t('report.simulated')}</span> : null}
      </div>
      <p className="muted">
        <code>{permit.number}</code> · {permit.issuer} ·{' '}
        <span dir="ltr">{`${permit.validFrom} – ${permit.validTo}`}</span>
      </p>
      {permit.outlets.length > 0 ? (
        <details>
          <summary>{t('permitOutlets', { n: permit.outlets.length })}</summary>
          <div className="scroll">
            <table className="stack">
              <thead>
                <tr>
                  <th scope="col">{t('permitOutlet')}</th>
                  <th scope="col">{t('permitFactor')}</th>
                  <th scope="col">{t('permitLimit')}</th>
                  <th scope="col" className="number">
                    {t('permitYearly')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {permit.outlets.flatMap(({ no, name, factors }) =>
                  factors.map((one) => (
                    <tr key={`${no} ${one.factor}`}>
                      <th scope="row">
                        {no} {name}
                      </th>
                      <td data-label={t('permitFactor')}>{one.factor}</td>
                      <td data-label={t('permitLimit')}>
                        {one.limit === null ? '—' : `${one.limit} ${one.unit}`}
                      </td>
                      <td className="number" data-label={t('permitYearly')}>
                        {one.yearly ?? '—'}
                      </td>
                    </tr>
                  )),
                )}
              </tbody>
            </table>
          </div>
        </details>
      ) : null}
    </section>
  );
}
