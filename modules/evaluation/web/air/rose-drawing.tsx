import type { Of } from '@tarim/platform/contract';
import { DataTable, formatNumber, type Text } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { airRose } from '../../contract.ts';

type RoseAnswer = Of<NonNullable<typeof airRose.response>>;
type Sector = RoseAnswer['sectors'][number];

const SIZE = 400;
const CENTRE = SIZE / 2;
const RADIUS = 158;
const NAMES = [
  'N',
  'NNE',
  'NE',
  'ENE',
  'E',
  'ESE',
  'SE',
  'SSE',
  'S',
  'SSW',
  'SW',
  'WSW',
  'W',
  'WNW',
  'NW',
  'NNW',
];
const SPEED_COLOURS = ['#cfe6e8', '#8fc4c9', '#4a9da6', '#1f737d', '#0a444c'];
const SPEED_NAMES = ['≤ 1.5', '≤ 3.3', '≤ 5.4', '≤ 7.9', '> 7.9'];

/** Share of the width of a sector that its petal takes. */
const PETAL = 0.82;

function point(degrees: number, radius: number): string {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return `${(CENTRE + radius * Math.cos(angle)).toFixed(1)},${(CENTRE + radius * Math.sin(angle)).toFixed(1)}`;
}

/** A piece of a petal between two radii. */
function piece(direction: number, inner: number, outer: number): string {
  const half = (360 / NAMES.length / 2) * PETAL;
  const [from, to] = [direction - half, direction + half];
  return `M${point(from, inner)} L${point(from, outer)} A${outer},${outer} 0 0 1 ${point(to, outer)} L${point(to, inner)} A${inner},${inner} 0 0 0 ${point(from, inner)} Z`;
}

/** Wind by direction and speed; concentration by direction; and the same as a table. */
export function RoseDrawing({ data, factor, t }: { data: RoseAnswer; factor: string; t: Text }): ReactNode {
  const mostShare = Math.max(...data.sectors.map((one) => one.share), 1);
  const most = Math.max(...data.sectors.map((one) => one.meanConcentration ?? 0), 1);
  return (
    <div className="grid">
      <div className="muted">
        {t('rose.basis', { hours: data.hours, calm: formatNumber((data.calm / data.hours) * 100, 1) })}
      </div>
      <div className="roses">
        <section className="card rose">
          <h4>{t('rose.wind')}</h4>
          <Drawing label={t('rose.wind')} top={`${formatNumber(mostShare, 1)}%`}>
            {data.sectors.map((one) => petals(one, mostShare))}
          </Drawing>
          <div className="legend">
            {SPEED_NAMES.map((name, i) => (
              <span key={name}>
                <i className="swatch" style={{ background: SPEED_COLOURS[i] }} />
                {name} m/s
              </span>
            ))}
          </div>
        </section>
        <section className="card rose">
          <h4>{t('rose.pollution', { factor })}</h4>
          <Drawing label={t('rose.pollution', { factor })} top={formatNumber(most, 1)}>
            {data.sectors.map((one) =>
              one.meanConcentration === null ? null : (
                <path
                  key={one.direction}
                  d={piece(one.direction, 0, (one.meanConcentration / most) * RADIUS)}
                  fill="#b8860b"
                  fillOpacity={0.75}
                >
                  <title>{`${NAMES[one.direction / 22.5]} ${one.meanConcentration}`}</title>
                </path>
              ),
            )}
          </Drawing>
        </section>
      </div>
      <DataTable<Sector>
        name={`${data.pointName} ${t('rose.title')}`}
        rowKey="direction"
        stack={false}
        pagination={false}
        scroll={{ x: 480 }}
        dataSource={[...data.sectors]}
        columns={[
          {
            title: t('rose.direction'),
            value: (row: Sector) => row.direction,
            render: (_: unknown, row: Sector) => NAMES[row.direction / 22.5],
          },
          { title: t('rose.hours'), dataIndex: 'hours' },
          { title: t('rose.share'), dataIndex: 'share' },
          {
            title: t('rose.speed'),
            value: (row: Sector) => row.meanSpeed,
            render: (_: unknown, row: Sector) => formatNumber(row.meanSpeed, 2),
          },
          {
            title: factor,
            value: (row: Sector) => row.meanConcentration,
            render: (_: unknown, row: Sector) => formatNumber(row.meanConcentration, 1),
          },
          { title: t('simulated'), hidden: true, value: () => data.simulated },
        ]}
      />
    </div>
  );
}

function petals(sector: Sector, mostShare: number): ReactNode[] {
  const length = (sector.share / mostShare) * RADIUS;
  let from = 0;
  return sector.bySpeed.map((hours, i) => {
    const inner = from;
    from += sector.hours === 0 ? 0 : (hours / sector.hours) * length;
    return hours === 0 ? null : (
      <path
        key={`${sector.direction}/${SPEED_NAMES[i]}`}
        d={piece(sector.direction, inner, from)}
        fill={SPEED_COLOURS[i]}
      >
        <title>{`${NAMES[sector.direction / 22.5]} ${SPEED_NAMES[i]} m/s: ${hours} h`}</title>
      </path>
    );
  });
}

/** Rings, the names of the directions, and what is drawn over them. */
function Drawing({ label, top, children }: { label: string; top: string; children: ReactNode }): ReactNode {
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={label} direction="ltr">
      {[0.25, 0.5, 0.75, 1].map((part) => (
        <circle key={part} cx={CENTRE} cy={CENTRE} r={RADIUS * part} fill="none" stroke="#d5dfe0" />
      ))}
      {children}
      {NAMES.map((name, i) => {
        const [x, y] = point(i * 22.5, RADIUS + 18).split(',');
        return i % 2 === 0 ? (
          <text
            key={name}
            x={x}
            y={y}
            fontSize={13}
            fill="#4b6166"
            textAnchor="middle"
            dominantBaseline="central"
          >
            {name}
          </text>
        ) : null;
      })}
      <text x={CENTRE + 4} y={CENTRE - RADIUS + 12} fontSize={11} fill="#7a8c90">
        {top}
      </text>
    </svg>
  );
}
