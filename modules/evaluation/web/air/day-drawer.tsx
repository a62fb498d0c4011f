import { Link } from '@tanstack/react-router';
import type { Of } from '@tarim/platform/contract';
import { urlOf } from '@tarim/platform/contract';
import {
  formatNumber,
  formatTime,
  QueryState,
  type Text,
  useMay,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Drawer, Tag } from 'antd';
import type { ReactNode } from 'react';
import { airDay, airUploadFile } from '../../contract.ts';
import { AqiBadge, ConfidenceTag } from '../words.tsx';
import { MarkDust } from './mark-dust.tsx';
import { SimulatedTag } from './place-and-time.tsx';

type DayAnswer = Of<NonNullable<typeof airDay.response>>;

/** A day of a city: its figures, how its index comes of them, who brought them. */
export function DayDrawer({
  city,
  date,
  onClose,
}: {
  city: string;
  date: string | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('evaluation');
  const query = useRouteQuery(airDay, { query: { city, date: date ?? '' } }, { enabled: date !== null });
  // The day before stays in sight until the one asked for is there; it must not be taken for it.
  const data = query.data?.date === date ? query.data : undefined;
  return (
    <Drawer
      open={date !== null}
      onClose={onClose}
      size="min(640px, 100vw)"
      title={`${data?.city.name ?? ''} ${date ?? ''}`}
    >
      <QueryState query={query}>{data ? <Told t={t} data={data} /> : null}</QueryState>
    </Drawer>
  );
}

function Told({ data, t }: { data: DayAnswer; t: Text }): ReactNode {
  const may = useMay();
  const explain = new URLSearchParams({
    ...(data.city.kind === 'station' ? { pointId: data.city.code.slice(1) } : { cityCode: data.city.code }),
    period: 'day',
    time: `${data.date}T00:00:00+08:00`,
  });
  return (
    <div className="grid">
      <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap' }}>
        <AqiBadge aqi={data.aqi} level={data.level} />
        {data.primary.length > 0 ? (
          <span>
            {t('field.primary')} <b>{withSubscripts(data.primary.join('、').replace('_', '-'))}</b>
          </span>
        ) : null}
        {data.dust ? <Tag color="gold">{t('calendar.dustDay')}</Tag> : null}
        <SimulatedTag t={t} simulated={data.simulated} />
      </div>
      <section>
        <h4>{t('day.source')}</h4>
        {data.upload ? (
          <p>
            {t('day.uploaded', {
              name: data.upload.name,
              row: data.upload.row,
              by: data.upload.by ?? t('imports.platform'),
              at: formatTime(data.upload.at, 'full'),
            })}
            <br />
            <small className="muted" style={{ overflowWrap: 'anywhere' }}>
              SHA-256 {data.upload.sha256}
            </small>
            <br />
            <a href={urlOf(airUploadFile, { id: data.upload.id })}>{t('imports.file')}</a>
          </p>
        ) : (
          <p>{t('day.computed')}</p>
        )}
        {data.computedToo ? (
          <Link to={`/air/explain?${explain}` as string}>{t('day.explainComputed')}</Link>
        ) : null}
      </section>
      <section>
        <h4>
          {t('day.index')} <Tag>{data.rule.standard}</Tag>
          <ConfidenceTag t={t} confidence={data.rule.confidence} />
        </h4>
        <table className="air-table">
          <thead>
            <tr>
              <th scope="col">{t('field.factor')}</th>
              <th scope="col">{t('field.value')}</th>
              <th scope="col">IAQI</th>
            </tr>
          </thead>
          <tbody>
            {data.steps.map((step) => (
              <tr key={step.pollutant}>
                <td>
                  {withSubscripts(step.pollutant.replace('_', '-'))}
                  {step.formula ? <div className="mono muted">{step.formula}</div> : null}
                </td>
                <td>{formatNumber(step.value, 3)}</td>
                <td>{step.iaqi ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {data.revisions.length > 0 ? (
        <section>
          <h4>{t('day.revisions')}</h4>
          <ul className="air-steps">
            {data.revisions.map((one) => (
              <li key={one.revision}>
                {t('day.revision', { at: formatTime(one.replacedAt, 'full'), upload: one.replacedBy })}
                <div className="muted">
                  {Object.entries(one.values)
                    .map(
                      ([name, value]) => `${withSubscripts(name.replace('_', '-'))} ${formatNumber(value)}`,
                    )
                    .join(' · ')}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h4>{t('day.dust')}</h4>
        {data.dustMarks.length === 0 ? <p className="muted">{t('day.noMark')}</p> : null}
        <ul className="air-steps">
          {data.dustMarks.map((mark) => (
            <li key={mark.revision}>
              {mark.dust ? t('calendar.dustDay') : t('day.notDust')} · {t(`dustBasis.${mark.basis}`)} ·{' '}
              {mark.reason}
              <div className="muted">
                {mark.by} {formatTime(mark.at, 'full')}
              </div>
            </li>
          ))}
        </ul>
        {data.city.kind !== 'station' && may('evaluation.write', data.city.unitPath) ? (
          <MarkDust t={t} city={data.city.code} date={data.date} dust={data.dust} />
        ) : null}
      </section>
    </div>
  );
}
