import { urlOf } from '@tarim/platform/contract';
import { Page, SheetImport, UnitSelect, useMay, useText } from '@tarim/ui';
import { Input, Segmented, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { importMobile, MOBILE_KINDS, type MobileKind, mobileTemplate } from '../contract.ts';
import { Inspections } from './mobile-inspections.tsx';
import { Remote } from './mobile-remote.tsx';
import { Uploads } from './mobile-uploads.tsx';

export interface MobileSpan {
  readonly from: string;
  readonly to: string;
  readonly unitPath: string | undefined;
}

const monthsAgo = (n: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() - n, 15)).toISOString().slice(0, 7);
};

/** Mobile sources (移动源): what stations and roadside instruments find, never of a single vehicle. */
export default function MobilePage(): ReactNode {
  const t = useText('sources');
  const mayWrite = useMay('sources.write');
  const [from, setFrom] = useState(monthsAgo(5));
  const [to, setTo] = useState(monthsAgo(0));
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [first, last] = [from, to].sort() as [string, string];
  const span: MobileSpan = { from: first, to: last, unitPath };
  const month = (label: string, value: string, set: (value: string) => void) => (
    <Input
      type="month"
      aria-label={label}
      prefix={label}
      style={{ width: 190 }}
      value={value}
      onChange={(event) => event.target.value && set(event.target.value)}
    />
  );
  return (
    <Page title={t('mobile.title')} note={t('mobile.note')}>
      <div className="filters">
        {month(t('mobile.from'), from, setFrom)}
        {month(t('mobile.to'), to, setTo)}
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('unit')}
          placeholder={t('allUnits')}
          value={unitPath}
          onChange={setUnitPath}
        />
      </div>
      <Tabs
        items={[
          { key: 'inspections', label: t('mobile.inspections'), children: <Inspections span={span} /> },
          { key: 'remote', label: t('mobile.remote'), children: <Remote span={span} /> },
          ...(mayWrite ? [{ key: 'import', label: t('mobile.import'), children: <Import /> }] : []),
          { key: 'uploads', label: t('mobile.uploads'), children: <Uploads /> },
        ]}
      />
    </Page>
  );
}

function Import(): ReactNode {
  const t = useText('sources');
  const [kind, setKind] = useState<MobileKind>('inspection');
  return (
    <>
      <div className="filters">
        <Segmented<MobileKind>
          aria-label={t('mobile.kind')}
          value={kind}
          onChange={setKind}
          options={MOBILE_KINDS.map((value) => ({ value, label: t(`mobileKind.${value}`) }))}
        />
      </div>
      <SheetImport
        key={kind}
        def={importMobile}
        query={{ kind }}
        template={urlOf(mobileTemplate, {}, { kind })}
        accept=".xlsx,.csv"
        hint={t('mobile.fileNote')}
      />
    </>
  );
}
