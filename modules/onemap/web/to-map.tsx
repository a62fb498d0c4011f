import { useText } from '@tarim/ui';
import { type ReactNode, useEffect } from 'react';

/** Leaves the console for the map, which loads without the console's libraries. */
export default function ToMap(): ReactNode {
  const t = useText('onemap');
  useEffect(() => location.replace('/map'), []);
  return (
    <section className="page">
      <h3>{t('menu.map')}</h3>
      <a href="/map">{t('menu.open')}</a>
    </section>
  );
}
