import { Page, useRouteQuery, useText } from '@tarim/ui';
import { Button, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPublicationPoints } from '../contract.ts';
import { type Change, ChangeDialog } from './change-dialog.tsx';
import { FactorsTab } from './factors-tab.tsx';
import { PointsTab } from './points-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';

/** What the portal shows: points and factors, what keeps something off it, who decided that, and the change of it. */
export default function PublicationPage(): ReactNode {
  const t = useText('disclosure');
  const [change, setChange] = useState<Change | null>(null);
  const counts = useRouteQuery(listPublicationPoints, { query: { limit: 1 } }).data?.counts;
  return (
    <Page
      title={t('publication.title')}
      note={counts ? t('publication.counts', { ...counts }) : undefined}
      extra={
        <Button href="/" target="_blank">
          {t('publication.portal')}
        </Button>
      }
    >
      <div className="note">
        <p>{t('publication.note')}</p>
        <p>{t('publication.who')}</p>
      </div>
      <Tabs
        items={[
          { key: 'points', label: t('tab.points'), children: <PointsTab onChange={setChange} /> },
          { key: 'factors', label: t('tab.factors'), children: <FactorsTab onChange={setChange} /> },
          { key: 'settings', label: t('tab.settings'), children: <SettingsTab onChange={setChange} /> },
        ]}
      />
      {change ? <ChangeDialog change={change} onClose={() => setChange(null)} /> : null}
    </Page>
  );
}
