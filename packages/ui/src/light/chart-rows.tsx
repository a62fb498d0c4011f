import type { ReactNode } from 'react';

export interface ChartRow {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  /** Where the value leads. */
  readonly href?: string | null;
  readonly bad?: boolean;
}

export interface ChartWords {
  readonly asTable: string;
  readonly time: string;
  readonly value: string;
  readonly note?: string;
}

/** What a chart draws, as a table: for readers of screens, for the keyboard, for copying. */
export function ChartRows({
  rows,
  words,
  label,
  link,
}: {
  rows: readonly ChartRow[];
  words: ChartWords;
  label: string;
  link: (href: string, text: string) => ReactNode;
}): ReactNode {
  return (
    <details className="chart-rows">
      <summary>{words.asTable}</summary>
      <div className="scroll">
        <table aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{words.time}</th>
              <th scope="col">{words.value}</th>
              {words.note ? <th scope="col">{words.note}</th> : null}
            </tr>
          </thead>
          <tbody>
            {[...rows].reverse().map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.label}</th>
                <td className={row.bad ? 'bad' : undefined}>
                  {row.href ? link(row.href, row.value) : row.value}
                </td>
                {words.note ? <td>{row.note ?? ''}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
