import { TextProvider } from '@tarim/ui/light';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { texts } from './i18n.ts';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <TextProvider texts={texts}>
      <App />
    </TextProvider>
  </StrictMode>,
);

// Where there is none (a private window), the face works with network only.
void navigator.serviceWorker?.register('/sw.js', { scope: '/field' }).catch(() => {});
