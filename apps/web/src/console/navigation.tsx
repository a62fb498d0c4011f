import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { type May, useMay, useText } from '@tarim/ui';
import { Menu } from 'antd';
import { type MouseEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import type { ConsoleMenuItem } from './face.ts';
import { faces } from './modules.ts';

const GROUPS: readonly { key: ConsoleMenuItem['group']; title: string }[] = [
  { key: 'live', title: 'groups.monitoring' },
  { key: 'map', title: 'groups.map' },
  { key: 'redline', title: 'groups.redline' },
  { key: 'alarm', title: 'groups.alarms' },
  { key: 'tasks', title: 'groups.tasks' },
  { key: 'enforcement', title: 'groups.enforcement' },
  { key: 'radiation', title: 'groups.radiation' },
  { key: 'quality', title: 'groups.quality' },
  { key: 'judge', title: 'groups.judging' },
  { key: 'network', title: 'groups.network' },
  { key: 'sources', title: 'groups.sources' },
  { key: 'registry', title: 'groups.registry' },
  { key: 'data', title: 'groups.data' },
  { key: 'system', title: 'groups.system' },
];

const ALL = faces.flatMap((face) =>
  face.menu.map((item) => ({ ...item, title: `${face.name}:${item.title}` })),
);

const allowed = (item: ConsoleMenuItem, may: May): boolean =>
  item.action === undefined || [item.action].flat().some((action) => may(action));

/** Entries that the signed-in person has any use for. */
export function useMenu(): readonly ConsoleMenuItem[] {
  const may = useMay();
  return useMemo(() => ALL.filter((item) => allowed(item, may)), [may]);
}

/** The page that somebody without the overview begins with; null when the person has no page at all. */
export function useStart(): string | null {
  const items = useMenu();
  return (items.find((item) => item.path === '/') ?? items[0])?.path ?? null;
}

/** Whether the address is an entry of the menu that is not for this person: what it asks for would only be refused. */
export function useClosed(pathname: string): boolean {
  const may = useMay();
  const item = ALL.find((one) => one.path === pathname);
  return item !== undefined && !allowed(item, may);
}

/** A plain click is the menu's, by mouse or keyboard; one that opens a new tab is the browser's. */
function leaveToMenu(event: MouseEvent): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) event.stopPropagation();
  else event.preventDefault();
}

const FEW = 2;
const FEW_PAGES = 14;
const KEPT = 'tarim.menu';

/**
 * Groups that are unfolded: those a person left so, and that of the page. Who has few pages sees them all.
 * @returns null: all of them
 */
function useOpen(
  here: string | undefined,
  all: boolean,
): readonly [string[] | null, (keys: string[]) => void] {
  const [open, setOpen] = useState<string[]>(() => kept());
  useEffect(() => {
    if (here) setOpen((before) => (before.includes(here) ? before : [...before, here]));
  }, [here]);
  const keep = (keys: string[]) => {
    setOpen(keys);
    globalThis.localStorage?.setItem(KEPT, JSON.stringify(keys));
  };
  return [all ? null : open, keep];
}

function kept(): string[] {
  try {
    const keys: unknown = JSON.parse(globalThis.localStorage?.getItem(KEPT) ?? '');
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : ['live'];
  } catch {
    return ['live'];
  }
}

export function Navigation({ onGo }: { onGo: () => void }): ReactNode {
  const t = useText('console');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const items = useMenu();
  const here = items
    .map((item) => item.path)
    .filter((path) => path === pathname || (path !== '/' && pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.length - a.length)[0];
  const groups = GROUPS.map((group) => ({
    ...group,
    items: items.filter((item) => item.group === group.key),
  })).filter((group) => group.items.length > 0);
  const [open, setOpen] = useOpen(
    items.find((item) => item.path === here)?.group,
    groups.length <= FEW || items.length <= FEW_PAGES,
  );
  return (
    <nav aria-label={t('shell.navigation')}>
      <Menu
        theme="dark"
        mode="inline"
        // Links of folded groups are in the page too: for its search and for who reads it by ear.
        forceSubMenuRender
        inlineIndent={16}
        selectedKeys={here ? [here] : []}
        openKeys={open ?? groups.map((group) => group.key)}
        onOpenChange={setOpen}
        onClick={({ key }) => {
          onGo();
          void navigate({ to: key as string });
        }}
        items={groups.map((group) => ({
          key: group.key,
          label: t(group.title),
          children: group.items.map((item) => ({
            key: item.path,
            label: (
              <Link to={item.path as string} tabIndex={-1} onClick={leaveToMenu}>
                {t(item.title)}
              </Link>
            ),
          })),
        }))}
      />
    </nav>
  );
}
