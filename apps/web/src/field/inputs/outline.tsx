import type { FieldItem } from '@tarim/platform/contract';
import { type ReactNode, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { Plan, ringsOf } from './plan.tsx';
import { usePosition } from './position.ts';

type Position = readonly [number, number];

/** 勾绘: corners by touching the plan or by standing on them. */
export function OutlineInput({
  label,
  item,
  value,
  onChange,
}: {
  label: string;
  item: FieldItem;
  value: unknown;
  onChange: (value: unknown) => void;
}): ReactNode {
  const { t } = useI18n();
  // Below three corners there is no outline yet; they are kept here until there is.
  const [corners, setCorners] = useState<readonly Position[]>(() => ringsOf(value)[0]?.slice(0, -1) ?? []);
  const here = usePosition(true);
  const set = (next: readonly Position[]) => {
    setCorners(next);
    onChange(next.length < 3 ? null : { type: 'Polygon', coordinates: [[...next, next[0]!]] });
  };
  return (
    <fieldset>
      <legend>{label}</legend>
      <Plan
        place={item.place}
        geometry={item.geometry}
        here={here}
        drawn={corners}
        onTap={(position) => set([...corners, position])}
      />
      <button type="button" disabled={!here} onClick={() => here && set([...corners, here.place])}>
        {t('outline.here')}
      </button>{' '}
      <button type="button" disabled={corners.length === 0} onClick={() => set(corners.slice(0, -1))}>
        {t('undo')}
      </button>{' '}
      <button type="button" disabled={corners.length === 0} onClick={() => set([])}>
        {t('clear')}
      </button>{' '}
      <span className="muted">{t('outline.is', { n: corners.length })}</span>
    </fieldset>
  );
}
