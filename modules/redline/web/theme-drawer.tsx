import { formatNumber, formatPercent, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { Descriptions, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { getThemeObject, type ThemeFacts } from '../contract.ts';
import { hectares } from './words.tsx';

const NONE: readonly never[] = [];
const METRES = ['dryBeachM', 'damCrestM', 'distanceToWaterM', 'redlineDownstreamM'] as const;

/** An object of a register with what is kept of it and all looks at it. */
export function ThemeDrawer({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  const query = useRouteQuery(getThemeObject, { params: { id } });
  const found = query.data?.object.id === id ? query.data : undefined;
  return (
    <Drawer
      open
      size="large"
      title={found ? `${found.object.code} ${found.object.name}` : ''}
      onClose={onClose}
    >
      <QueryState query={query}>
        {found ? (
          <>
            <ColouredMap
              areas={NONE}
              legend={[]}
              site={found.geometry as ShownArea}
              nearest={15}
              height={320}
            />
            <Descriptions
              column={1}
              size="small"
              style={{ marginTop: 12 }}
              items={[
                { key: 't', label: t('field.theme'), children: t(`theme.${found.object.theme}`) },
                { key: 'u', label: t('field.unit'), children: unitName(found.object.unitPath, 'line') },
                ...factsOf(found.object.facts, t),
              ]}
            />
            <h4>{t('themes.looks')}</h4>
            <ul className="steps">
              {[...found.history].reverse().map((one) => (
                <li key={`${one.on}${one.areaM2}`}>
                  {one.on} · {hectares(one.areaM2)} · {t('themes.water')} {formatPercent(one.waterShare)} ·{' '}
                  <span className="muted">{one.by}</span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </QueryState>
    </Drawer>
  );
}

function factsOf(facts: ThemeFacts, t: ReturnType<typeof useText>) {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['owner', facts.owner],
    ['grade', facts.grade === undefined ? undefined : String(facts.grade)],
    ['operation', facts.operation && t(`operation.${facts.operation}`)],
    ...METRES.map(
      (key) => [key, facts[key] === undefined ? undefined : `${formatNumber(facts[key], 1)} m`] as const,
    ),
    ['homesDownstream', facts.homesDownstream === undefined ? undefined : String(facts.homesDownstream)],
    ['protectionZone', facts.protectionZone && t(`waterZone.${facts.protectionZone}`)],
    ['sourceName', facts.sourceName],
    ['note', facts.note],
  ];
  return lines.flatMap(([key, children]) =>
    children === undefined ? [] : [{ key, label: t(`facts.${key}`), children }],
  );
}
