import { Link, useParams } from '@tanstack/react-router';
import { DataTable, formatTime, Page, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  getPermit,
  type PermitDetail,
  type PermitOutlet,
  type QuotaUse,
  type ReportDuty,
} from '../contract.ts';
import { ApplyDialog } from './apply-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { LightTag, RenewalTag, Simulated, StateTag, Warnings } from './words.tsx';

const LOOK_MS = 60_000;

/** One permit: what it needs, what it says, its reports and what happened to it. */
export default function PermitPage(): ReactNode {
  const t = useText('permit');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getPermit, { params: { id: Number(id) } }, { refetchMs: LOOK_MS });
  const one = query.data;
  return (
    <Page
      title={one?.number ?? t('menu.permits')}
      note={one?.enterprise ?? ''}
      extra={
        <>
          <Simulated when={one?.simulated ?? false} />
          {one ? <StateTag state={one.state} /> : null}
        </>
      }
    >
      <p>
        <Link to={'/permit/permits' as string}>← {t('menu.permits')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: PermitDetail }): ReactNode {
  const t = useText('permit');
  const unitName = useUnitName();
  const [open, setOpen] = useState<'apply' | 'report' | 'end' | null>(null);
  const close = () => setOpen(null);
  return (
    <Flex vertical gap={16}>
      <Warnings permit={one} />
      {one.mayFile || one.mayManage ? (
        <Flex gap={8} wrap>
          {one.mayFile ? <Button onClick={() => setOpen('apply')}>{t('applications.new')}</Button> : null}
          {one.mayFile && one.reports.some(({ submittedOn }) => submittedOn === null) ? (
            <Button onClick={() => setOpen('report')}>{t('permit.report')}</Button>
          ) : null}
          {one.mayManage ? <Button onClick={() => setOpen('end')}>{t('permit.end')}</Button> : null}
        </Flex>
      ) : null}
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'enterprise', label: t('field.enterprise'), children: one.enterprise },
          { key: 'unit', label: t('field.unit'), children: unitName(one.unitPath, 'line') },
          { key: 'class', label: t('field.class'), children: t(`class.${one.class}`) },
          { key: 'issuer', label: t('field.issuer'), children: one.issuer },
          { key: 'from', label: t('field.validFrom'), children: one.validFrom },
          { key: 'to', label: t('field.validTo'), children: one.validTo },
          { key: 'renewal', label: t('field.renewal'), children: <RenewalTag renewal={one.renewal} /> },
          { key: 'conditions', label: t('field.conditions'), children: one.content.conditions || '—' },
        ]}
      />
      <Outlets outlets={one.content.outlets} />
      <Reports reports={one.reports} quotas={one.quotas} />
      <Card size="small" title={t('permit.timeline')}>
        <Timeline
          items={one.steps.map(({ nth, act, on, note, by, at }) => ({
            key: String(nth),
            content: (
              <>
                <b>{t(`act.${act}`)}</b> {on} · {by} <span className="muted">{formatTime(at)}</span>
                {note ? <div>{note}</div> : null}
              </>
            ),
          }))}
        />
      </Card>
      {open === 'apply' ? <ApplyDialog of={one} onClose={close} /> : null}
      {open === 'report' ? <ReportDialog of={one} onClose={close} /> : null}
      {open === 'end' ? <EndDialog id={one.id} onClose={close} /> : null}
    </Flex>
  );
}

type Row = PermitOutlet['factors'][number] & Pick<PermitOutlet, 'no' | 'name' | 'kind'>;

function Outlets({ outlets }: { outlets: readonly PermitOutlet[] }): ReactNode {
  const t = useText('permit');
  const rows: Row[] = outlets.flatMap(({ no, name, kind, factors }) =>
    factors.map((one) => ({ ...one, no, name, kind })),
  );
  return (
    <>
      <h2>{t('field.outlets')}</h2>
      <DataTable<Row>
        name={t('field.outlets')}
        rowKey={(row) => `${row.no} ${row.factor}`}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 900 }}
        dataSource={rows}
        locale={{ emptyText: t('permit.noOutlets') }}
        columns={[
          { title: t('field.outletNo'), dataIndex: 'no' },
          { title: t('field.outletName'), dataIndex: 'name' },
          { title: t('field.outletKind'), value: (row) => t(`outlet.${row.kind}`) },
          { title: t('field.factor'), dataIndex: 'factor' },
          {
            title: t('field.limit'),
            value: (row) => row.limit,
            render: (_, row) => (row.limit === null ? '—' : `${row.limit} ${row.unit}`),
          },
          { title: t('field.yearly'), value: (row) => row.yearly, render: (_, row) => row.yearly ?? '—' },
          { title: t('field.method'), value: (row) => t(`method.${row.method}`) },
          { title: t('field.frequency'), dataIndex: 'frequency' },
        ]}
      />
    </>
  );
}

function Reports({
  reports,
  quotas,
}: {
  reports: readonly ReportDuty[];
  quotas: readonly QuotaUse[];
}): ReactNode {
  const t = useText('permit');
  return (
    <>
      <h2>{t('field.reports')}</h2>
      <DataTable<ReportDuty>
        name={t('field.reports')}
        rowKey="period"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={[...reports].reverse()}
        locale={{ emptyText: t('permit.noReports') }}
        columns={[
          { title: t('field.period'), dataIndex: 'period' },
          { title: t('field.kind'), value: (row) => t(`report.${row.kind}`) },
          {
            title: t('field.due'),
            value: (row) => row.due,
            render: (_, row) => <LightTag light={row.light}>{row.due}</LightTag>,
          },
          { title: t('field.submitted'), value: (row) => row.submittedOn ?? '—' },
        ]}
      />
      <p className="muted">{t('permit.dueRule')}</p>
      {quotas.length > 0 ? (
        <>
          <h2>{t('permit.quotas')}</h2>
          <DataTable<QuotaUse>
            name={t('permit.quotas')}
            rowKey={(row) => `${row.period} ${row.factor}`}
            pagination={false}
            dataSource={[...quotas]}
            columns={[
              { title: t('field.period'), dataIndex: 'period' },
              { title: t('field.factor'), dataIndex: 'factor' },
              { title: t('field.amounts'), dataIndex: 'tonnes', align: 'right' },
              { title: t('field.yearly'), dataIndex: 'yearly', align: 'right' },
              {
                title: t('field.use'),
                value: (row) => row.use,
                render: (_, row) => <LightTag light={row.light}>{(row.use * 100).toFixed(1)}%</LightTag>,
              },
            ]}
          />
        </>
      ) : null}
    </>
  );
}
