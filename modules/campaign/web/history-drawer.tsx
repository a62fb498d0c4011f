import { formatTime, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Drawer, Tag, Timeline } from 'antd';
import type { ReactNode } from 'react';
import { type CampaignObject, listResults } from '../contract.ts';
import { ResultTag } from './words.tsx';

/** All results of an object; none is ever altered. */
export function HistoryDrawer({
  planId,
  object,
  onClose,
}: {
  planId: number;
  object: CampaignObject;
  onClose: () => void;
}): ReactNode {
  const t = useText('campaign');
  const query = useRouteQuery(listResults, { params: { id: planId, enterpriseId: object.enterpriseId } });
  return (
    <Drawer open size={520} title={`${t('object.history')} · ${object.name}`} onClose={onClose}>
      <QueryState query={query}>
        <Timeline
          items={(query.data?.results ?? []).toReversed().map((one) => ({
            key: one.nth,
            content: (
              <>
                {one.on} <ResultTag result={one.result} />
                {one.open ? <Tag color="red">{t('field.open')}</Tag> : null}
                <div style={{ whiteSpace: 'pre-wrap' }}>{one.note}</div>
                {one.visitId ? <div>{`${t('field.visit')} ${one.visitId}`}</div> : null}
                {one.caseNumber ? <div>{`${t('field.case')} ${one.caseNumber}`}</div> : null}
                <div className="muted">
                  {one.by} · {formatTime(one.at)}
                </div>
              </>
            ),
          }))}
        />
      </QueryState>
    </Drawer>
  );
}
