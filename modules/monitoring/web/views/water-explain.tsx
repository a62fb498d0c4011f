import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { explainWater } from '../../contract.ts';
import { FindingView } from './finding.tsx';

type Query = Static<NonNullable<typeof explainWater.query>>;
export interface Asked {
  readonly of: Query['of'];
  readonly key: string;
  readonly title: string;
}

/** Rules, figures, what lacked and the steps of what was clicked. */
export function WaterDrawer({
  asked,
  query: { from, to, unitPath, against },
  onClose,
}: {
  asked: Asked | null;
  query: Omit<Query, 'of' | 'key'>;
  onClose: () => void;
}): ReactNode {
  const t = useText('monitoring');
  const query = useRouteQuery(
    explainWater,
    { query: { from, to, unitPath, against, of: asked?.of ?? 'all', key: asked?.key ?? 'all' } },
    { enabled: asked !== null },
  );
  // What was asked before stays until the answer is there; it must not be taken for it.
  const data = query.isPlaceholderData ? undefined : query.data;
  return (
    <Drawer open={asked !== null} onClose={onClose} size="min(680px, 100vw)" title={asked?.title}>
      {asked?.of === 'section' ? (
        <p>
          <Link to={`/monitoring/site/${asked.key}` as string}>{t('view.toHistory')}</Link>
        </p>
      ) : null}
      <QueryState query={{ ...query, data, isPending: data === undefined && !query.error }}>
        {data ? (
          <>
            <FindingView t={t} finding={data.finding} />
            {data.change ? (
              <>
                <h4 className="section-title">{t(`against.${against ?? 'year-before'}`)}</h4>
                <ol className="numbered">
                  {data.change.steps.map((step) => (
                    <li key={step.formula}>
                      {step.formula} → <b>{step.result}</b> <small className="muted">{step.rule}</small>
                    </li>
                  ))}
                </ol>
              </>
            ) : null}
            <details>
              <summary>{t('view.tasks', { n: data.tasks.length })}</summary>
              {data.tasks.map((task) => (
                <div key={task.taskId}>
                  <Link to={`/monitoring/tasks/${task.taskId}` as string}>{task.code}</Link> {task.name}{' '}
                  <span className="muted">{task.day}</span>
                </div>
              ))}
            </details>
          </>
        ) : null}
      </QueryState>
    </Drawer>
  );
}
