import { brought, choiceFilter, ListPage, unitFilter, useList, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { FINDING_KINDS, FINDING_STATES, listFindings, type RadiationFinding } from '../contract.ts';
import { useFindingColumns } from './finding-list.tsx';

/** 辐射监测发现: rises in dry weather, rain, instruments at fault; the newest first. */
export default function FindingsPage(): ReactNode {
  const t = useText('radnet');
  const list = useList(listFindings, {
    filters: {
      kind: choiceFilter(t('field.kind'), FINDING_KINDS, (one) => t(`kind.${one}`), { width: 150 }),
      state: choiceFilter(t('field.progress'), FINDING_STATES, (one) => t(`finding.${one}`), { width: 150 }),
      unit: unitFilter(t('field.unit'), { width: 260 }),
      // From a station one comes here to its findings.
      point: brought(),
    },
    ask: ({ point, ...rest }) => ({ ...rest, point: Number(point) || undefined }),
    by: 'before',
    rows: ({ findings }) => findings as RadiationFinding[],
    refetchMs: 60_000,
  });
  return (
    <ListPage
      title={t('menu.findings')}
      note={t('findings.note')}
      list={list}
      width={980}
      empty={t('findings.none')}
      columns={useFindingColumns()}
    />
  );
}
