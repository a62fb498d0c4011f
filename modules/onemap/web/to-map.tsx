import { useText } from '@tarim/ui';
import type { ReactNode } from 'react';

/** The map within the console. It is a face of its own, which loads without the console's libraries. */
export default function MapPage(): ReactNode {
  const t = useText('onemap');
  return (
    <section className="page">
      <h3 style={{ margin: '0 0 8px', display: 'flex', justifyContent: 'space-between' }}>
        {t('menu.map')}
        <a href="/map" target="_blank" rel="noreferrer">
          {t('menu.open')}
        </a>
      </h3>
      <iframe
        title={t('menu.map')}
        src="/map"
        style={{ width: '100%', height: 'calc(100vh - 140px)', minHeight: 420, border: 0, borderRadius: 12 }}
      />
    </section>
  );
}
