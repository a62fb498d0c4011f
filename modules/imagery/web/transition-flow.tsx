import { useText } from '@tarim/ui';
import { FlowChart } from '@tarim/ui/flow-chart';
import { Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { TransitionOutcome } from '../contract.ts';
import { inHectares, useClassName } from './class-names.ts';
import { hectares } from './words.tsx';

const NODE_HEIGHT = 44;

/** What became what (桑基图): earlier classes on the left, later on the right, as wide as their area. */
export default function FlowPicture({ outcome }: { outcome: TransitionOutcome }): ReactNode {
  const t = useText('imagery');
  const nameOf = useClassName();
  const [all, setAll] = useState(false);
  const { classes, pairs } = outcome;
  const flows = useMemo(() => pairs.filter(({ from, to }) => all || from !== to), [pairs, all]);
  const option = useMemo(() => {
    const node = (side: 'a' | 'b', key: number) => {
      const one = classes.find((found) => found.key === key)!;
      return {
        name: `${side}${key}`,
        depth: side === 'a' ? 0 : 1,
        itemStyle: { color: one.colour, borderColor: 'rgba(0,0,0,0.25)', borderWidth: 1 },
        label: { formatter: nameOf(one), position: side === 'a' ? 'right' : 'left' },
      };
    };
    const told = (name: string) => {
      const one = classes.find((found) => `${found.key}` === name.slice(1));
      return one ? nameOf(one) : name;
    };
    return {
      animation: false,
      tooltip: {
        renderMode: 'richText',
        formatter: ({ dataType, data, value }: { dataType?: string; data: Link; value: number }) =>
          dataType === 'edge'
            ? `${told(data.source)} → ${told(data.target)}: ${hectares(data.value)}`
            : `${told((data as unknown as { name: string }).name)}: ${hectares(value)}`,
      },
      series: [
        {
          type: 'sankey',
          left: 8,
          right: 8,
          top: 8,
          bottom: 8,
          nodeGap: 12,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          lineStyle: { color: 'target', opacity: 0.4 },
          data: [
            ...[...new Set(flows.map(({ from }) => from))].map((key) => node('a', key)),
            ...[...new Set(flows.map(({ to }) => to))].map((key) => node('b', key)),
          ],
          links: flows.map(
            ({ from, to, area }): Link => ({
              source: `a${from}`,
              target: `b${to}`,
              value: area,
              ...(from === to ? { lineStyle: { color: '#9aa7a5', opacity: 0.25 } } : {}),
            }),
          ),
        },
      ],
    };
  }, [flows, classes, nameOf]);
  const name = (key: number) => nameOf(classes.find((one) => one.key === key)!);
  return (
    <>
      <Segmented<string>
        size="small"
        value={all ? 'all' : 'changed'}
        onChange={(value) => setAll(value === 'all')}
        options={[
          { value: 'changed', label: t('transition.onlyChanged') },
          { value: 'all', label: t('transition.all') },
        ]}
      />
      {flows.length === 0 ? (
        <p className="muted">{t('transition.nothing')}</p>
      ) : (
        <FlowChart
          option={option}
          height={Math.min(640, Math.max(260, NODE_HEIGHT * classes.length))}
          label={t('transition.flow')}
          table={{
            head: [t('transition.before'), t('transition.afterArea'), t('classes.area')],
            rows: flows.map((one) => [name(one.from), name(one.to), inHectares(one.area)]),
          }}
        />
      )}
    </>
  );
}

interface Link {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly lineStyle?: object;
}
