import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { call } from '@tarim/platform/contract';
import {
  DataTable,
  Figure,
  formatNumber,
  formatPercent,
  formatTime,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Descriptions, Segmented, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { type ChangeRun, cancelChangeRun, getChangePatches, getChangeRun, getScene } from '../contract.ts';
import { type ChangeFeature, PatchCard } from './patch-card.tsx';
import { RunPage } from './run-page.tsx';
import { StyleChoice } from './scene.tsx';
import { SceneMap } from './scene-map.tsx';
import { CLASS_COLOURS, hectares, percent, taken } from './words.tsx';

const LOOK_MS = 10_000;

/** One comparison: how far it is, what it found, and each patch before and after. */
export default function ChangePage(): ReactNode {
  const t = useText('imagery');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getChangeRun, { params: { id: Number(id) } }, { refetchMs: LOOK_MS });
  const cancel = useRouteMutation(cancelChangeRun, { success: t('changes.cancelled') });
  return (
    <RunPage
      fallback={t('menu.changes')}
      query={query}
      cancelling={cancel.isPending}
      onCancel={(run) => cancel.mutate({ params: { id: run }, body: {} })}
      outcome={(run) => <Outcome run={run} outcome={run.outcome!} />}
      parameters={(run) => <Parameters run={run} />}
    />
  );
}

function Outcome({
  run,
  outcome,
}: {
  run: ChangeRun;
  outcome: NonNullable<ChangeRun['outcome']>;
}): ReactNode {
  const t = useText('imagery');
  const may = useMay();
  return (
    <>
      <Alert type="info" showIcon style={{ marginBottom: 14 }} title={t('changes.leads')} />
      <div className="figures">
        <Figure label={t('field.patches')} value={run.patches} hint={hectares(outcome.area)} />
        <Figure
          label={t('outcome.observed')}
          value={percent(outcome.observedShare)}
          tone={outcome.observedShare < 0.5 ? 'warn' : 'good'}
          hint={t('outcome.observedHint')}
        />
        <Figure
          label={t('outcome.threshold')}
          value={formatNumber(outcome.threshold, 4)}
          hint={t(
            `threshold.${typeof run.parameters.threshold === 'number' ? 'number' : run.parameters.threshold}`,
          )}
        />
        <Figure
          label={t('field.gsd')}
          value={`${formatNumber(outcome.gsd, 1)} m`}
          hint={`${outcome.seconds} s`}
        />
      </div>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6, marginBottom: 12 }}>
        {Object.entries(outcome.classes).map(([name, count]) => (
          <Tag key={name} color={CLASS_COLOURS[name] ?? CLASS_COLOURS.none!}>
            {t(`class.${name}`)} {count}
          </Tag>
        ))}
      </div>
      {run.patches > 0 ? <Patches run={run} /> : <p className="muted">{t('changes.nothing')}</p>}
      {may('redline.read') && run.patches > 0 ? (
        <p>
          <Link to={`/redline/patches?state=all&detector=${outcome.detector}` as string}>
            {t('changes.follow')}
          </Link>
        </p>
      ) : null}
    </>
  );
}

