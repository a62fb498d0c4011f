import { portalMeta } from '@tarim/disclosure/contract';
import { useLoad } from '@tarim/ui/light';
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { type Language, useI18n } from './i18n.tsx';
import { AirPage } from './pages/air.tsx';
import { A, useLocation } from './route.tsx';

export interface PageProps {
  readonly url: URL;
  /** What the pattern's group caught. */
  readonly id: string;
}

const page = (load: () => Promise<{ default: ComponentType<PageProps> }>) => lazy(load);
const PAGES: readonly [RegExp, ComponentType<PageProps>][] = [
  [/^\/$/, AirPage],
  [/^\/(?:city|air)\/(\w+)$/, page(() => import('./pages/city.tsx'))],
  [/^\/station\/(\d+)$/, page(() => import('./pages/station.tsx'))],
  [/^\/enterprises$/, page(() => import('./pages/enterprises.tsx'))],
  [/^\/enterprises\/(\d+)$/, page(() => import('./pages/enterprise.tsx'))],
  [/^\/water$/, page(() => import('./pages/water.tsx'))],
  [/^\/trace\/rollup$/, page(() => import('./pages/trace-rollup.tsx'))],
  [/^\/trace\/record$/, page(() => import('./pages/trace-record.tsx'))],
  [/^\/frame\/(\d+)$/, page(() => import('./pages/frame.tsx'))],
  [/^\/about$/, page(() => import('./pages/about.tsx'))],
];

/** Frame of the portal: name, pages, language, and plainly what is simulated. */
export function App(): ReactNode {
  const { t, language, setLanguage } = useI18n();
  const url = useLocation();
  const meta = useLoad(portalMeta);
  const found = PAGES.map(([pattern, Page]) => ({ match: pattern.exec(url.pathname), Page })).find(
    (one) => one.match,
  );
  const Page = found?.Page ?? AirPage;
  const links: readonly [string, Parameters<typeof t>[0]][] = [
    ['/', 'air'],
    ['/enterprises', 'enterprises'],
    ['/water', 'water'],
    ['/about', 'about'],
  ];
  return (
    <>
      <header className="head">
        <div className="wrap head-row">
          <A href="/" className="brand">
            <strong>塔里木</strong> <span>{t('title')}</span>
          </A>
          <nav>
            {links.map(([href, key]) => (
              <A
                key={href}
                href={href}
                aria-current={
                  href === '/'
                    ? url.pathname === '/'
                      ? 'page'
                      : undefined
                    : url.pathname.startsWith(href)
                      ? 'page'
                      : undefined
                }
              >
                {t(key)}
              </A>
            ))}
          </nav>
          <select
            aria-label="Language"
            value={language}
            onChange={(event) => setLanguage(event.target.value as Language)}
          >
            <option value="zh-CN">中文</option>
            <option value="en">English</option>
            <option value="ug">ئۇيغۇرچە</option>
          </select>
          <a className="muted" href="/console">
            {t('console')}
          </a>
        </div>
      </header>
      {meta.data?.simulated ? (
        <div className="banner" role="note">
          {t('simulatedBanner')}
        </div>
      ) : null}
      <main className="wrap">
        <Suspense fallback={<div className="skeleton" style={{ height: 320 }} />}>
          <Page key={url.pathname + url.search} url={url} id={found?.match?.[1] ?? ''} />
        </Suspense>
      </main>
      <footer className="wrap muted">
        {t('beijing')} · Apache-2.0 · <A href="/about">{t('about')}</A>
      </footer>
    </>
  );
}
