import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { explainMedium } from '../../contract.ts';
import { gradeText } from './classes.tsx';
import { FindingView } from './finding.tsx';
import { BesideFinding, Rollups, WhyOrigin } from './origin.tsx';

export interface AskedMedium {
  readonly pointId: number;
  readonly title: string;
}

/** How the grade of a site came about: by which of its results, by what rule, step by step. */
export function MediumDrawer({
  asked,
  asking,
  onClose,
}: {
  asked: AskedMedium | null;
  asking: Static<NonNullable<typeof explainMedium.query>>;
  onClose: () => void;
}): ReactNode {
  const t = useText('monitoring');
  const query = useRouteQuery(
    explainMedium,
    { params: { id: asked?.pointId ?? 1 }, query: asking },
    { enabled: asked !== null },
  );
  const data = query.isPlaceholderData ? undefined : query.data;
  return (
    <Drawer open={asked !== null} onClose={onClose} size="min(680px, 100vw)" title={asked?.title}>
      <p>
        <Link to={`/monitoring/site/${asked?.pointId}` as string}>{t('view.toHistory')}</Link>
      </p>
      <QueryState query={{ ...query, data, isPending: data === undefined && !query.error }}>
        {data ? (
          <>
            <WhyOrigin t={t} origin={data.origin} why="other" />
            <p>
              <b>{gradeText(t, data.result)}</b> <span className="muted">{t(`method.${data.method}`)}</span>
            </p>
            <FindingView t={t} finding={data.finding} />
            <BesideFinding
              title={t('origin.besideResult', { result: gradeText(t, data.automatic?.result ?? null) })}
              finding={data.automatic?.finding ?? null}
            />
            <Rollups rollups={data.rollups} />
            <details>
              <summary>{t('view.tasks', { n: data.tasks.length })}</summary>
              {data.tasks.map((task) => (
                <div key={task.taskId}>
                  <Link to={`/monitoring/tasks/${task.taskId}` as string}>{task.code}</Link> {task.day}{' '}
                  <span className="muted">{gradeText(t, task.grade)}</span>
                </div>
              ))}
            </details>
          </>
        ) : null}
      </QueryState>
    </Drawer>
  );
}
