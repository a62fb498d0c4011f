import type { RouteDef } from '@tarim/platform/contract';
import { TreeSelect } from 'antd';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { useName, useText } from './language.tsx';
import { useRouteQuery } from './query.tsx';
import { childrenOf, lineOf, type UnitEntry, type UnitNode } from './unit-tree.ts';

type UnitsRoute = RouteDef<undefined, undefined, undefined, undefined>;
const Source = createContext<UnitsRoute | null>(null);

/** Gives pages the route that lists the administrative units; it is asked when a page first shows one. */
export function UnitsProvider({ route, children }: { route: unknown; children: ReactNode }): ReactNode {
  return <Source.Provider value={route as UnitsRoute}>{children}</Source.Provider>;
}

const NONE: readonly UnitEntry[] = [];
/** Units change with the region pack: once an hour is often enough. */
const FRESH_MS = 3_600_000;
const NO_ROUTE: UnitsRoute = { id: 'none', method: 'GET', path: '/', summary: '', access: 'public' };

/** All units of both hierarchies in the order of the region pack; empty until they are there. */
export function useUnits(): readonly UnitEntry[] {
  const route = useContext(Source);
  const query = useRouteQuery(route ?? NO_ROUTE, {}, { enabled: route !== null, refetchMs: FRESH_MS });
  return (query.data as unknown as { units: readonly UnitEntry[] } | undefined)?.units ?? NONE;
}

/** `name('/650000/650100/')` is 乌鲁木齐市; `name(path, 'line')` has the units above it too. The path until it is known. */
export function useUnitName(): (path: string, form?: 'name' | 'line') => string {
  const t = useText('ui');
  const units = useUnits();
  const nameOf = useName();
  const known = useMemo(() => new Map(units.map((unit) => [unit.path, unit])), [units]);
  return useCallback(
    (path, form = 'name') => {
      if (path === '/') return t('units.all');
      const line = lineOf(known, path);
      if (line.length === 0) return path;
      const shown = form === 'line' ? line : line.slice(-1);
      return shown.map((unit) => nameOf(unit.names)).join(' · ');
    },
    [known, nameOf, t],
  );
}

interface Option {
  readonly value: string;
  readonly title: string;
  /** How it stands in the closed field: with the units above it. */
  readonly line: string;
  /** What typing finds: names in all languages and the code. */
  readonly search: string;
  readonly disabled: boolean;
  readonly children?: Option[];
}

/** A unit out of both hierarchies, found by name or code. Its value is the unit's path. */
export function UnitSelect({
  value,
  onChange,
  everywhere = false,
  may = () => true,
  ...rest
}: {
  value?: string;
  onChange?: (path: string | undefined) => void;
  /** Offers `/`, which is both hierarchies. */
  everywhere?: boolean;
  /** Units that may be chosen; others stand there to find the way. */
  may?: (path: string) => boolean;
  id?: string;
  placeholder?: string;
  allowClear?: boolean;
  disabled?: boolean;
  style?: React.CSSProperties;
  'aria-label'?: string;
}): ReactNode {
  const t = useText('ui');
  const units = useUnits();
  const nameOf = useName();
  const unitName = useUnitName();
  const tree = useMemo(() => {
    const option = ({ unit, children }: UnitNode): Option => ({
      value: unit.path,
      title: nameOf(unit.names),
      line: unitName(unit.path, 'line'),
      search: [unit.code, unit.names.zh, unit.names.en, unit.names.ug].join(' ').toLowerCase(),
      disabled: !may(unit.path),
      ...(children.length > 0 ? { children: children.map(option) } : {}),
    });
    const roots = childrenOf(units).map(option);
    const all = t('units.all');
    const root = { value: '/', title: all, line: all, search: `/ ${all}`, disabled: !may('/') };
    return everywhere ? [root, ...roots] : roots;
  }, [units, everywhere, may, nameOf, unitName, t]);
  return (
    <TreeSelect<string>
      showSearch={{
        filterTreeNode: (typed, node) =>
          (node as unknown as Option).search.includes(typed.trim().toLowerCase()),
      }}
      style={{ width: '100%' }}
      popupMatchSelectWidth={320}
      treeData={tree}
      treeDefaultExpandedKeys={value ? [value] : []}
      treeNodeLabelProp="line"
      placeholder={t('units.choose')}
      notFoundContent={t('units.none')}
      {...rest}
      value={value}
      onChange={(path) => onChange?.(path)}
    />
  );
}
