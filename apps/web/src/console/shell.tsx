import { useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useMatches } from '@tanstack/react-router';
import { me as meRoute, signOut } from '@tarim/identity/contract';
import { call } from '@tarim/platform/contract';
import { listUnits } from '@tarim/region/contract';
import {
  LanguageSwitch,
  SessionProvider,
  TroubleBanner,
  UnitsProvider,
  useLanguage,
  useRouteQuery,
  useSession,
  useText,
} from '@tarim/ui';
import { Button, Drawer, Dropdown, Grid, Layout, Result, Spin, Tag } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Navigation, useClosed, useStart } from './navigation.tsx';
import './shell.css';

const InboxBell = lazy(() => import('@tarim/duty/web/inbox-bell'));
const SignIn = lazy(() => import('@tarim/identity/web/sign-in'));

/** Posts may change and sessions end while a page is open: who is signed in is asked again now and then. */
const ASK_AGAIN_MS = 60_000;

/** Frame of the console: who is signed in, the menu of what he may do, the page. */
export function Shell(): ReactNode {
  const t = useText('console');
  const query = useRouteQuery(meRoute, {}, { refetchMs: ASK_AGAIN_MS });
  useEffect(() => {
    document.title = t('shell.pageTitle');
  }, [t]);
  if (query.isPending) return <Spin fullscreen />;
  if (!query.data || query.error) {
    return (
      <Suspense fallback={<Spin fullscreen />}>
        <SignIn onDone={() => query.refetch()} />
      </Suspense>
    );
  }
  return (
    <SessionProvider session={query.data}>
      <UnitsProvider route={listUnits}>
        <Inside />
      </UnitsProvider>
    </SessionProvider>
  );
}

function Inside(): ReactNode {
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, setOpen] = useState(false);
  const t = useText('console');
  const { direction } = useLanguage();
  const { simulated } = useSession();
  const menu = <Navigation onGo={() => setOpen(false)} />;
  return (
    <Layout className="shell">
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      {wide ? (
        <Layout.Sider width={210} style={{ position: 'sticky', top: 0, height: '100vh', overflow: 'auto' }}>
          <Brand />
          {menu}
        </Layout.Sider>
      ) : (
        <Drawer
          placement={direction === 'rtl' ? 'right' : 'left'}
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
          {simulated ? <Tag color="orange">{t('shell.simulatedData')}</Tag> : null}
          <span className="grow" />
          <Suspense fallback={null}>
            <InboxBell />
          </Suspense>
          <LanguageSwitch />
          <Person />
        </Layout.Header>
        <TroubleBanner />
        <Layout.Content className="content" id="content" tabIndex={-1}>
          <Suspense fallback={<Spin />}>
            <Content />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

/** The page, or the way to one: a start page that is not for this person leads on to the first that is. */
function Content(): ReactNode {
  const t = useText('console');
  // The page that is shown, which while the next one loads is not the one of the address.
  const pathname = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? '/' });
  const start = useStart();
  const closed = useClosed(pathname);
  if (!closed) return <Outlet />;
  if (start === null)
    return <Result status="info" title={t('shell.noPost')} subTitle={t('shell.noPostHint')} />;
  if (pathname === '/') return <Navigate to={start as string} replace />;
  return (
    <Result
      status="403"
      title={t('shell.notForYou')}
      subTitle={t('shell.notForYouHint')}
      extra={<Link to={start as string}>{t('shell.toStart')}</Link>}
    />
  );
}

function Person(): ReactNode {
  const t = useText('console');
  const { name } = useSession();
  const client = useQueryClient();
  const leave = async () => {
    await call(signOut, { body: {} });
    client.clear();
    location.assign('/console');
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'account', label: <Link to={'/account' as string}>{t('shell.myAccount')}</Link> },
          { key: 'portal', label: <a href="/">{t('shell.publicPortal')}</a> },
          { key: 'leave', label: t('shell.signOut'), onClick: leave },
        ],
      }}
    >
      <Button type="text" className="person">
        {name}
      </Button>
    </Dropdown>
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
