import { useText } from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { Checkbox } from 'antd';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { LAYER_COLOUR, LAYERS, type Layer, type Target } from './command-targets.ts';

/** 指挥地图: what is open and of today; layers can be hidden, a click opens the card. */
export function CommandMap({
  targets,
  onOpen,
  children,
}: {
  targets: readonly Target[];
  onOpen: (key: string) => void;
  /** The card, on the map. */
  children: ReactNode;
}): ReactNode {
  const t = useText('enforcement');
  const [layers, setLayers] = useState<Layer[]>([...LAYERS]);
  const shown = useMemo(() => targets.filter(({ layer }) => layers.includes(layer)), [targets, layers]);
  const points = useMemo(
    () =>
      shown.flatMap(({ lon, lat, colour, title, layer }, id) =>
        lon === null || lat === null ? [] : [{ id, lon, lat, colour, title, beat: layer === 'team' }],
      ),
    [shown],
  );
  const open = useCallback(
    (id: number) => {
      const target = shown[id];
      if (target) onOpen(target.key);
    },
    [shown, onOpen],
  );
  return (
    <div className="command-map">
      <PointMap points={points} height="100%" onSelect={open} note={t('command.mapNote')} />
      <div className="command-layers">
        <Checkbox.Group<Layer>
          aria-label={t('command.layers')}
          value={layers}
          onChange={setLayers}
          options={LAYERS.map((one) => ({
            value: one,
            label: (
              <>
                <i className="command-dot" style={{ background: LAYER_COLOUR[one] }} />
                {t(`command.layer.${one}`)}
              </>
            ),
          }))}
        />
      </div>
      {children}
    </div>
  );
}
