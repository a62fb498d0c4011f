import { formatTime, LiveHint, Page, QueryState, useText } from '@tarim/ui';
import { Alert, Button, Card } from 'antd';
import type { ComponentProps, ReactNode } from 'react';
import type { ChangeRun, TransitionRun } from '../contract.ts';
import { RunState, Simulated, useImageryNews } from './words.tsx';

/** What the comparisons of two scenes have in common: dates, a way to stop, how far it is, why it failed. */
export function RunPage<R extends ChangeRun | TransitionRun>({
  fallback,
  query,
  onCancel,
  cancelling,
  outcome,
  parameters,
}: {
  /** Title until the run is there. */
  fallback: string;
  query: ComponentProps<typeof QueryState>['query'] & { readonly data: R | undefined };
  onCancel: (id: number) => void;
  cancelling: boolean;
  outcome: (run: R) => ReactNode;
  parameters: (run: R) => ReactNode;
}): ReactNode {
  const t = useText('imagery');
  const connected = useImageryNews();
  const run = query.data;
  const open = run?.state === 'waiting' || run?.state === 'running';
  const day = (one: { readonly takenAt: string }) => formatTime(one.takenAt, 'date');
  return (
    <Page
      title={run?.title ?? fallback}
      note={run ? `${day(run.before)} → ${day(run.after)}` : undefined}
      extra={
        <>
          <Simulated when={run?.simulated ?? false} />
          {run?.mine && open ? (
            <Button loading={cancelling} onClick={() => onCancel(run.id)}>
              {t('changes.cancel')}
            </Button>
          ) : null}
        </>
      }
    >
      <LiveHint connected={connected} />
      <QueryState query={query}>
        {run ? (
          <>
            {run.failure ? (
              <Alert
                type="error"
                showIcon
                style={{ marginBottom: 14 }}
                title={run.failure.message}
                description={run.failure.code}
              />
            ) : null}
            {run.outcome ? (
              outcome(run)
            ) : (
              <Card size="small" style={{ marginBottom: 14 }}>
                <RunState run={run} />
              </Card>
            )}
            <h4 className="section-title">{t('changes.parameters')}</h4>
            {parameters(run)}
          </>
        ) : null}
      </QueryState>
    </Page>
  );
}
