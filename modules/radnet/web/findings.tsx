import { Page, UnitSelect, useText } from '@tarim/ui';
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { FINDING_KINDS, FINDING_STATES, type FindingKind, type FindingState } from '../contract.ts';
import { FindingList } from './finding-list.tsx';

/** 辐射监测发现: rises in dry weather, rain, instruments at fault. */
export default function FindingsPage(): ReactNode {
  const t = useText('radnet');
  const [kind, setKind] = useState<FindingKind | undefined>();
  const [state, setState] = useState<FindingState | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const point = Number(new URLSearchParams(globalThis.location.search).get('point')) || undefined;
  return (
    <Page title={t('menu.findings')} note={t('findings.note')}>
      <div className="filters">
        <Select<FindingKind>
          allowClear
          aria-label={t('field.kind')}
          placeholder={t('field.kind')}
          style={{ width: 150 }}
          value={kind}
          onChange={setKind}
          options={FINDING_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        />
        <Select<FindingState>
          allowClear
          aria-label={t('field.progress')}
          placeholder={t('field.progress')}
          style={{ width: 150 }}
          value={state}
          onChange={setState}
          options={FINDING_STATES.map((one) => ({ value: one, label: t(`finding.${one}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={setUnit}
        />
      </div>
      <FindingList key={`${kind} ${state} ${unit}`} kind={kind} state={state} unit={unit} point={point} />
    </Page>
  );
}
