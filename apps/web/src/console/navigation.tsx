import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { type May, useMay, useText } from '@tarim/ui';
import { Menu } from 'antd';
import { type MouseEvent, type ReactNode, useMemo } from 'react';
import type { ConsoleMenuItem } from './face.ts';
import { faces } from './modules.ts';

const GROUPS: readonly { key: ConsoleMenuItem['group']; title: string }[] = [
  { key: 'live', title: 'groups.monitoring' },
  { key: 'judge', title: 'groups.judging' },
  { key: 'tasks', title: 'groups.tasks' },
  { key: 'network', title: 'groups.network' },
  { key: 'registry', title: 'groups.registry' },
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

export function Navigation({ onGo }: { onGo: () => void }): ReactNode {
  const t = useText('console');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const items = useMenu();
  const here = items
    .map((item) => item.path)
    .filter((path) => path === pathname || (path !== '/' && pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.length - a.length)[0];
  return (
    <nav aria-label={t('shell.navigation')}>
      <Menu
        theme="dark"
        mode="inline"
        selectedKeys={here ? [here] : []}
        onClick={({ key }) => {
          onGo();
          void navigate({ to: key as string });
        }}
        items={GROUPS.map((group) => ({
          type: 'group' as const,
          key: group.key,
          label: t(group.title),
          children: items
            .filter((item) => item.group === group.key)
            .map((item) => ({
              key: item.path,
              label: (
                <Link to={item.path as string} tabIndex={-1} onClick={leaveToMenu}>
                  {t(item.title)}
                </Link>
              ),
            })),
        })).filter((group) => group.children.length > 0)}
      />
    </nav>
  );
}
