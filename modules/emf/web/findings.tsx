import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Empty, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  EMF_FINDING_STATES,
  type EmfFinding,
  type EmfFindingState,
  listEmfFindings,
  percentWords,
} from '../contract.ts';
import { FindingTag, Unverified } from './words.tsx';

const TEN_THOUSAND = 10_000;

/** 电磁超限发现: what lies above the limit, with the one place to go on. */
export default function EmfFindingsPage(): ReactNode {
  const t = useText('emf');
  const unitName = useUnitName();
  const at = useCursor<number>();
  const [state, setState] = useState<EmfFindingState | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const query = useRouteQuery(listEmfFindings, { query: { before: at.cursor, state, unit } });
  const rows = (query.data?.findings ?? []) as EmfFinding[];
  const penalty = query.data?.penalty;
  return (
    <Page title={t('menu.emfFindings')} note={t('findings.note')}>
      {penalty ? (
        <p className="muted">
          {t('findings.penalty', {
            act: penalty.act,
            article: penalty.article,
            from: penalty.fromCNY / TEN_THOUSAND,
            to: penalty.toCNY / TEN_THOUSAND,
          })}{' '}
          <Unverified confidence={penalty.confidence} />
        </p>
      ) : null}
      <div className="filters">
        <Select<EmfFindingState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ width: 150 }}
          onChange={(one) => {
            setState(one);
            at.reset();
          }}
          options={EMF_FINDING_STATES.map((value) => ({ value, label: t(`finding.${value}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 240 }}
          {...(unit ? { value: unit } : {})}
          onChange={(one) => {
            setUnit(one);
            at.reset();
          }}
        />
      </div>
      <QueryState query={query}>
        <DataTable<EmfFinding>
          name={t('menu.emfFindings')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 760 }}
          dataSource={rows}
          locale={{ emptyText: <Empty description={t('findings.none')} /> }}
          columns={[
            {
              title: t('field.measuredAt'),
              value: (row) => instant(row.measuredAt),
              render: (_, row) => (
                <Link to={`/emf/measurements/${row.measurementId}` as string}>
                  {formatTime(row.measuredAt)}
                </Link>
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
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}
