import { formatNumber, useName, useRouteQuery, useText } from '@tarim/ui';
import { Tag } from 'antd';
import { type ReactNode, useCallback, useMemo } from 'react';
import { type ActivityClass, type AreaType, listClasses, type PatchState } from '../contract.ts';
import { AREA_COLOURS, STATE_COLOURS } from './colours.ts';

/** Square metres as people of the field speak of them. */
export const km2 = (m2: number, digits = 2): string => `${formatNumber(m2 / 1e6, digits)} km²`;
export const hectares = (m2: number): string => `${formatNumber(m2 / 1e4, 2)} ha`;

/** `TB0000123`: as the server writes it. */
export const patchCode = (id: number): string => `TB${String(id).padStart(7, '0')}`;

export function StateTag({ state }: { state: PatchState }): ReactNode {
  const t = useText('redline');
  return <Tag color={STATE_COLOURS[state]}>{t(`state.${state}`)}</Tag>;
}

/** The type of an area beside its colour on the map. */
export function TypeTag({ type }: { type: AreaType }): ReactNode {
  const t = useText('redline');
  return (
    <Tag>
      <span
        aria-hidden
        style={{
          display: 'inline-block',
          width: 10,
          height: 10,
          borderRadius: 2,
          marginInlineEnd: 5,
          background: AREA_COLOURS[type],
        }}
      />
      {t(`type.${type}`)}
    </Tag>
  );
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('redline');
  return when ? (
    <Tag color="orange" style={{ alignSelf: 'center' }}>
      {t('simulated')}
    </Tag>
  ) : null;
}

const NONE: readonly ActivityClass[] = [];

/** Classes of human activity with their names; they are the project's own codes. */
export function useClasses(): {
  readonly classes: readonly ActivityClass[];
  readonly nameOf: (code: string | null) => string;
} {
  const said = useName();
  const classes = useRouteQuery(listClasses).data?.classes ?? NONE;
  const names = useMemo(() => new Map(classes.map((one) => [one.code, one.names])), [classes]);
  const nameOf = useCallback(
    (code: string | null) => {
      const known = code === null ? undefined : names.get(code);
      return known ? said(known) : (code ?? '—');
    },
    [names, said],
  );
  return { classes, nameOf };
}

/** Options of a field that chooses a class. */
export const classOptions = (classes: readonly ActivityClass[], nameOf: (code: string) => string) =>
  classes.map((one) => ({ value: one.code, label: `${one.code} ${nameOf(one.code)}` }));
