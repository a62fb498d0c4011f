import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MapApp } from './app.tsx';
import { Texts } from './texts.tsx';

export function startMap(root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <Texts>
        <MapApp />
      </Texts>
    </StrictMode>,
  );
}
