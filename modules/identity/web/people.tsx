import { Page, useText } from '@tarim/ui';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { Keys } from './keys.tsx';
import { PeopleTable } from './people-table.tsx';

/** People and ingest keys of the units that the reader administers. */
export default function PeoplePage(): ReactNode {
  const t = useText('identity');
  return (
    <Page title={t('people.peopleAndKeys')} note={t('people.ofYourUnits')}>
      <Tabs
        items={[
          { key: 'people', label: t('people.people'), children: <PeopleTable /> },
          { key: 'keys', label: t('people.apiKeys'), children: <Keys /> },
        ]}
      />
    </Page>
  );
}
