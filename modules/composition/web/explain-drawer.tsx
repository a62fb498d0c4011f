import { type Of, urlOf } from '@tarim/platform/contract';
import { formatTime, QueryState, type Text, useRouteQuery, useText, withSubscripts } from '@tarim/ui';
import { Alert, Drawer, Tag } from 'antd';
import type { ReactNode } from 'react';
import { explainComponents, type SpeciesFigures, uploadFile } from '../contract.ts';
import { useSpeciesName } from './words.tsx';

type Answer = Of<NonNullable<typeof explainComponents.response>>;
export interface Explained {
  readonly station: number;
  readonly from: string;
  readonly to: string;
  readonly temperature: number;
  /** Start of an hour; null: the means of the period. */
  readonly time: string | null;
}

/** How figures came about: each step, the file and row, and what was said before. */
export function ExplainDrawer({
  of,
  species,
  onClose,
}: {
  of: Explained | null;
  species: readonly SpeciesFigures[];
  onClose: () => void;
}): ReactNode {
  const t = useText('composition');
  const asked = of && {
    station: of.station,
    from: of.from,
    to: of.to,
    temperature: of.temperature,
    ...(of.time === null ? {} : { time: of.time }),
  };
  const query = useRouteQuery(
    explainComponents,
    { query: asked ?? { station: 1, from: '2026-01-01', to: '2026-01-01' } },
    { enabled: of !== null },
  );
  // The one before stays in sight until the one asked for is there; it must not be taken for it.
  const data = query.isPlaceholderData ? undefined : query.data;
  return (
    <Drawer
      open={of !== null}
      onClose={onClose}
      size="min(820px, 100vw)"
      title={of?.time ? formatTime(of.time, 'full').slice(0, 16) : `${of?.from ?? ''} – ${of?.to ?? ''}`}
    >
      <QueryState query={query}>{data ? <Told t={t} data={data} species={species} /> : null}</QueryState>
    </Drawer>
  );
}

function Told({
  data,
  species,
  t,
}: {
  data: Answer;
  species: readonly SpeciesFigures[];
  t: Text;
}): ReactNode {
  const nameOf = useSpeciesName();
  const names = new Map(species.map((one) => [one.key, nameOf(one)]));
  const groups = new Set(species.map((one) => one.group));
  /** `OFP toluene` → `OFP 甲苯`, `Σ alkane (ppbv)` → `Σ 烷烃 (ppbv)`. */
  const title = (of: string) => {
    const [, before = '', key = of, unit = ''] = /^(OFP |Σ )?(.*?)( \([^()]*\))?$/.exec(of) ?? [];
    const name = names.get(key) ?? (groups.has(key) ? t(`group.${key}`) : key);
    return `${before}${name}${unit}`;
  };
  const means = data.time === null;
  return (
    <div className="grid">
      <p style={{ margin: 0 }}>
        {t(means ? 'explain.means' : 'explain.hour', { station: data.station.name })} ·{' '}
        {t('explain.temperature', { n: data.temperature })}{' '}
        {data.rules.map((one) => (
          <Tag key={one.version}>
            {one.standard} · {t(`confidence.${one.confidence}`)}
          </Tag>
        ))}
      </p>
      <p className="muted" style={{ margin: 0 }}>
        {t('explain.formula')}
      </p>
      {data.problems.map((one) => (
        <Alert
          key={one.code}
          type="info"
          showIcon
          title={
            one.code === 'VOC_TABLE_UNVERIFIED'
              ? t('problem.memory')
              : one.code === 'VOC_MIR_MISSING'
                ? t('problem.noMir')
                : one.message
          }
        />
      ))}
      {data.uploads.length > 0 ? <Files t={t} data={data} /> : null}
      {data.revisions.length > 0 ? <Revisions t={t} data={data} title={title} /> : null}
      <section>
        <h4>{t('explain.steps')}</h4>
        <ol className="composition-steps">
          {means
            ? data.means.map((one) => (
                <li key={`mean ${one.key}`}>
                  <span>{title(one.key)}</span>
                  <code>
                    {t(one.below > 0 ? 'explain.meanBelow' : 'explain.mean', {
                      n: one.hours,
                      below: one.below,
                    })}
                  </code>
                  <b>{Number(one.ppbv.toPrecision(4))}</b>
                </li>
              ))
            : null}
          {data.steps.map((step) => (
            <li key={step.of}>
              <span>{withSubscripts(title(step.of))}</span>
              <code dir="ltr">{step.formula}</code>
              <b>{step.result}</b>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Files({ data, t }: { data: Answer; t: Text }): ReactNode {
  return (
    <section>
      <h4>{t('explain.files')}</h4>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {data.uploads.map((one) => (
          <li key={one.id} style={{ overflowWrap: 'anywhere' }}>
            <a href={urlOf(uploadFile, { id: one.id })}>{one.name}</a>
            {one.row === null ? '' : ` · ${t('explain.row', { row: one.row })}`} · {one.unit}
            {one.temperature === null ? '' : ` (${one.temperature} ℃)`} · {one.by} ·{' '}
            {formatTime(one.at, 'full')}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Revisions({ data, title, t }: { data: Answer; title: (of: string) => string; t: Text }): ReactNode {
  return (
    <section>
      <h4>{t('explain.revisions')}</h4>
      <ol className="composition-steps">
        {data.revisions.map((one) => (
          <li key={one.revision}>
            <span>{t('explain.revision', { n: one.revision + 1 })}</span>
            <code>
              {one.changes
                .map((change) => `${title(change.key)} ${change.before ?? '—'} → ${change.after ?? '—'}`)
                .join('；')}
            </code>
            <span className="muted">{formatTime(one.replacedAt, 'full')}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
