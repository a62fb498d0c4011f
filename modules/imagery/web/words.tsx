import { useQueryClient } from '@tanstack/react-query';
import { urlOf } from '@tarim/platform/contract';
import { formatTime, useLive, useText } from '@tarim/ui';
import { Progress, Tag, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { type ChangeRun, getChip, LIVE_IMAGERY, type Scene } from '../contract.ts';

const SCENE_COLOURS: Readonly<Record<Scene['state'], string>> = {
  queued: 'default',
  converting: 'processing',
  ready: 'success',
  failed: 'error',
};
const RUN_COLOURS: Readonly<Record<ChangeRun['state'], string>> = {
  waiting: 'default',
  running: 'processing',
  done: 'success',
  failed: 'error',
  cancelled: 'default',
};

/** What the rules take a change for, on maps. */
export const CLASS_COLOURS: Readonly<Record<string, string>> = {
  mining: '#8e1b16',
  road: '#4b5563',
  building: '#c2410c',
  photovoltaic: '#1d4ed8',
  farm: '#15803d',
  water: '#0891b2',
  bare: '#b45309',
  natural: '#9ca3af',
  none: '#7a2fb5',
};

export const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '—' : `${(100 * share).toFixed(1)}%`;
export const hectares = (m2: number): string => `${(m2 / 1e4).toFixed(2)} ha`;
/** With its year, which the short form leaves out: scenes of many years stand side by side. */
export const taken = (iso: string): string => formatTime(iso, 'full').slice(0, 16);
/** Metres of a cell as people say them. */
export const metres = (gsd: number | null): string =>
  gsd === null ? '—' : `${gsd >= 1 ? Math.round(gsd * 10) / 10 : Number(gsd.toPrecision(2))} m`;

/** Keeps pages true while scenes are converted and compared; tells whether news come. */
export function useImageryNews(): boolean {
  const client = useQueryClient();
  return useLive(
    [LIVE_IMAGERY],
    () =>
      void client.invalidateQueries({
        predicate: (query) => String(query.queryKey[0]).startsWith('imagery.'),
      }),
  );
}

export function SceneState({ scene }: { scene: Scene }): ReactNode {
  const t = useText('imagery');
  if (scene.state === 'converting')
    return <Progress size="small" percent={Math.round(scene.progress * 100)} style={{ minWidth: 110 }} />;
  const text = scene.composite && scene.state === 'queued' ? 'composite.queued' : `state.${scene.state}`;
  const tag = <Tag color={SCENE_COLOURS[scene.state]}>{t(text)}</Tag>;
  return scene.failure ? (
    <Tooltip title={`${scene.failure.message} (${scene.failure.code})`}>{tag}</Tooltip>
  ) : (
    tag
  );
}

/** Of comparisons of either kind. */
export function RunState({ run }: { run: Pick<ChangeRun, 'state' | 'progress' | 'failure'> }): ReactNode {
  const t = useText('imagery');
  if (run.state === 'running')
    return <Progress size="small" percent={Math.round(run.progress * 100)} style={{ minWidth: 110 }} />;
  const tag = <Tag color={RUN_COLOURS[run.state]}>{t(`run.${run.state}`)}</Tag>;
  return run.failure ? <Tooltip title={`${run.failure.message} (${run.failure.code})`}>{tag}</Tooltip> : tag;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('imagery');
  return when ? (
    <Tag color="orange" style={{ alignSelf: 'center' }}>
      {t('simulated')}
    </Tag>
  ) : null;
}

type Box = readonly [number, number, number, number];

/** A picture of a box of a scene. */
export function Chip({
  id,
  box,
  style,
  size = 256,
  alt,
  width,
}: {
  id: number;
  box: Box;
  style?: string;
  size?: number;
  alt: string;
  width: number | string;
}): ReactNode {
  const query = { bbox: box.map((one) => one.toFixed(7)).join(), size, ...(style ? { style } : {}) };
  return (
    <img
      src={urlOf(getChip, { id }, query)}
      alt={alt}
      loading="lazy"
      style={{ width, maxWidth: '100%', display: 'block', borderRadius: 6, background: '#e5ebea' }}
    />
  );
}
