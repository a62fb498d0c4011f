import { listOpenComplaints, type OpenComplaint } from '@tarim/complaint/contract';
import { call } from '@tarim/platform/contract';
import { useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready } from '../parts.tsx';
import { A } from '../route.tsx';

/** 举报公开: what was reported and what came of it, the newest first; the ways to report and to follow. */
export default function ReportsPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const query = useLoad(listOpenComplaints, { query: {} });
  const [more, setMore] = useState<{ complaints: OpenComplaint[]; before: number | null } | null>(null);
  const before = more ? more.before : (query.data?.before ?? null);
  const load = async () => {
    const page = await call(listOpenComplaints, { query: { before: before ?? undefined } });
    setMore({ complaints: [...(more?.complaints ?? []), ...page.complaints], before: page.before });
  };
  return (
    <>
      <h1>{t('reports')}</h1>
      <div className="filters">
        <A href="/report" className="button">
          {t('report.title')}
        </A>
        <A href="/report-receipt" className="button">
          {t('report.follow')}
        </A>
      </div>
      <p className="muted">{t('reportsNote')}</p>
      <Ready of={query} height={320}>
        {(data) => {
          const rows = [...data.complaints, ...(more?.complaints ?? [])];
          return (
            <section className="card scroll">
              {rows.length === 0 ? <p className="empty">{t('reportsNone')}</p> : <Rows rows={rows} />}
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

function Rows({ rows }: { rows: readonly OpenComplaint[] }): ReactNode {
  const { t, n, word } = useI18n();
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('report.facts')}</th>
          <th scope="col">{t('report.kind')}</th>
          <th scope="col">{t('report.place')}</th>
          <th scope="col">{t('report.outcome')}</th>
          <th scope="col">{t('report.received')}</th>
          <th scope="col">{t('decisionOn')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one, index) => (
          <tr key={index}>
            <th scope="row" className="two-thirds">
              {one.what}
              {one.simulated ? <span className="tag">{t('report.simulated')}</span> : null}
            </th>
            <td data-label={t('report.kind')}>{word('report-kind-', one.kind)}</td>
            <td data-label={t('report.place')}>
              {n(one.unit)}
              {one.place ? (
                <div className="muted" dir="ltr">
                  {one.place.lon.toFixed(2)}, {one.place.lat.toFixed(2)}
                </div>
              ) : null}
            </td>
            <td className="wide" data-label={t('report.outcome')}>
              {one.verdict ? `${word('report-verdict-', one.verdict)} · ` : ''}
              {one.outcome}
              <div className="muted">{one.authority}</div>
            </td>
            <td data-label={t('report.received')}>{one.receivedOn}</td>
            <td data-label={t('decisionOn')}>{one.on}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
