import { useText } from '@tarim/ui';
import { Button, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OutfallAct } from '../contract.ts';
import type { OutfallDetail } from './outfall.tsx';
import { ActDialog } from './outfall-act.tsx';

/** What the person may do next; what is possible but not theirs says why. */
export function OutfallActions({ detail }: { detail: OutfallDetail }): ReactNode {
  const t = useText('sources');
  const [act, setAct] = useState<OutfallAct | null>(null);
  // What leads on stands last among those that are possible.
  const main = detail.next.findLast((one) => one.act !== 'return' && one.allowed)?.act;
  return (
    <>
      {detail.next.map((one) => (
        <Tooltip key={one.act} title={one.allowed ? undefined : t(`why.${one.why}`)}>
          <Button
            type={one.act === main ? 'primary' : 'default'}
            danger={one.act === 'return'}
            disabled={!one.allowed}
            onClick={() => setAct(one.act as OutfallAct)}
          >
            {t(`act.${one.act}`)}
          </Button>
        </Tooltip>
      ))}
      {detail.next.some((one) => !one.allowed) ? (
        <small className="muted" style={{ alignSelf: 'center' }}>
          {[...new Set(detail.next.flatMap((one) => (one.allowed ? [] : t(`why.${one.why}`))))].join('；')}
        </small>
      ) : null}
      {act ? <ActDialog act={act} detail={detail} onClose={() => setAct(null)} /> : null}
    </>
  );
}
