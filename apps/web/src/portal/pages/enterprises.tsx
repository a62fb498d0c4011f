import { type EnterpriseRow, portalEnterprises } from '@tarim/disclosure/contract';
import { call } from '@tarim/platform/contract';
import { useLoad, withSubscripts } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready, Time, traceUrl } from '../parts.tsx';
import { A } from '../route.tsx';
import { AreaSelect } from './area-select.tsx';

const PAGE = 40;
const VERDICTS = ['exceeds', 'meets', 'not-judged'] as const;

/** Enterprises with public outlets, those that exceed first; filtered by name, area and verdict. */
export default function EnterprisesPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const [q, setQ] = useState('');
  const [unit, setUnit] = useState('');
  const [verdict, setVerdict] = useState<EnterpriseRow['verdict'] | ''>('');
  const filter = { q: q || undefined, unit: unit || undefined, verdict: verdict || undefined, limit: PAGE };
  const of = JSON.stringify(filter);
  const query = useLoad(portalEnterprises, { query: filter });
  const [more, setMore] = useState<{ of: string; rows: EnterpriseRow[]; next: string | null } | null>(null);
  const extra = more?.of === of ? more : null;
  const next = extra ? extra.next : (query.data?.next ?? null);
  const load = async () => {
    const page = await call(portalEnterprises, { query: { ...filter, cursor: next ?? undefined } });
    setMore({ of, rows: [...(extra?.rows ?? []), ...page.enterprises], next: page.next });
  };
  return (
    <>
      <h1>{t('enterprises')}</h1>
      <div className="filters">
        <input
          type="search"
          placeholder={t('search')}
          defaultValue={q}
          onChange={(event) => setQ(event.target.value.trim())}
          aria-label={t('search')}
        />
        <AreaSelect value={unit} onChange={setUnit} />
        <select
          aria-label={t('verdict')}
          value={verdict}
          onChange={(event) => setVerdict(event.target.value as typeof verdict)}
        >
          <option value="">{t('allVerdicts')}</option>
          {VERDICTS.map((one) => (
            <option key={one} value={one}>
              {t(one)}
            </option>
          ))}
        </select>
      </div>
      <Ready of={query} height={480}>
        {(data) => (
          <section className="card">
            {data.enterprises.length === 0 ? (
              <p className="empty">{t('emptyFilter')}</p>
            ) : (
              <Rows rows={[...data.enterprises, ...(extra?.rows ?? [])]} />
            )}
            {next ? (
              <button type="button" className="more" onClick={() => void load()}>
                {t('more')}
              </button>
            ) : null}
          </section>
        )}
      </Ready>
    </>
  );
}

function Rows({ rows }: { rows: readonly EnterpriseRow[] }): ReactNode {
  const { t, n } = useI18n();
  return (
    <div className="scroll">
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('enterprise')}</th>
            <th scope="col">{t('verdict')}</th>
            <th scope="col">{t('exceedingNow')}</th>
            <th scope="col" className="number">
              {t('exceed24h')}
            </th>
            <th scope="col" className="number">
              {t('exceed30d')}
            </th>
            <th scope="col">{t('updated')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="two-thirds">
                <A href={`/enterprises/${one.id}`}>{n(one.name)}</A>
                <div className="muted">
                  {n(one.unitName)} {one.industry ? `· ${one.industry}` : ''}
                </div>
              </th>
              <td>
                <span className={`tag tag-${one.verdict}`}>{t(one.verdict)}</span>
              </td>
              <td className={one.exceeding.length > 0 ? 'wide' : 'wide hide-narrow'}>
                {one.exceeding.map((each) => (
                  <div key={each.pointId + each.code}>
                    <A className="bad" href={traceUrl(each.trace, each.code)}>
                      {withSubscripts(n(each.name))} {each.ratio !== null ? `${each.ratio.toFixed(2)}×` : ''}
                    </A>
                  </div>
                ))}
              </td>
              <td className={one.exceed24h > 0 ? 'number bad' : 'number'} data-label={t('exceed24h')}>
                {one.exceed24h}
              </td>
              <td className="number" data-label={t('exceed30d')}>
                {one.exceed30d}
              </td>
              <td data-label={t('updated')}>
                <Time at={one.time} style="hour" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