function Patches({ run }: { run: ChangeRun }): ReactNode {
  const t = useText('imagery');
  const [date, setDate] = useState<'before' | 'after'>('after');
  const [style, setStyle] = useState<string | undefined>();
  const [chosen, setChosen] = useState<number | null>(null);
  const scene = useRouteQuery(getScene, { params: { id: run[date].id } });
  const answer = useQuery({
    queryKey: [getChangePatches.id, run.id, run.endedAt],
    queryFn: () => call(getChangePatches, { params: { id: run.id } }) as Promise<unknown>,
  });
  const features = useMemo(
    () => (answer.data as { features: readonly ChangeFeature[] } | undefined)?.features ?? [],
    [answer.data],
  );
  const patches = useMemo(
    () =>
      features.map((one) => ({
        id: one.id,
        geometry: one.geometry,
        colour: CLASS_COLOURS[one.properties.class ?? 'none'] ?? CLASS_COLOURS.none!,
        title: `${t(`class.${one.properties.class ?? 'none'}`)} · ${hectares(one.properties.areaM2)}`,
      })),
    [features, t],
  );
  const styles = scene.data?.styles ?? [];
  const shown = style && styles.includes(style) ? style : styles[0];
  const one = features.find((feature) => feature.id === chosen);
  return (
    <>
      <div className="filters" style={{ marginBottom: 0 }}>
        <Segmented
          value={date}
          onChange={(value) => setDate(value as typeof date)}
          options={[
            { value: 'before', label: `${t('field.before')} ${formatTime(run.before.takenAt, 'date')}` },
            { value: 'after', label: `${t('field.after')} ${formatTime(run.after.takenAt, 'date')}` },
          ]}
        />
        <StyleChoice styles={styles} value={shown} onChange={setStyle} />
      </div>
      <SceneMap id={run[date].id} style={shown} patches={patches} chosen={chosen} onPatch={setChosen} />
      {one ? <PatchCard run={run} feature={one} style={shown} onClose={() => setChosen(null)} /> : null}
      <h4 className="section-title">{t('changes.patches')}</h4>
      <DataTable<ChangeFeature>
        name={t('changes.patches')}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 760 }}
        dataSource={features as ChangeFeature[]}
        columns={[
          {
            title: t('patch.number'),
            value: (row) => row.id + 1,
            render: (_, row) => (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setChosen(row.id)}>
                {row.id + 1}
              </Button>
            ),
          },
          {
            title: t('patch.class'),
            value: (row) => t(`class.${row.properties.class ?? 'none'}`),
            render: (_, row) => (
              <Tag color={CLASS_COLOURS[row.properties.class ?? 'none'] ?? CLASS_COLOURS.none!}>
                {t(`class.${row.properties.class ?? 'none'}`)}
              </Tag>
            ),
          },
          {
            title: t('patch.classConfidence'),
            value: (row) => row.properties.classConfidence,
            render: (_, row) => formatPercent(row.properties.classConfidence),
          },
          {
            title: t('patch.confidence'),
            value: (row) => row.properties.confidence,
            render: (_, row) => formatPercent(row.properties.confidence),
          },
          { title: t('patch.area'), value: (row) => Math.round(row.properties.areaM2 / 100) / 100 },
          { title: 'ΔNDVI', value: (row) => row.properties.indexChange.ndvi ?? null },
          {
            title: 'ΔMNDWI',
            value: (row) => row.properties.indexChange.mndwi ?? row.properties.indexChange.ndwi ?? null,
          },
          { title: 'ΔBSI', value: (row) => row.properties.indexChange.bsi ?? null },
          {
            title: t('patch.place'),
            value: (row) => `${row.properties.lon.toFixed(5)}, ${row.properties.lat.toFixed(5)}`,
          },
        ]}
      />
    </>
  );
}

function Parameters({ run }: { run: ChangeRun }): ReactNode {
  const t = useText('imagery');
  const { parameters: p, outcome } = run;
  const scene = (one: ChangeRun['before']) => (
    <Link to={`/imagery/scenes/${one.id}` as string}>
      {one.title} · {taken(one.takenAt)}
    </Link>
  );
  const items = [
    ['field.before', scene(run.before)],
    ['field.after', scene(run.after)],
    ['field.method', t(`method.${p.method}`)],
    [
      'field.threshold',
      typeof p.threshold === 'number' ? String(p.threshold) : t(`threshold.${p.threshold}`),
    ],
    ['field.leastArea', `${p.leastArea} m²`],
    ['field.roles', outcome?.roles.join(' ') ?? p.roles?.join(' ') ?? '—'],
    ['field.dilate', `${p.dilate ?? 60} m`],
    ['field.bbox', p.bbox ?? '—'],
    ['outcome.detector', outcome ? `${outcome.detector} ${outcome.version}` : '—'],
    ['field.by', `${run.byName} · ${taken(run.askedAt)}`],
  ] as const;
  return (
    <Descriptions
      size="small"
      bordered
      column={{ xs: 1, sm: 1, md: 2 }}
      items={items.map(([key, children]) => ({ key, label: t(key), children }))}
    />
  );
}
