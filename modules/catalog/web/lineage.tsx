import { useNavigate } from '@tanstack/react-router';
import { usePick, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { Lineage } from '../contract.ts';

const [BOX_W, BOX_H, GAP_X, GAP_Y, PAD] = [150, 40, 56, 16, 10];

/** Where the data come from and what is made of them, from left to right as the river flows; data sets lead to their entries. */
export function LineagePicture({ lineage, here }: { lineage: Lineage; here: string }): ReactNode {
  const t = useText('catalog');
  const pick = usePick();
  const navigate = useNavigate();
  const columns = [...new Set(lineage.nodes.map((one) => one.column))].sort((a, b) => a - b);
  const tallest = Math.max(
    ...columns.map((one) => lineage.nodes.filter((node) => node.column === one).length),
  );
  const height = tallest * (BOX_H + GAP_Y) - GAP_Y + 2 * PAD;
  const width = columns.length * (BOX_W + GAP_X) - GAP_X + 2 * PAD;
  const places = new Map<string, { x: number; y: number }>();
  columns.forEach((column, index) => {
    const nodes = lineage.nodes.filter((one) => one.column === column);
    const top = (height - nodes.length * (BOX_H + GAP_Y) + GAP_Y) / 2;
    nodes.forEach((node, row) => {
      places.set(node.id, { x: PAD + index * (BOX_W + GAP_X), y: top + row * (BOX_H + GAP_Y) });
    });
  });
  return (
    <div style={{ overflowX: 'auto' }}>
      <svg width={width} height={height} role="img" aria-label={t('lineage.title')}>
        <defs>
          <marker
            id="lineage-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" fill="#7a8b8f" />
          </marker>
        </defs>
        {lineage.edges.map(({ from, to }) => {
          const [a, b] = [places.get(from)!, places.get(to)!];
          const [x1, y1, x2, y2] = [a.x + BOX_W, a.y + BOX_H / 2, b.x - 2, b.y + BOX_H / 2];
          const bend = Math.max(20, (x2 - x1) / 2);
          return (
            <path
              key={`${from} ${to}`}
              d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
              fill="none"
              stroke="#7a8b8f"
              strokeWidth="1.4"
              markerEnd="url(#lineage-arrow)"
            />
          );
        })}
        {lineage.nodes.map((node) => {
          const { x, y } = places.get(node.id)!;
          const stage = node.kind === 'stage';
          const name = pick(node.titles.zh, node.titles.en);
          const box = (
            <>
              <title>{name}</title>
              <rect
                x={x}
                y={y}
                width={BOX_W}
                height={BOX_H}
                rx={stage ? 20 : 6}
                fill={node.id === here ? '#0b5c6b' : stage ? '#eef3f3' : '#fff'}
                stroke={stage ? '#9db9b7' : '#0b5c6b'}
              />
              <text
                x={x + BOX_W / 2}
                y={y + BOX_H / 2 + 4}
                textAnchor="middle"
                fontSize="12"
                fill={node.id === here ? '#fff' : '#14303a'}
              >
                {shortened(name)}
              </text>
            </>
          );
          if (stage || node.id === here) return <g key={node.id}>{box}</g>;
          const href = `/console/data/catalog/${node.id}`;
          return (
            <a
              key={node.id}
              href={href}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                void navigate({ to: `/data/catalog/${node.id}` as string });
              }}
            >
              {box}
            </a>
          );
        })}
      </svg>
    </div>
  );
}

/** A Chinese character is as wide as two Latin letters. */
const MOST_WIDTH = 22;
function shortened(name: string): string {
  let width = 0;
  let kept = '';
  for (const letter of name) {
    width += letter.charCodeAt(0) > 0xff ? 2 : 1;
    if (width > MOST_WIDTH) return `${kept}…`;
    kept += letter;
  }
  return name;
}
