import { portalMeta } from '@tarim/disclosure/contract';
import { LANGUAGE_NAMES, UI_LANGUAGES, useLoad, useRegion } from '@tarim/ui/light';
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { type Language, useI18n } from './i18n.ts';
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
  [/^\/radiation$/, page(() => import('./pages/radiation.tsx'))],
  [/^\/electromagnetic$/, page(() => import('./pages/electromagnetic.tsx'))],
  [/^\/electromagnetic-receipt$/, page(() => import('./pages/electromagnetic-receipt.tsx'))],
  [/^\/trace\/city$/, page(() => import('./pages/city-trace.tsx'))],
  [/^\/trace\/rollup$/, page(() => import('./pages/trace-rollup.tsx'))],
  [/^\/trace\/record$/, page(() => import('./pages/trace-record.tsx'))],
  [/^\/frame\/(\d+)$/, page(() => import('./pages/frame.tsx'))],
  [/^\/data$/, page(() => import('./pages/data.tsx'))],
  [/^\/data-request$/, page(() => import('./pages/data-request.tsx'))],
  [/^\/data-receipt$/, page(() => import('./pages/data-receipt.tsx'))],
  [/^\/data\/([a-z0-9-]+)$/, page(() => import('./pages/data-entry.tsx'))],
  [/^\/draws$/, page(() => import('./pages/draws.tsx'))],
  [/^\/draws\/(\d+)$/, page(() => import('./pages/draw.tsx'))],
  [/^\/decisions$/, page(() => import('./pages/decisions.tsx'))],
  [/^\/verify$/, page(() => import('./pages/verify.tsx'))],
  [/^\/positive$/, page(() => import('./pages/positive.tsx'))],
  [/^\/compensations$/, page(() => import('./pages/compensations.tsx'))],
  [/^\/reports$/, page(() => import('./pages/reports.tsx'))],
  [/^\/report$/, page(() => import('./pages/report.tsx'))],
  [/^\/report-receipt$/, page(() => import('./pages/report-receipt.tsx'))],
  [/^\/permits$/, page(() => import('./pages/permits.tsx'))],
  [/^\/about$/, page(() => import('./pages/about.tsx'))],
];

const LINKS = [
  ['/', 'air'],
  ['/enterprises', 'enterprises'],
  ['/water', 'water'],
  ['/radiation', 'radiation'],
  ['/electromagnetic', 'emf'],
  ['/draws', 'draws'],
  ['/decisions', 'decisions'],
  ['/positive', 'positive'],
  ['/compensations', 'compensations'],
  ['/reports', 'reports'],
  ['/permits', 'permits'],
  ['/data', 'data'],
  ['/about', 'about'],
] as const;

/** Frame of the portal: name, pages, language, and plainly what is simulated. */
export function App(): ReactNode {
  const { t, n, language, setLanguage } = useI18n();
  const url = useLocation();
  const meta = useLoad(portalMeta);
  const region = useRegion();
  const found = PAGES.map(([pattern, Page]) => ({ match: pattern.exec(url.pathname), Page })).find(
    (one) => one.match,
  );
  const Page = found?.Page ?? AirPage;
  const isHere = (href: string) =>
    href === '/' ? /^\/($|city|air|station|trace\/city)/.test(url.pathname) : url.pathname.startsWith(href);
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="head">
        <div className="wrap head-row">
          <A href="/" className="brand">
            <strong>塔里木</strong>
            <span className="brand-words">
              {region ? <span className="brand-region">{n(region.names)} · </span> : null}
              {t('title')}
            </span>
          </A>
          <nav aria-label={t('menu')}>
            {LINKS.map(([href, key]) => (
              <A key={href} href={href} aria-current={isHere(href) ? 'page' : undefined}>
                {t(key)}
              </A>
            ))}
          </nav>
          <div className="head-end">
            <select
              aria-label="Language"
              value={language}
              onChange={(event) => setLanguage(event.target.value as Language)}
            >
              {UI_LANGUAGES.map((one) => (
                <option key={one} value={one} lang={one}>
                  {LANGUAGE_NAMES[one]}
                </option>
              ))}
            </select>
            <a className="muted" href="/console">
              {t('console')}
            </a>
          </div>
        </div>
      </header>
      {meta.data?.simulated ? (
        <div className="banner" role="note">
          {t('simulatedBanner')}
        </div>
      ) : null}
      <main className="wrap" id="content">
        <Suspense fallback={<div className="skeleton" style={{ height: 320 }} />}>
          <Page key={url.pathname + url.search} url={url} id={found?.match?.[1] ?? ''} />
        </Suspense>
      </main>
      <footer className="wrap muted">
        {region ? `${n(region.time.note)} · ` : ''}Apache-2.0 · <A href="/about">{t('about')}</A>
      </footer>
    </>
  );
}
