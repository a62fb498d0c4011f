import { type StyleName, scenesAt } from '@tarim/imagery/contract';
import { QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { PatchDetail } from '../../contract.ts';
import { Lapse } from './lapse.tsx';
import { pairOf, type Shape, squareAround } from './square.ts';
import { Strip } from './strip.tsx';
import { Swipe } from './swipe.tsx';

/** What looks most like the ground, first. */
const FIRST: readonly string[] = ['true-colour', 'false-colour'];

/** 影像对照: the ground before and after, swiped; all dates as a strip, one after the other on demand. */
export function PatchImages({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const shape = detail.geometry as Shape;
  const square = useMemo(() => squareAround(shape), [shape]);
  const query = useRouteQuery(scenesAt, { query: { bbox: square.text, limit: 40 } });
  const scenes = query.data?.scenes ?? [];
  // A composite shows no day, so that it is no step of time.
  const dated = useMemo(() => scenes.filter(({ composite }) => !composite), [scenes]);
  const found = pairOf(scenes, detail);
  const [chosen, choose] = useState<{ before?: number; after?: number }>({});
  const [style, setStyle] = useState<StyleName | undefined>();
  const [playing, play] = useState(false);
  const by = (id: number | undefined) => scenes.find((one) => one.id === id);
  const before = by(chosen.before) ?? found.before;
  const after = by(chosen.after) ?? found.after;
  // Only what both can be drawn in; with one of them, what that can.
  const styles = (after?.styles ?? []).filter((one) => !before || before.styles.includes(one));
  const shown = styles.find((one) => one === style) ?? FIRST.find((one) => styles.includes(one)) ?? styles[0];
  return (
    <div className="card" style={{ marginBottom: 12 }} data-testid="redline-images">
      <h4>{t('images.title')}</h4>
      <QueryState query={query}>
        {scenes.length === 0 ? (
          <p className="muted">{t('images.none')}</p>
        ) : (
          <>
            <div className="toolbar">
              <Select
                aria-label={t('images.style')}
                value={shown as StyleName}
                onChange={setStyle}
                style={{ minWidth: 140 }}
                options={styles.map((value) => ({ value, label: t(`images.style.${value as StyleName}`) }))}
              />
              <Lapse
                scenes={dated}
                playing={playing}
                onPlay={play}
                onShow={(id) => choose((now) => ({ ...now, after: id }))}
              />
            </div>
            <Swipe
              square={square}
              shape={shape}
              outline={detail.outline as Shape | null}
              before={playing ? null : before}
              after={after}
              style={shown as StyleName}
            />
            <Strip
              scenes={scenes}
              square={square}
              style={shown as StyleName}
              before={before?.id ?? null}
              after={after?.id ?? null}
              onChoose={(change) => choose((now) => ({ ...now, ...change }))}
            />
          </>
        )}
      </QueryState>
    </div>
  );
}
