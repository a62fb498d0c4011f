import {
  DataTable,
  formatNumber,
  formatPercent,
  formatTime,
  QueryState,
  useName,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Descriptions, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { type EffectDetail, type EffectStep, getEffect } from '../../contract.ts';
import { hectares, Simulated } from '../words.tsx';
import { figure, GradeTag, useIndicators } from './words.tsx';

/** How a result came about: each indicator with what went in and whence, the formula, the scheme, and whether it repeats. */
export function EffectDrawer({
  id,
  onClose,
  onOpen,
}: {
  id: number | null;
  onClose: () => void;
  onOpen: (id: number) => void;
}): ReactNode {
  const t = useText('redline');
  const query = useRouteQuery(getEffect, { params: { id: id ?? 0 } }, { enabled: id !== null });
  // The result before stays in sight until the one asked for is there.
  const found = query.data?.effect.id === id ? query.data : undefined;
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      size="min(860px, 100vw)"
      title={
        found
          ? `${found.effect.name} · ${found.effect.baseline} → ${found.effect.target}`
          : t('effects.detail')
      }
    >
      <QueryState query={query}>{found ? <Detail found={found} onOpen={onOpen} /> : null}</QueryState>
    </Drawer>
  );
}

function Detail({ found, onOpen }: { found: EffectDetail; onOpen: (id: number) => void }): ReactNode {
  const t = useText('redline');
  const said = useName();
  const { effect, scheme, reproduced, others, imports } = found;
  return (
    <div className="drawer-sections">
      <section>
        <p>
          <GradeTag effect={effect} of={scheme.grades.length} /> <Simulated when={effect.simulated} />
        </p>
        <Descriptions
          size="small"
          bordered
          column={{ xs: 1, sm: 2 }}
          items={[
            { key: 'index', label: t('effects.index'), children: formatNumber(effect.index, 2) },
            { key: 'share', label: t('effects.share'), children: formatPercent(effect.share) },
            {
              key: 'scheme',
              label: t('effects.scheme'),
              children: `${scheme.name} @${scheme.version} · ${t(`confidence.${scheme.confidence}`)}`,
            },
            {
              key: 'boundary',
              label: t('areas.version'),
              children: t('effects.boundary', { n: effect.areaVersion }),
            },
            { key: 'by', label: t('field.by'), children: `${effect.by} · ${formatTime(effect.at)}` },
            {
              key: 'grades',
              label: t('effects.grade'),
              children: scheme.grades
                .map((one) => `${said(one)}${one.from === null ? '' : ` ≥ ${one.from}`}`)
                .join(' · '),
            },
            { key: 'basis', label: t('rules.basis'), children: scheme.basis, span: 'filled' },
          ]}
        />
        <Alert
          style={{ marginTop: 12 }}
          showIcon
          type={reproduced ? 'success' : 'error'}
          title={t(reproduced ? 'effects.reproduced' : 'effects.differs')}
        />
      </section>
      <section>
        <h4>{t('effects.steps')}</h4>
        <p className="muted">{t('effects.method', { share: formatPercent(scheme.leastShare) })}</p>
        <Steps steps={found.steps} />
      </section>
      {imports.length > 0 ? (
        <section>
          <h4>{t('effects.sources')}</h4>
          <ul>
            {imports.map((one) => (
              <li key={one.id}>
                {one.origin} · {one.fileName} <code title={one.sha256}>{one.sha256.slice(0, 12)}</code>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {others.length > 0 ? (
        <section>
          <h4>{t('effects.others')}</h4>
          {others.map((one) => (
            <div key={one.id}>
              <Button type="link" size="small" onClick={() => onOpen(one.id)}>
                {formatTime(one.at)}
              </Button>{' '}
              {formatNumber(one.index, 2)} · {one.by}
            </div>
          ))}
        </section>
      ) : null}
    </div>
  );
}

function Steps({ steps }: { steps: readonly EffectStep[] }): ReactNode {
  const t = useText('redline');
  const { known, nameOf } = useIndicators();
  const end = (row: EffectStep, which: 'baseline' | 'target') => {
    const one = row[which];
    return one ? (
      <>
        {figure(one.value, known.get(row.indicator))}
        <div>
          <small className="muted">
            <Origin origin={one.origin} />
          </small>
        </div>
      </>
    ) : (
      '—'
    );
  };
  return (
    <DataTable<EffectStep>
      name={t('effects.steps')}
      rowKey="indicator"
      pagination={false}
      scroll={{ x: 760 }}
      dataSource={steps as EffectStep[]}
      columns={[
        { title: t('yearly.indicator'), value: (row) => nameOf(row.indicator) },
        { title: t('effects.weight'), value: (row) => row.weight },
        {
          title: t('effects.baseline'),
          value: (row) => row.baseline?.value ?? null,
          render: (_, row) => end(row, 'baseline'),
        },
        {
          title: t('effects.target'),
          value: (row) => row.target?.value ?? null,
          render: (_, row) => end(row, 'target'),
        },
        {
          title: t('effects.score'),
          value: (row) => row.score,
          render: (_, row) => formatNumber(row.score, 2),
        },
        {
          title: t('effects.formula'),
          value: (row) => row.formula ?? (row.lack ? t(`effects.lack.${row.lack}`) : ''),
          render: (_, row) =>
            row.formula ? (
              <small>{row.formula}</small>
            ) : (
              <span className="muted">{row.lack ? t(`effects.lack.${row.lack}`) : ''}</span>
            ),
        },
      ]}
    />
  );
}

function Origin({ origin }: { origin: NonNullable<EffectStep['baseline']>['origin'] }): ReactNode {
  const t = useText('redline');
  if (origin.of === 'import') return t('effects.origin.import');
  if (origin.of === 'scene')
    return (
      <a href={`/console/imagery/scenes/${origin.scene}`}>{t('effects.origin.scene', { on: origin.on })}</a>
    );
  return t('effects.origin.patch', { n: origin.patches.length, area: hectares(origin.areaM2) });
}
