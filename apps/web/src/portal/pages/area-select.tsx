import { listUnits } from '@tarim/region/contract';
import { useLoad, useRegion } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';

/** Level below the root of a hierarchy: prefectures, divisions. */
const DEPTH = 2;

/** Choice of a prefecture or division, in the order and under the hierarchies of the region pack. */
export function AreaSelect({
  value,
  onChange,
}: {
  value: string;
  onChange: (path: string) => void;
}): ReactNode {
  const { t, n } = useI18n();
  const region = useRegion();
  const units = useLoad(listUnits).data?.units ?? [];
  const below = (root: string) =>
    units.filter(({ path }) => path.startsWith(`/${root}/`) && path.split('/').length === DEPTH + 2);
  return (
    <select aria-label={t('area')} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('allAreas')}</option>
      {region?.hierarchies.map(({ root, names }) => (
        <optgroup key={root} label={n(names)}>
          {below(root).map((unit) => (
            <option key={unit.code} value={unit.path}>
              {n(unit.names)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
