import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  DataTable,
  formatBytes,
  formatNumber,
  LiveHint,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Popconfirm, Segmented, Select, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  getScene,
  getSceneFile,
  getTile,
  removeScene,
  type SceneBand,
  type SceneDetail,
} from '../contract.ts';
import { ClassTable } from './class-table.tsx';
import { CompositeTag, Origin, periodOf } from './composite-origin.tsx';
import { RetryForm } from './retry-form.tsx';
import { absolute, SceneMap, tileJsonUrl } from './scene-map.tsx';
import { metres, percent, SceneState, Simulated, taken, useImageryNews } from './words.tsx';

const LOOK_MS = 15_000;

/** One scene: what it shows, what was read from it, where it comes from, and the addresses of its pictures. */
export default function ScenePage(): ReactNode {
  const t = useText('imagery');
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const query = useRouteQuery(getScene, { params: { id: Number(id) } }, { refetchMs: LOOK_MS });
  const connected = useImageryNews();
  const remove = useRouteMutation(removeScene, {
    success: t('scene.removed'),
    onSuccess: () => void navigate({ to: '/imagery' as string }),
  });
  const detail = query.data;
  const scene = detail?.scene;
  const making = scene?.composite && (scene.state === 'queued' || scene.state === 'converting');
  return (
    <Page
      title={scene?.title ?? t('menu.scenes')}
      note={
        scene
          ? `${scene.composite ? periodOf(scene.composite) : taken(scene.takenAt)} · ${t(`sensor.${scene.sensor}`)} · ${metres(scene.gsd)}`
          : undefined
      }
      extra={
        <>
          <CompositeTag mark={scene?.composite ?? null} />
          <Simulated when={scene?.simulated ?? false} />
          {scene?.state === 'ready' ? (
            <Button href={`/map#scene=${scene.id}`} target="_blank">
              {t('scene.onMap')}
            </Button>
          ) : null}
          {scene?.state === 'ready' ? (
            <Button href={urlOf(getSceneFile, { id: scene.id })}>{t('scene.download')}</Button>
          ) : null}
          {scene?.mine && (scene.state !== 'converting' || scene.composite) ? (
            <Popconfirm
              title={t(making ? 'composite.stopAsk' : 'scene.removeAsk')}
              description={t(making ? 'composite.stopNote' : 'scene.removeNote')}
              okText={t(making ? 'composite.stop' : 'scene.remove')}
              onConfirm={() => remove.mutate({ params: { id: scene.id } })}
            >
              <Button danger loading={remove.isPending}>
                {t(making ? 'composite.stop' : 'scene.remove')}
              </Button>
            </Popconfirm>
          ) : null}
        </>
      }
    >
      <LiveHint connected={connected} />
      <QueryState query={query}>{detail ? <Whole detail={detail} /> : null}</QueryState>
    </Page>
  );
}

function Whole({ detail }: { detail: SceneDetail }): ReactNode {
  const t = useText('imagery');
  const { scene } = detail;
  const [style, setStyle] = useState<string | undefined>();
  const shown = style ?? detail.styles[0];
  return (
    <>
      {scene.state === 'ready' ? (
        <>
          <StyleChoice styles={detail.styles} value={shown} onChange={setStyle} />
          <SceneMap id={scene.id} style={shown} />
        </>
      ) : (
        <Unready detail={detail} />
      )}
      {detail.composite ? <Origin origin={detail.composite} onShowCounts={() => setStyle('count')} /> : null}
      <ClassTable detail={detail} />
      <Facts detail={detail} />
      {detail.bands.length > 0 ? (
        <>
          <h4 className="section-title">{t('scene.statistics')}</h4>
          <Bands bands={detail.bands} />
        </>
      ) : null}
      {scene.state === 'ready' ? <Addresses detail={detail} style={shown} /> : null}
    </>
  );
}

const FEW = 4;

/** The usual styles at hand, the others behind a list. */
export function StyleChoice({
  styles,
  value,
  onChange,
}: {
  styles: readonly string[];
  value: string | undefined;
  onChange: (style: string) => void;
}): ReactNode {
  const t = useText('imagery');
  const [first, rest] = [styles.slice(0, FEW), styles.slice(FEW)];
  const option = (one: string) => ({ value: one, label: t(`style.${one}`) });
  return (
    <div className="filters" style={{ marginBottom: 10 }}>
      <div style={{ overflowX: 'auto' }}>
        <Segmented
          options={first.map(option)}
          value={first.includes(value ?? '') ? (value as string) : ''}
          onChange={onChange}
        />
      </div>
      {rest.length > 0 ? (
        <Select
          aria-label={t('scene.moreStyles')}
          placeholder={t('scene.moreStyles')}
          {...(value && rest.includes(value) ? { value } : { value: null })}
          options={rest.map(option)}
          onChange={(one) => one && onChange(one)}
        />
      ) : null}
    </div>
  );
}

function Unready({ detail: { scene } }: { detail: SceneDetail }): ReactNode {
  const t = useText('imagery');
  if (scene.failure)
    return (
      <>
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 14 }}
          title={scene.failure.message}
          description={`${scene.failure.code} · ${t('scene.nothingKept')}`}
        />
        {scene.mine ? <RetryForm scene={scene} /> : null}
      </>
    );
  return (
    <Card size="small" style={{ marginBottom: 14 }}>
      <SceneState scene={scene} />
      <p className="muted" style={{ margin: '8px 0 0' }}>
        {t(scene.composite ? 'composite.waits' : 'scene.waits')}
      </p>
    </Card>
  );
}

