import { Link } from '@tanstack/react-router';
import type { DataColumn, useText } from '@tarim/ui';
import type { CaseSummary } from '../contract.ts';
import { ClockTag, StateTag } from './words.tsx';

type Row = Pick<CaseSummary, 'id' | 'number' | 'party' | 'cause' | 'state' | 'next'>;

/** What is told of a case wherever cases are listed: which, whose, why, how far, and the term that ends first. */
export const caseColumns = <T extends Row>(t: ReturnType<typeof useText>): DataColumn<T>[] => [
  {
    title: t('field.number'),
    value: (row) => row.number,
    render: (_, row) => <Link to={`/enforcement/cases/${row.id}` as string}>{row.number}</Link>,
  },
  { title: t('field.party'), dataIndex: 'party' },
  { title: t('field.cause'), dataIndex: 'cause' },
  {
    title: t('field.state'),
    value: (row) => t(`state.${row.state}`),
    render: (_, row) => <StateTag state={row.state} />,
  },
  {
    title: t('field.next'),
    value: (row) => row.next?.due ?? '',
    render: (_, row) => (row.next ? <ClockTag clock={row.next} /> : t('cases.noClock')),
  },
];
