import { type EnterpriseRow, portalEnterprises } from '@tarim/disclosure/contract';
import { call } from '@tarim/platform/contract';
import { formatTime, useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.tsx';
import { Ready } from '../parts.tsx';
import { A } from '../route.tsx';

export default function EnterprisesPage(_: PageProps): ReactNode {
  const { t, n } = useI18n();
  const [q, setQ] = useState('');
  const query = useLoad(portalEnterprises, { query: { q: q || undefined, limit: 60 } });
  const [more, setMore] = useState<{ of: string; rows: EnterpriseRow[]; next: string | null } | null>(null);
  const extra = more?.of === q ? more : null;
  const next = extra ? extra.next : (query.data?.next ?? null);
  const load = async () => {
    const page = await call(portalEnterprises, {
      query: { q: q || undefined, limit: 60, cursor: next ?? undefined },
    });
    setMore({ of: q, rows: [...(extra?.rows ?? []), ...page.enterprises], next: page.next });
  };
  return (
    <>
      <div className="row">
        <h1>{t('enterprises')}</h1>
        <input
          type="search"
          placeholder={t('search')}
          defaultValue={q}
          onChange={(event) => setQ(event.target.value.trim())}
          aria-label={t('search')}
        />
      </div>
      <Ready of={query}>
        {(data) => (
          <section className="card">
            <div className="scroll">
              <table>
                <thead>
                  <tr>
                    <th>{t('enterprises')}</th>
                    <th>{t('now')}</th>
                    <th>{t('exceeds')}</th>
                    <th>{t('exceed24h')}</th>
                    <th>{t('exceed30d')}</th>
                    <th>{t('updated')}</th>
                  </tr>
                </thead>
                <tbody>
                  {[...data.enterprises, ...(extra?.rows ?? [])].map((one) => (
                    <tr key={one.id}>
                      <td>
                        <A href={`/enterprises/${one.id}`}>{n(one.name)}</A>
                        <div className="muted">
                          {n(one.unitName)} · {one.industry}
                        </div>
                      </td>
                      <td>
                        <span className={`tag tag-${one.verdict}`}>{t(one.verdict)}</span>
                      </td>
                      <td>
                        {one.exceeding.map((each) => (
                          <div key={each.pointId + each.code} className="bad">
                            {each.name} {each.ratio !== null ? `${each.ratio.toFixed(2)}×` : ''}
                          </div>
                        ))}
                      </td>
                      <td className={one.exceed24h > 0 ? 'bad' : undefined}>{one.exceed24h}</td>
                      <td>{one.exceed30d}</td>
                      <td>{formatTime(one.time, 'hour')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {data.enterprises.length === 0 ? <p>{t('empty')}</p> : null}
            {next ? (
              <button type="button" onClick={() => void load()}>
                {t('more')}
              </button>
            ) : null}
          </section>
        )}
      </Ready>
    </>
  );
}
