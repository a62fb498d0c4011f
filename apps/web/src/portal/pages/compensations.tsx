import { listOpenCompensations, type OpenCompensation } from '@tarim/damage/contract';
import { call } from '@tarim/platform/contract';
import { useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready } from '../parts.tsx';

/** 损害赔偿公开: starts, agreements, restoration and effect as far as they are public, the newest first. */
export default function CompensationsPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const query = useLoad(listOpenCompensations, { query: {} });
  const [more, setMore] = useState<{ compensations: OpenCompensation[]; before: number | null } | null>(null);
  const before = more ? more.before : (query.data?.before ?? null);
  const load = async () => {
    const page = await call(listOpenCompensations, { query: { before: before ?? undefined } });
    setMore({ compensations: [...(more?.compensations ?? []), ...page.compensations], before: page.before });
  };
  return (
    <>
      <h1>{t('compensations')}</h1>
      <p className="muted">{t('compensationsNote')}</p>
      <Ready of={query} height={320}>
        {(data) => {
          const rows = [...data.compensations, ...(more?.compensations ?? [])];
          return (
            <section className="card scroll">
              {rows.length === 0 ? <p className="empty">{t('compensationNone')}</p> : <Rows rows={rows} />}
              {before ? (
                <button type="button" className="more" onClick={() => void load()}>
                  {t('more')}
                </button>
              ) : null}
            </section>
          );
        }}
      </Ready>
    </>
  );
}

function Rows({ rows }: { rows: readonly OpenCompensation[] }): ReactNode {
  const { t } = useI18n();
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('compensationParty')}</th>
          <th scope="col">{t('compensationWhat')}</th>
          <th scope="col">{t('compensationSummary')}</th>
          <th scope="col" className="number">
            {t('compensationAmount')}
          </th>
          <th scope="col">{t('decisionAuthority')}</th>
          <th scope="col">{t('decisionOn')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.number} ${one.what}`}>
            <th scope="row" className="two-thirds">
              {one.party}
              <div className="muted">
                {one.number} {one.code ? `· ${one.code}` : ''}
              </div>
            </th>
            <td data-label={t('compensationWhat')}>{t(`compensation-${one.what}`)}</td>
            <td className="wide" data-label={t('compensationSummary')}>
              {one.title} · {one.summary}
            </td>
            <td className="number" data-label={t('compensationAmount')}>
              {one.amount === null ? '—' : one.amount.toLocaleString('en')}
            </td>
            <td data-label={t('decisionAuthority')}>{one.authority}</td>
            <td data-label={t('decisionOn')}>{one.on}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
