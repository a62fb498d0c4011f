import { call } from '@tarim/platform/contract';
import { listOpenSamples, type OpenSample } from '@tarim/radnet/contract';
import { formatNumber, useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { Ready } from '../parts.tsx';

/** Published results of samples; what lies below the detection limit says so. */
export function RadiationSamples(): ReactNode {
  const { t } = useI18n();
  const query = useLoad(listOpenSamples, { query: {} });
  const [more, setMore] = useState<{ samples: OpenSample[]; before: number | null } | null>(null);
  const before = more ? more.before : (query.data?.before ?? null);
  const load = async () => {
    const page = await call(listOpenSamples, { query: { before: before ?? undefined } });
    setMore({ samples: [...(more?.samples ?? []), ...page.samples], before: page.before });
  };
  return (
    <>
      <h2>{t('radiationSamples')}</h2>
      <p className="muted">{t('radiationSamplesNote')}</p>
      <Ready of={query} height={160}>
        {(data) => {
          const rows = [...data.samples, ...(more?.samples ?? [])];
          return (
            <section className="card scroll">
              {rows.length === 0 ? (
                <p className="empty">{t('radiationSamplesNone')}</p>
              ) : (
                <Rows rows={rows} />
              )}
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

function Rows({ rows }: { rows: readonly OpenSample[] }): ReactNode {
  const { t } = useI18n();
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('radiationPlace')}</th>
          <th scope="col">{t('radiationCollected')}</th>
          <th scope="col">{t('radiationResult')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.number}>
            <th scope="row">
              {one.place}
              <div className="muted">
                {t(`radiation-${one.medium}`)} · {one.number}
              </div>
            </th>
            <td data-label={t('radiationCollected')}>{one.collectedOn}</td>
            <td className="wide" data-label={t('radiationResult')}>
              {one.results.map((result) => (
                <div key={result.indicator}>
                  {result.indicator}{' '}
                  {result.below
                    ? `< ${formatNumber(result.detectionLimit, 6)} ${result.unit} (${t('radiationBelow')})`
                    : `${formatNumber(result.value, 6)}${result.uncertainty === null ? '' : ` ± ${formatNumber(result.uncertainty, 6)}`} ${result.unit}`}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
