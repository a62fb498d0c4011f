import { urlOf } from '@tarim/platform/contract';
import { Page, SheetImport, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { activityTemplate, importActivity, listCatchments } from '../contract.ts';
import { CatchmentForm } from './catchment-form.tsx';
import { Coefficients } from './coefficients.tsx';
import { DiffuseLoads } from './diffuse-loads.tsx';
import { Simulated } from './words.tsx';

/** Diffuse agricultural sources (农业面源) by catchment and year. */
export default function DiffusePage(): ReactNode {
  const t = useText('sources');
  const mayWrite = useMay('sources.write');
  const [open, setOpen] = useState(false);
  const list = useRouteQuery(listCatchments);
  const rows = list.data?.catchments ?? [];
  return (
    <Page
      title={t('diffuse.title')}
      note={t('diffuse.note')}
      extra={
        <>
          <Simulated when={rows.some((one) => one.simulated)} />
          {mayWrite ? (
            <Button type="primary" onClick={() => setOpen(true)}>
              {t('diffuse.new')}
            </Button>
          ) : null}
        </>
      }
    >
      {rows.some((one) => one.years.some((year) => !year.verified)) ? <Unverified /> : null}
      <Tabs
        items={[
          { key: 'loads', label: t('diffuse.loads'), children: <DiffuseLoads /> },
          { key: 'coefficients', label: t('diffuse.coefficients'), children: <Coefficients /> },
          ...(mayWrite
            ? [
                {
                  key: 'import',
                  label: t('diffuse.import'),
                  children: <SheetImport def={importActivity} template={urlOf(activityTemplate)} />,
                },
              ]
            : []),
        ]}
      />
      {open ? <CatchmentForm onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}

export function Unverified(): ReactNode {
  const t = useText('sources');
  return <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('diffuse.unverified')} />;
}
