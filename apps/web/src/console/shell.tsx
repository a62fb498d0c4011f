import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { me as meRoute, signOut } from '@tarim/identity/contract';
import { call } from '@tarim/platform/contract';
import { useLanguage, useRouteQuery, useText } from '@tarim/ui';
import { Button, Drawer, Dropdown, Grid, Layout, Menu, Spin, Tag } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ConsoleMenuItem } from './face.ts';
import { faces } from './modules.ts';

const SignIn = lazy(() => import('@tarim/identity/web/sign-in'));

const GROUPS: readonly { key: ConsoleMenuItem['group']; title: string }[] = [
  { key: 'live', title: 'groups.monitoring' },
  { key: 'judge', title: 'groups.judging' },
  { key: 'registry', title: 'groups.registry' },
  { key: 'system', title: 'groups.system' },
];

/** Frame of the console: who is signed in, the menu of what he may do, the page. */
export function Shell(): ReactNode {
  const query = useRouteQuery(meRoute);
  if (query.isPending) return <Spin fullscreen />;
  if (!query.data || query.error) {
    return (
      <Suspense fallback={<Spin fullscreen />}>
        <SignIn onDone={() => query.refetch()} />
      </Suspense>
    );
  }
  return <Inside name={query.data.name} actions={new Set(query.data.actions)} />;
}

function Inside({ name, actions }: { name: string; actions: ReadonlySet<string> }): ReactNode {
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, setOpen] = useState(false);
  const t = useText('console');
  const { language, setLanguage } = useLanguage();
  const client = useQueryClient();
  const leave = async () => {
    await call(signOut, { body: {} });
    client.clear();
    location.assign('/console');
  };
  const menu = <Navigation actions={actions} onGo={() => setOpen(false)} />;
  return (
    <Layout className="shell">
      {wide ? (
        <Layout.Sider width={210} style={{ position: 'sticky', top: 0, height: '100vh', overflow: 'auto' }}>
          <Brand />
          {menu}
        </Layout.Sider>
      ) : (
        <Drawer
          placement="left"
          open={open}
          onClose={() => setOpen(false)}
          size={230}
          styles={{ body: { padding: 0, background: '#0d3a44' } }}
          closable={false}
        >
          <Brand />
          {menu}
        </Drawer>
      )}
      <Layout>
        <Layout.Header className="top">
          {wide ? null : (
            <Button aria-label={t('shell.menu')} onClick={() => setOpen(true)}>
              ☰
            </Button>
          )}
          <Tag color="orange">{t('shell.simulatedData')}</Tag>
          <span className="grow" />
          <Button type="text" onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}>
            {t('shell.otherLanguage')}
          </Button>
          <Dropdown
            menu={{
              items: [
                {
                  key: 'account',
                  label: <Link to={'/account' as string}>{t('shell.myAccount')}</Link>,
                },
                { key: 'portal', label: <a href="/">{t('shell.publicPortal')}</a> },
                { key: 'leave', label: t('shell.signOut'), onClick: leave },
              ],
            }}
          >
            <Button type="text">{wide ? name : name.slice(0, 4)}</Button>
          </Dropdown>
        </Layout.Header>
        <Layout.Content className="content">
          <Suspense fallback={<Spin />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function Brand(): ReactNode {
  const t = useText('console');
  return (
    <div className="brand">
      {t('shell.product')}
      <small>{t('shell.tagline')}</small>
    </div>
  );
}

function Navigation({ actions, onGo }: { actions: ReadonlySet<string>; onGo: () => void }): ReactNode {
  const t = useText('console');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const items = faces
    .flatMap((face) => face.menu.map((item) => ({ ...item, title: `${face.name}:${item.title}` })))
    .filter((item) => !item.action || actions.has(item.action));
  const here = items
    .map((item) => item.path)
    .filter((path) => path === pathname || (path !== '/' && pathname.startsWith(path)))
    .sort((a, b) => b.length - a.length)[0];
  return (
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
          .map((item) => ({ key: item.path, label: t(item.title) })),
      })).filter((group) => group.children.length > 0)}
    />
  );
}
