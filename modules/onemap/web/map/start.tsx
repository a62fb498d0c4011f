import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MapApp } from './app.tsx';
import { firstWords, Texts } from './texts.tsx';

export async function startMap(root: HTMLElement): Promise<void> {
  const first = await firstWords();
  createRoot(root).render(
    <StrictMode>
      <Texts first={first}>
        <MapApp />
      </Texts>
    </StrictMode>,
  );
}
