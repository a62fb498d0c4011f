import { listOpenDecisions, type OpenDecision, type OpenWithdrawal } from '@tarim/enforcement/contract';
import { call } from '@tarim/platform/contract';
import { useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready } from '../parts.tsx';
import { A } from '../route.tsx';

/** 行政处罚公开: decisions as far as they are public, the newest first. */
export default function DecisionsPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const query = useLoad(listOpenDecisions, { query: {} });
  const [more, setMore] = useState<{
    decisions: OpenDecision[];
    withdrawn: OpenWithdrawal[];
    before: number | null;
  } | null>(null);
  const before = more ? more.before : (query.data?.before ?? null);
  const load = async () => {
    const page = await call(listOpenDecisions, { query: { before: before ?? undefined } });
    setMore({
      decisions: [...(more?.decisions ?? []), ...page.decisions],
      withdrawn: [...(more?.withdrawn ?? []), ...page.withdrawn],
      before: page.before,
    });
  };
  return (
    <>
      <h1>{t('decisions')}</h1>
      <p className="muted">
        {t('decisionsNote')} <A href="/verify">{t('paper')}</A>
      </p>
      <Ready of={query} height={320}>
        {(data) => {
          const rows = [...data.decisions, ...(more?.decisions ?? [])];
          const withdrawn = [...data.withdrawn, ...(more?.withdrawn ?? [])];
          return (
            <>
              <section className="card scroll">
                {rows.length === 0 ? <p className="empty">{t('decisionNone')}</p> : <Rows rows={rows} />}
                {before ? (
                  <button type="button" className="more" onClick={() => void load()}>
                    {t('more')}
                  </button>
                ) : null}
              </section>
              {withdrawn.length > 0 ? <Withdrawals rows={withdrawn} /> : null}
            </>
          );
        }}
      </Ready>
    </>
  );
}

/** 撤回说明: that a decision is not public any more, and why (行政处罚法 48). */
function Withdrawals({ rows }: { rows: readonly OpenWithdrawal[] }): ReactNode {
  const { t } = useI18n();
  return (
    <section className="card scroll">
      <h2>{t('withdrawals')}</h2>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('decisionNumber')}</th>
            <th scope="col">{t('withdrawnOutcome')}</th>
            <th scope="col">{t('withdrawnBecause')}</th>
            <th scope="col">{t('decisionAuthority')}</th>
            <th scope="col">{t('withdrawnOn')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.number + one.on}>
              <th scope="row">{one.number}</th>
              <td data-label={t('withdrawnOutcome')}>{t(`overturn_${one.outcome}`)}</td>
              <td className="wide" data-label={t('withdrawnBecause')}>
                {one.reason}
              </td>
              <td data-label={t('decisionAuthority')}>{one.authority}</td>
              <td data-label={t('withdrawnOn')}>{one.on}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Rows({ rows }: { rows: readonly OpenDecision[] }): ReactNode {
  const { t } = useI18n();
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('decisionParty')}</th>
          <th scope="col">{t('decisionCause')}</th>
          <th scope="col">{t('decisionBasis')}</th>
          <th scope="col" className="number">
            {t('decisionFine')}
          </th>
          <th scope="col">{t('decisionAuthority')}</th>
          <th scope="col">{t('decisionOn')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.number}>
            <th scope="row" className="two-thirds">
              {one.party}
              <div className="muted">
                {one.number} {one.code ? `· ${one.code}` : ''}
              </div>
            </th>
            <td className="wide" data-label={t('decisionCause')}>
              {one.cause}
            </td>
            <td className="wide" data-label={t('decisionBasis')}>
              {[one.basis, ...one.beside].filter(Boolean).join(' · ')}
            </td>
            <td className="number" data-label={t('decisionFine')}>
              {one.fine.toLocaleString('en')}
            </td>
            <td data-label={t('decisionAuthority')}>{one.authority}</td>
            <td data-label={t('decisionOn')}>{one.on}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
