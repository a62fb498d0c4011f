import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatTime,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Popconfirm, Tag } from 'antd';
import type { ReactNode } from 'react';
import { approvePlan, getPlan, type PlanLine, removePlanLine } from '../contract.ts';
import { PlanLinesForm } from './plan-lines-form.tsx';
import { useMonths } from './words.tsx';

/** One yearly plan: its sites with items and months; in force it leads to its tasks. */
export default function PlanPage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const monthsOf = useMonths();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getPlan, { params: { id } });
  const { plan, lines = [] } = query.data ?? {};
  const may = useMay();
  const editable = plan?.state === 'draft' && may('monitoring.plan', plan.unitPath);
  const approve = useRouteMutation(approvePlan, { success: t('plan.approved') });
  const remove = useRouteMutation(removePlanLine);
  return (
    <QueryState query={query}>
      {plan ? (
        <Page
          title={plan.title}
          note={
            <>
              <Tag>{plan.year}</Tag>
              <Tag>{t(`kind.${plan.kind}`)}</Tag>
              <Tag color={plan.state === 'draft' ? 'default' : 'green'}>{t(`planState.${plan.state}`)}</Tag>
              {plan.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
              {unitName(plan.unitPath, 'line')}
              {plan.approvedBy
                ? ` · ${t('plan.approvedBy', { by: plan.approvedBy, at: formatTime(plan.approvedAt) })}`
                : ''}
            </>
          }
          extra={
            editable ? (
              <Popconfirm
                title={t('plan.approveSure')}
                description={t('plan.approveEffect')}
                onConfirm={() => approve.mutate({ params: { id }, body: {} })}
              >
                <Button type="primary" disabled={lines.length === 0} loading={approve.isPending}>
                  {t('plan.approve')}
                </Button>
              </Popconfirm>
            ) : null
          }
        >
          <div className="figures">
            <Figure label={t('plan.sites')} value={plan.lines} />
            <Figure label={t('plan.tasks')} value={plan.tasks} />
            <Figure label={t('plan.done')} value={plan.done} tone="good" />
          </div>
          {editable ? <PlanLinesForm planId={id} unitPath={plan.unitPath} /> : null}
          {plan.state === 'in-force' ? (
            <p>
              <Link to={`/monitoring/tasks?planId=${id}` as string}>{t('plan.toTasks')}</Link>
            </p>
          ) : null}
          <DataTable<PlanLine>
            name={plan.title}
            rowKey="id"
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: 860 }}
            locale={{ emptyText: t('plan.noLines') }}
            dataSource={lines}
            columns={[
              { title: t('line.site'), dataIndex: 'pointName' },
              {
                title: t('line.medium'),
                value: (row) => t(POINT_KIND_TITLES[row.pointKind]?.title ?? row.pointKind),
                render: (_, row) => t(POINT_KIND_TITLES[row.pointKind]?.title ?? row.pointKind),
              },
              {
                title: t('plan.unit'),
                value: (row) => unitName(row.unitPath, 'line'),
                render: (_, row) => unitName(row.unitPath),
              },
              {
                title: t('line.items'),
                value: (row) => row.items.join('、'),
                render: (_, row) => (
                  <span title={row.items.join('、')}>
                    {row.items.slice(0, 4).join('、')}
                    {row.items.length > 4 ? ` ${t('line.more', { n: row.items.length })}` : ''}
                  </span>
                ),
              },
              {
                title: t('line.months'),
                value: (row) => row.months.join(' '),
                render: (_, row) => monthsOf(row.months),
              },
              { title: t('line.body'), dataIndex: 'body' },
              ...(editable
                ? [
                    {
                      title: '',
                      render: (_: unknown, row: PlanLine) => (
                        <Button size="small" onClick={() => remove.mutate({ params: { id: row.id } })}>
                          {t('line.remove')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </Page>
      ) : null}
    </QueryState>
  );
}
