import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { explainWater, STANDINGS } from '../../contract.ts';
import { className } from './classes.tsx';
import { FindingView } from './finding.tsx';
import { BesideFinding, OriginTag, Rollups, WhyOrigin } from './origin.tsx';

type Query = Static<NonNullable<typeof explainWater.query>>;
export interface Asked {
  readonly of: Query['of'];
  readonly key: string;
  readonly title: string;
}

/** Rules, figures, what lacked and the steps of what was clicked. */
export function WaterDrawer({
  asked,
  query: { from, to, unitPath, against, origin },
  onClose,
}: {
  asked: Asked | null;
  query: Omit<Query, 'of' | 'key'>;
  onClose: () => void;
}): ReactNode {
  const t = useText('monitoring');
  const query = useRouteQuery(
    explainWater,
    { query: { from, to, unitPath, against, origin, of: asked?.of ?? 'all', key: asked?.key ?? 'all' } },
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
            <Standing data={data} />
            <FindingView t={t} finding={data.finding} />
            <BesideFinding
              title={t('origin.besideResult', { result: className(t, data.automatic?.result ?? null) })}
              finding={data.automatic?.finding ?? null}
            />
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
            <Rollups rollups={data.rollups} />
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

/** Of one section what it is judged by; of many how many by each. */
function Standing({
  data: { origins },
}: {
  data: Static<NonNullable<typeof explainWater.response>>;
}): ReactNode {
  const t = useText('monitoring');
  return STANDINGS.filter((one) => origins[one]).map((one, i, list) =>
    i === 0 && list.length === 1 ? (
      <WhyOrigin key={one} t={t} origin={one} why="water" />
    ) : (
      <p key={one} className="muted">
        <OriginTag t={t} origin={one} /> {t('origin.sections', { n: origins[one]! })}
        {i === list.length - 1 ? ` ${t('origin.whyWater')}` : ''}
      </p>
    ),
  );
}