function Facts({ detail }: { detail: SceneDetail }): ReactNode {
  const t = useText('imagery');
  const unitName = useUnitName();
  const { scene } = detail;
  const items = [
    ['field.state', <SceneState key="state" scene={scene} />],
    [scene.composite ? 'composite.middle' : 'field.takenAt', taken(scene.takenAt)],
    ['field.collection', scene.collection],
    ['field.platform', scene.platform ?? '—'],
    ['field.source', scene.source],
    ['field.licence', scene.licence],
    ['field.unit', scene.unitPath ? unitName(scene.unitPath, 'line') : '—'],
    ['field.owner', unitName(scene.ownerPath, 'line')],
    ['field.public', t(scene.public ? 'yes' : 'no')],
    ['field.crs', scene.crs ?? '—'],
    ['field.cells', detail.width ? `${detail.width} × ${detail.height}` : '—'],
    ['field.gsd', metres(scene.gsd)],
    ['field.type', detail.type ?? '—'],
    ['field.noData', String(detail.noData ?? '—')],
    ['field.valid', percent(detail.validShare)],
    [scene.composite ? 'composite.never' : 'field.cloud', percent(scene.cloudShare)],
    ...(detail.baseline ? [['field.baseline', detail.baseline] as const] : []),
    ['field.by', `${scene.byName} · ${taken(scene.recordedAt)}`],
  ] as const;
  return (
    <>
      <h4 className="section-title">{t('scene.facts')}</h4>
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, sm: 1, md: 2, lg: 3 }}
        items={items.map(([key, children]) => ({ key, label: t(key), children }))}
      />
      {detail.originals.length > 0 ? <h4 className="section-title">{t('scene.originals')}</h4> : null}
      <ul style={{ margin: 0, paddingInlineStart: 18, overflowWrap: 'anywhere' }}>
        {detail.originals.map((one) => (
          <li key={`${one.part}${one.name}`}>
            {one.name} · {formatBytes(one.size)}
            {one.part === 'quality' ? ` · ${t('upload.quality')}` : ''}
            {one.sha256 ? <span className="muted"> · SHA-256 {one.sha256.slice(0, 12)}…</span> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Bands({ bands }: { bands: readonly SceneBand[] }): ReactNode {
  const t = useText('imagery');
  const figure = (title: string, of: (row: SceneBand) => number | undefined) => ({
    title,
    align: 'right' as const,
    value: (row: SceneBand) => of(row) ?? null,
    render: (_: unknown, row: SceneBand) => formatNumber(of(row), 4),
  });
  return (
    <DataTable<SceneBand>
      name={t('scene.statistics')}
      // Bands are compared down their columns.
      stack={false}
      rowKey="number"
      pagination={false}
      scroll={{ x: 700 }}
      dataSource={bands as SceneBand[]}
      columns={[
        { title: t('band.number'), value: (row) => row.number },
        { title: t('band.name'), value: (row) => t(`role.${row.role}`) },
        figure(t('band.min'), (row) => row.statistics?.min),
        figure(t('band.mean'), (row) => row.statistics?.mean),
        figure(t('band.max'), (row) => row.statistics?.max),
        figure(t('band.deviation'), (row) => row.statistics?.deviation),
        figure('2%', (row) => row.statistics?.p2),
        figure('98%', (row) => row.statistics?.p98),
      ]}
    />
  );
}

function Addresses({
  detail: { scene },
  style,
}: {
  detail: SceneDetail;
  style: string | undefined;
}): ReactNode {
  const t = useText('imagery');
  const may = useMay();
  const file = absolute(urlOf(getSceneFile, { id: scene.id }));
  const tiles = absolute(getTile.path.replace(':id', String(scene.id)).replace(/:([zxy])/g, '{$1}'));
  const rows = [
    ['address.tiles', `${tiles}${style ? `?style=${style}` : ''}`],
    ['address.tileJson', tileJsonUrl(scene.id, style)],
    ['address.cog', file],
    ['address.gdal', `gdalinfo /vsicurl/${file}`],
    ['address.stac', absolute(`/stac/collections/${scene.collection}/items`)],
  ] as const;
  return (
    <>
      <h4 className="section-title">{t('scene.addresses')}</h4>
      {scene.public ? null : <p className="muted">{t('scene.closed')}</p>}
      <Descriptions
        size="small"
        bordered
        column={1}
        items={rows.map(([key, text]) => ({
          key,
          label: t(key),
          children: (
            <Typography.Text copyable code style={{ overflowWrap: 'anywhere' }}>
              {text}
            </Typography.Text>
          ),
        }))}
      />
      {may('imagery.detect') ? (
        <p style={{ marginTop: 14 }}>
          {scene.sensor === 'thematic' ? (
            <Link to={`/imagery/transitions?after=${scene.id}` as string}>{t('transitions.after')}</Link>
          ) : (
            <Link to={`/imagery/changes?after=${scene.id}` as string}>{t('scene.compare')}</Link>
          )}
        </p>
      ) : null}
    </>
  );
}
