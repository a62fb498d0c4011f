import { Link } from '@tanstack/react-router';
import {
  choiceFilter,
  formatTime,
  instant,
  ListPage,
  unitFilter,
  useList,
  useText,
  useUnitName,
} from '@tarim/ui';
import type { ReactNode } from 'react';
import { EMF_FINDING_STATES, type EmfFinding, listEmfFindings, percentWords } from '../contract.ts';
import { FindingTag, Unverified } from './words.tsx';

const TEN_THOUSAND = 10_000;

/** 电磁超限发现: what lies above the limit, with the one place to go on. */
export default function EmfFindingsPage(): ReactNode {
  const t = useText('emf');
  const unitName = useUnitName();
  const list = useList(listEmfFindings, {
    filters: {
      state: choiceFilter(t('field.state'), EMF_FINDING_STATES, (one) => t(`finding.${one}`), { width: 150 }),
      unit: unitFilter(t('field.unit'), { width: 240 }),
    },
    by: 'before',
    rows: ({ findings }) => findings as EmfFinding[],
  });
  const penalty = list.query.data?.penalty;
  return (
    <ListPage
      title={t('menu.emfFindings')}
      note={t('findings.note')}
      lead={
        penalty ? (
          <p className="muted">
            {t('findings.penalty', {
              act: penalty.act,
              article: penalty.article,
              from: penalty.fromCNY / TEN_THOUSAND,
              to: penalty.toCNY / TEN_THOUSAND,
            })}{' '}
            <Unverified confidence={penalty.confidence} />
          </p>
        ) : null
      }
      list={list}
      width={760}
      empty={t('findings.none')}
      columns={[
        {
          title: t('field.measuredAt'),
          value: (row) => instant(row.measuredAt),
          render: (_, row) => (
            <Link to={`/emf/measurements/${row.measurementId}` as string}>{formatTime(row.measuredAt)}</Link>
          ),
        },
        { title: t('field.facility'), value: (row) => row.facilityName },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        { title: t('field.measurementKind'), value: (row) => t(`measurementKind.${row.kind}`) },
        { title: t('field.percent'), value: (row) => percentWords(row.percent, false) },
        {
          title: t('field.state'),
          value: (row) => t(`finding.${row.state}`),
          render: (_, row) => <FindingTag state={row.state} />,
        },
        {
          title: t('field.conclusion'),
          value: (row) => (row.conclusion ? t(`conclusion.${row.conclusion}`) : ''),
        },
      ]}
    />
  );
}
