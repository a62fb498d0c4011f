import { Page, useAddress, useMay, useText } from '@tarim/ui';
import { Button, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { EffectList } from './effect-list.tsx';
import { IndicatorImport } from './import-dialog.tsx';
import { Imports } from './imports.tsx';
import { RunDialog } from './run-dialog.tsx';
import { Schemes } from './schemes.tsx';
import { YearlyList } from './yearly-list.tsx';

/** 生态质量与保护成效: evaluations of all areas, yearly indicators, where they are from, and the schemes. */
export default function EffectsPage(): ReactNode {
  const t = useText('redline');
  const may = useMay();
  const { get, set } = useAddress();
  const [doing, setDoing] = useState<'run' | 'import' | null>(null);
  const mayRecord = may('redline.record');
  return (
    <Page
      title={t('effects.title')}
      note={t('effects.note')}
      extra={
        mayRecord ? (
          <>
            <Button onClick={() => setDoing('import')}>{t('yearly.import')}</Button>
            <Button type="primary" onClick={() => setDoing('run')}>
              {t('effects.run')}
            </Button>
          </>
        ) : null
      }
    >
      <Tabs
        destroyOnHidden
        activeKey={get('tab') ?? 'effects'}
        onChange={(tab) => set({ tab: tab === 'effects' ? undefined : tab })}
        items={[
          { key: 'effects', label: t('effects.list'), children: <EffectList /> },
          { key: 'yearly', label: t('yearly.title'), children: <YearlyList /> },
          { key: 'schemes', label: t('effects.schemes'), children: <Schemes /> },
          { key: 'imports', label: t('yearly.imports'), children: <Imports /> },
        ]}
      />
      {doing === 'import' ? <IndicatorImport onClose={() => setDoing(null)} /> : null}
      {doing === 'run' ? (
        <RunDialog
          onClose={(period) => {
            setDoing(null);
            if (period) set({ ...period, tab: undefined });
          }}
        />
      ) : null}
    </Page>
  );
}
