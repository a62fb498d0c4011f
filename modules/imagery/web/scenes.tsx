import { Link, useNavigate } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatBytes,
  instant,
  LiveHint,
  Page,
  QueryState,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { Button, Empty, Input, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  LEAST_INPUTS,
  listScenes,
  MOST_INPUTS,
  SCENE_STATES,
  type Scene,
  SENSORS,
  type Sensor,
  type SceneState as State,
} from '../contract.ts';
import { CompositeDialog } from './composite-dialog.tsx';
import { CompositeTag, periodOf } from './composite-origin.tsx';
import { UploadDialog } from './upload.tsx';
import { Chip, metres, percent, SceneState, Simulated, taken, useImageryNews } from './words.tsx';

const LOOK_MS = 15_000;
const SENSOR_COLOURS: Readonly<Record<Sensor, string>> = {
  'sentinel-2-l2a': '#2a788e',
  'landsat-c2-l2': '#7a2fb5',
  gaofen: '#c2410c',
  drone: '#d81b60',
  thematic: '#6d8f2f',
};
const CLOUDS = [0.1, 0.3, 0.6];

/** 影像: what is there, the newest first; where it lies, and how far its conversion is. */
export default function ScenesPage(): ReactNode {
  const t = useText('imagery');
  const may = useMay();
  const navigate = useNavigate();
  const at = useCursor<string>();
  const [filter, setFilter] = useState<{
    collection?: string;
    sensor?: Sensor;
    state?: State;
    maxCloud?: number;
    text?: string;
  }>({});
  const [bringing, setBringing] = useState(false);
  /** Kept over pages and filters. */
  const [chosen, setChosen] = useState<readonly Scene[]>([]);
  const [joining, setJoining] = useState(false);
  const leaveOut = (id: number) => setChosen((now) => now.filter((one) => one.id !== id));
  const query = useRouteQuery(
    listScenes,
    { query: { ...filter, cursor: at.cursor } },
    { refetchMs: LOOK_MS },
  );
  const connected = useImageryNews();
  const change = (more: typeof filter) => {
    at.reset();
    setFilter({ ...filter, ...more });
  };
  const scenes = query.data?.scenes ?? [];
  return (
    <Page
      title={t('menu.scenes')}
      note={t('scenes.note')}
      extra={
        <>
          <Simulated when={scenes.some((one) => one.simulated)} />
          {may('imagery.ingest') ? (
            <Button type="primary" onClick={() => setBringing(true)}>
              {t('upload.title')}
            </Button>
          ) : null}
        </>
      }
    >
      <LiveHint connected={connected} />
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('scenes.search')}
          onSearch={(text) => change({ text: text.trim() || undefined })}
        />
        <Select
          allowClear
          aria-label={t('field.collection')}
          placeholder={t('field.collection')}
          onChange={(collection?: string) => change({ collection })}
          options={(query.data?.collections ?? []).map((value) => ({ value, label: value }))}
        />
        <Select
          allowClear
          aria-label={t('field.sensor')}
          placeholder={t('field.sensor')}
          onChange={(sensor?: Sensor) => change({ sensor })}
          options={SENSORS.map((value) => ({ value, label: t(`sensor.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          onChange={(state?: State) => change({ state })}
          options={SCENE_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('field.cloud')}
          placeholder={t('field.cloud')}
          onChange={(maxCloud?: number) => change({ maxCloud })}
          options={CLOUDS.map((value) => ({ value, label: `≤ ${100 * value}%` }))}
        />
      </div>
      <QueryState query={query}>
        <Footprints
          scenes={scenes}
          onOpen={(id) => void navigate({ to: `/imagery/scenes/${id}` as string })}
        />
        {chosen.length > 0 ? (
          <div className="toolbar" style={{ marginBottom: 10 }}>
            <span>{t('composite.chosen', { n: chosen.length })}</span>
            <Button
              type="primary"
              disabled={chosen.length < LEAST_INPUTS || chosen.length > MOST_INPUTS}
              onClick={() => setJoining(true)}
            >
              {t('composite.new')}
            </Button>
            <Button onClick={() => setChosen([])}>{t('composite.none')}</Button>
            {chosen.length < LEAST_INPUTS || chosen.length > MOST_INPUTS ? (
              <span className="muted">
                {t('composite.number', { least: LEAST_INPUTS, most: MOST_INPUTS })}
              </span>
            ) : null}
          </div>
        ) : null}
        <SceneTable
          scenes={scenes}
          sortable={at.whole(query.data?.cursor)}
          chosen={chosen}
          onChosen={may('imagery.ingest') ? setChosen : null}
        />
        <CursorPager at={at} next={query.data?.cursor} busy={query.isPlaceholderData} />
      </QueryState>
      {joining && chosen.length > 0 ? (
        <CompositeDialog chosen={chosen} onLeaveOut={leaveOut} onClose={() => setJoining(false)} />
      ) : null}
      {bringing ? <UploadDialog onClose={() => setBringing(false)} /> : null}
    </Page>
  );
}

function Footprints({
  scenes,
  onOpen,
}: {
  scenes: readonly Scene[];
  onOpen: (id: number) => void;
}): ReactNode {
  const t = useText('imagery');
  const areas = useMemo(
    () =>
      scenes.flatMap(({ id, box, sensor }) => {
        if (!box) return [];
        const [w, s, e, n] = box;
        const geometry = {
          type: 'Polygon',
          coordinates: [
            [
              [w, s],
              [e, s],
              [e, n],
              [w, n],
              [w, s],
            ],
          ],
        } as unknown as ShownArea;
        return [{ id: String(id), geometry, colour: SENSOR_COLOURS[sensor] }];
      }),
    [scenes],
  );
  const shown = SENSORS.filter((sensor) => scenes.some((one) => one.sensor === sensor && one.box));
  if (areas.length === 0) return null;
  return (
    <div style={{ marginBottom: 16 }}>
      <ColouredMap
        areas={areas}
        legend={shown.map((sensor) => ({ colour: SENSOR_COLOURS[sensor], text: t(`sensor.${sensor}`) }))}
        onSelect={(id) => onOpen(Number(id))}
        height={300}
        nearest={10}
      />
    </div>
  );
}

function SceneTable({
  scenes,
  sortable,
  chosen,
  onChosen,
}: {
  scenes: readonly Scene[];
  sortable: boolean;
  chosen: readonly Scene[];
  /** Null for those who may not join scenes. */
  onChosen: ((chosen: readonly Scene[]) => void) | null;
}): ReactNode {
  const t = useText('imagery');
  const choice = onChosen && {
    selectedRowKeys: chosen.map(({ id }) => id),
    // Those of other pages stay chosen.
    onChange: (_: unknown, rows: (Scene | undefined)[]) => {
      const here = rows.filter((row) => row !== undefined);
      const elsewhere = chosen.filter(({ id }) => !scenes.some((one) => one.id === id));
      onChosen([...elsewhere, ...here.filter(({ id }) => !elsewhere.some((one) => one.id === id))]);
    },
    getCheckboxProps: (row: Scene) => ({
      'aria-label': t('composite.choose', { title: row.title }),
      disabled: row.state !== 'ready' || row.sensor === 'thematic',
    }),
  };
  return (
    <DataTable<Scene>
      name={t('menu.scenes')}
      sortable={sortable}
      rowKey="id"
      pagination={false}
      scroll={{ x: 1_050 }}
      dataSource={scenes as Scene[]}
      {...(choice ? { rowSelection: choice } : {})}
      locale={{ emptyText: <Empty description={t('scenes.none')} /> }}
      columns={[
        {
          title: t('field.picture'),
          width: 96,
          render: (_, row) =>
            row.state === 'ready' && row.box ? (
              <Link to={`/imagery/scenes/${row.id}` as string} aria-label={row.title}>
                <Chip id={row.id} box={row.box} size={128} alt="" width={80} />
              </Link>
            ) : null,
        },
        {
          title: t('field.title'),
          value: (row) => row.title,
          render: (_, row) => (
            <>
              <Link to={`/imagery/scenes/${row.id}` as string}>{row.title}</Link>{' '}
              <CompositeTag mark={row.composite} /> <Simulated when={row.simulated} />
            </>
          ),
        },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => <SceneState scene={row} />,
        },
        {
          title: t('field.takenAt'),
          className: 'cell-nowrap',
          value: (row) => instant(row.takenAt),
          render: (_, row) => (row.composite ? periodOf(row.composite) : taken(row.takenAt)),
        },
        { title: t('field.sensor'), value: (row) => t(`sensor.${row.sensor}`) },
        { title: t('field.collection'), value: (row) => row.collection },
        { title: t('field.gsd'), value: (row) => row.gsd, render: (_, row) => metres(row.gsd) },
        {
          title: t('field.cloud'),
          value: (row) => row.cloudShare,
          render: (_, row) => percent(row.cloudShare),
        },
        {
          title: t('field.size'),
          value: (row) => row.size,
          render: (_, row) => (row.size ? formatBytes(row.size) : '—'),
        },
        { title: t('field.by'), value: (row) => row.byName },
      ]}
    />
  );
}
