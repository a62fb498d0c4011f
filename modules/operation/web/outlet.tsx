import { Link, useParams } from '@tanstack/react-router';
import { Page, QueryState, useMay, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Button, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  getOutletParameters,
  listDueTasks,
  listFaults,
  listPlanKinds,
  listRecords,
  type OutletPart,
} from '../contract.ts';
import { FaultTable, ReportFault } from './fault-view.tsx';
import { PlanForm } from './plan-form.tsx';
import { RecordForm } from './record-form.tsx';
import { RecordTable } from './record-view.tsx';
import { Remote } from './remote.tsx';
import { TaskTable } from './tasks.tsx';
import { Simulated } from './words.tsx';

/** Everything of the operation of one outlet: what is due, what was done, faults, calibration from afar. */
export default function OutletPage(): ReactNode {
  const t = useText('operation');
  const unitName = useUnitName();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getOutletParameters, { params: { id } });
  const outlet = query.data?.outlet;
  return (
    <Page
      title={outlet?.name ?? t('outlet')}
      note={outlet ? `${outlet.enterpriseName ?? ''} · ${unitName(outlet.unitPath)}` : null}
      extra={
        <>
          <Simulated when={outlet?.simulated ?? false} />
          <Link to={`/operation/parameters/${id}` as string}>
            {t('parameters.title')}
            {outlet && outlet.mismatches > 0 ? ` (${outlet.mismatches})` : ''}
          </Link>
        </>
      }
    >
      <QueryState query={query}>{outlet ? <Parts outlet={outlet} /> : null}</QueryState>
    </Page>
  );
}

function Parts({ outlet }: { outlet: OutletPart }): ReactNode {
  const t = useText('operation');
  return (
    <Tabs
      items={[
        { key: 'tasks', label: t('tasks.title'), children: <Tasks outlet={outlet} /> },
        { key: 'records', label: t('records.title'), children: <Records outlet={outlet} /> },
        { key: 'faults', label: t('faults.title'), children: <Faults outlet={outlet} /> },
        { key: 'remote', label: t('remote.title'), children: <Remote outlet={outlet} /> },
      ]}
    />
  );
}

function Tasks({ outlet }: { outlet: OutletPart }): ReactNode {
  const t = useText('operation');
  const mayPlan = useMay('operation.plan', outlet.unitPath);
  const mayRecord = useMay('operation.record');
  const list = useRouteQuery(listDueTasks, { query: { pointId: outlet.id } });
  const kinds = useRouteQuery(listPlanKinds);
  const [form, setForm] = useState<'plan' | 'record' | null>(null);
  return (
    <QueryState query={list}>
      <div className="filters">
        {mayRecord ? (
          <Button type="primary" onClick={() => setForm('record')}>
            {t('records.add')}
          </Button>
        ) : null}
        {mayPlan ? <Button onClick={() => setForm('plan')}>{t('plan.edit')}</Button> : null}
      </div>
      <TaskTable rows={list.data?.tasks ?? []} outlet={false} />
      {form === 'plan' && kinds.data && list.data ? (
        <PlanForm
          outlet={outlet}
          kinds={kinds.data.kinds}
          tasks={list.data.tasks}
          onClose={() => setForm(null)}
        />
      ) : null}
      {form === 'record' && kinds.data ? (
        <RecordForm
          outlet={outlet}
          kinds={kinds.data.kinds}
          lists={kinds.data.checklists}
          onClose={() => setForm(null)}
        />
      ) : null}
    </QueryState>
  );
}

function Records({ outlet }: { outlet: OutletPart }): ReactNode {
  const list = useRouteQuery(listRecords, { query: { pointId: outlet.id, limit: 200 } });
  return (
    <QueryState query={list}>
      <RecordTable rows={list.data?.records ?? []} outlet={false} />
    </QueryState>
  );
}

function Faults({ outlet }: { outlet: OutletPart }): ReactNode {
  const may = useMay('operation.record');
  const list = useRouteQuery(listFaults, { query: { pointId: outlet.id } });
  return (
    <QueryState query={list}>
      {may ? <ReportFault id={outlet.id} /> : null}
      <FaultTable rows={list.data?.faults ?? []} outlet={false} />
    </QueryState>
  );
}
