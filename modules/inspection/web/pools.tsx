import { Page, useText } from '@tarim/ui';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { Inspectors } from './inspectors.tsx';
import { Objects } from './objects.tsx';
import { SchemePanel } from './scheme.tsx';

/** 对象库、人员库与抽取方案. */
export default function PoolsPage(): ReactNode {
  const t = useText('inspection');
  return (
    <Page title={t('menu.pools')} note={t('pools.note')}>
      <Tabs
        destroyOnHidden
        items={[
          { key: 'objects', label: t('pools.objects'), children: <Objects /> },
          { key: 'inspectors', label: t('pools.inspectors'), children: <Inspectors /> },
          { key: 'scheme', label: t('pools.scheme'), children: <SchemePanel /> },
        ]}
      />
    </Page>
  );
}
