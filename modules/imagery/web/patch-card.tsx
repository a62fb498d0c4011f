import { formatNumber, formatTime, useText } from '@tarim/ui';
import { Button, Card } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ChangeRun } from '../contract.ts';
import { Chip, hectares } from './words.tsx';

export interface ChangeFeature {
  readonly id: number;
  readonly geometry: GeoJSON.Polygon;
  readonly properties: {
    readonly ref: string;
    readonly class: string | null;
    readonly classConfidence: number;
    readonly confidence: number;
    readonly areaM2: number;
    readonly lon: number;
    readonly lat: number;
    readonly elongation: number;
    readonly rule: string | null;
    readonly indexChange: Readonly<Record<string, number>>;
  };
}

/** A patch before and after: two pictures of the same box, cell on cell. */
export function PatchCard({
  run,
  feature,
  style,
  onClose,
}: {
  run: ChangeRun;
  feature: ChangeFeature;
  style: string | undefined;
  onClose: () => void;
}): ReactNode {
  const t = useText('imagery');
  const box = around(feature.geometry);
  const { properties } = feature;
  const look = style ? { style } : {};
  const card = useRef<HTMLDivElement>(null);
  const { id } = feature;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another patch was chosen, perhaps far below in the list
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to clean up.
    card.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [id]);
  return (
    <Card
      ref={card}
      size="small"
      style={{ marginTop: 12 }}
      title={`${t('patch.number')} ${feature.id + 1} · ${t(`class.${properties.class ?? 'none'}`)} · ${hectares(properties.areaM2)}`}
      extra={
        <Button type="text" size="small" onClick={onClose}>
          {t('patch.close')}
        </Button>
      }
    >
      <div
        style={{
          display: 'grid',
          gap: 12,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
        }}
      >
        {(['before', 'after'] as const).map((date) => (
          <figure key={date} style={{ margin: 0 }}>
            <Chip
              id={run[date].id}
              box={box}
              size={512}
              alt={`${t(`field.${date}`)} ${formatTime(run[date].takenAt, 'date')}`}
              width="100%"
              {...look}
            />
            <figcaption className="muted">
              {t(`field.${date}`)} · {formatTime(run[date].takenAt, 'date')}
            </figcaption>
          </figure>
        ))}
        <dl style={{ margin: 0 }}>
          {Object.entries(properties.indexChange).map(([name, change]) => (
            <div key={name} style={{ display: 'flex', justifyContent: 'space-between' }}>
              <dt>Δ{name.toUpperCase()}</dt>
              <dd style={{ margin: 0 }}>{formatNumber(change, 3)}</dd>
            </div>
          ))}
          <div style={{ display: 'flex', justifyContent: 'space-between' }}>
            <dt>{t('patch.elongation')}</dt>
            <dd style={{ margin: 0 }}>{formatNumber(properties.elongation, 1)}</dd>
          </div>
          <p className="muted" style={{ marginTop: 8 }}>
            {properties.rule ? t(`rule.${properties.rule}`) : t('rule.none')}
          </p>
        </dl>
      </div>
    </Card>
  );
}

/** Twice as wide as the patch on each side, and never too small to be recognised. */
const LEAST_DEGREES = 0.004;

function around({ coordinates }: GeoJSON.Polygon): [number, number, number, number] {
  const ring = coordinates[0] ?? [];
  const [xs, ys] = [ring.map(([x]) => x!), ring.map(([, y]) => y!)];
  const [w, s, e, n] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const shrink = Math.cos((((s + n) / 2) * Math.PI) / 180);
  const half = Math.max((e - w) * shrink, n - s, LEAST_DEGREES);
  const [x, y] = [(w + e) / 2, (s + n) / 2];
  return [x - half / shrink, y - half, x + half / shrink, y + half];
}
