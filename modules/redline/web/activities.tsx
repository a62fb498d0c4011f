import { Page, useMay, useText } from '@tarim/ui';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { ActivityDialog } from './activity-dialog.tsx';
import { Activities } from './activity-table.tsx';
import { Classes } from './classes.tsx';

/** 人类活动: the baseline and what was seen since, with the table of classes. */
export default function ActivitiesPage(): ReactNode {
  const t = useText('redline');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('activities.title')}
      note={t('activities.note')}
      extra={
        may('redline.record') ? <Button onClick={() => setAdding(true)}>{t('activities.add')}</Button> : null
      }
    >
      <Activities filters />
      <h4 className="section-title">{t('class.title')}</h4>
      <Classes />
      {adding ? <ActivityDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
