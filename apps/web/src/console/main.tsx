import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { LanguageProvider, loadTexts, useLanguage } from '@tarim/ui';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import type { Locale } from 'antd/es/locale/index.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './console.css';
import { faces } from './modules.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, refetchOnWindowFocus: true } },
});

/** antd's locale files are typed as CommonJS; bundled they are modules. */
const localeOf = (module: unknown): Locale => (module as { default?: Locale }).default ?? (module as Locale);

function Themed(): ReactNode {
  const { language, direction } = useLanguage();
  return (
    // antd has no Uyghur: its own few words then stand in Chinese, from right to left.
    <ConfigProvider locale={localeOf(language === 'en' ? enUS : zhCN)} direction={direction} theme={theme}>
      <App>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}

const texts = await loadTexts(Object.fromEntries(faces.map((face) => [face.name, face.texts])));

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider texts={texts}>
      <QueryClientProvider client={client}>
        <Themed />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
