import { listOpenPositive, type OpenPositive } from '@tarim/inspection/contract';
import { call } from '@tarim/platform/contract';
import { useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready } from '../parts.tsx';

/** 正面清单公开: who is announced, who is listed, who left within the year and why. */
export default function PositivePage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const query = useLoad(listOpenPositive, { query: {} });
  const [more, setMore] = useState<{ entries: OpenPositive[]; before: number | null } | null>(null);
  const before = more ? more.before : (query.data?.before ?? null);
  const load = async () => {
    const page = await call(listOpenPositive, { query: { before: before ?? undefined } });
    setMore({ entries: [...(more?.entries ?? []), ...page.entries], before: page.before });
  };
  return (
    <>
      <h1>{t('positive')}</h1>
      <p className="muted">{t('positiveNote')}</p>
      <Ready of={query} height={320}>
        {(data) => {
          const rows = [...data.entries, ...(more?.entries ?? [])];
          return (
            <section className="card scroll">
              {rows.length === 0 ? <p className="empty">{t('positiveNone')}</p> : <Rows rows={rows} />}
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

function Rows({ rows }: { rows: readonly OpenPositive[] }): ReactNode {
  const { t } = useI18n();
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('positiveEnterprise')}</th>
          <th scope="col">{t('positiveState')}</th>
          <th scope="col">{t('decisionOn')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.uscc} ${one.state} ${one.on}`}>
            <th scope="row" className="two-thirds">
              {one.enterprise}
              <div className="muted">{one.uscc}</div>
            </th>
            <td data-label={t('positiveState')}>
              {t(`positive-${one.state}`)}
              {one.ground ? ` · ${t(`positiveGround-${one.ground}`)}` : ''}
            </td>
            <td data-label={t('decisionOn')}>{one.on}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
