import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

export interface PageProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly extra?: ReactNode;
  readonly children?: ReactNode;
}

/** Heading of a page with its actions, then its content. */
export function Page({ title, note, extra, children }: PageProps): ReactNode {
  return (
    <section className="page">
      <Flex justify="space-between" align="flex-start" gap={12} wrap className="page-head">
        <div>
          <Typography.Title level={3} style={{ margin: 0 }}>
            {title}
          </Typography.Title>
          {note ? <Typography.Text type="secondary">{note}</Typography.Text> : null}
        </div>
        <Flex gap={8} wrap>
          {extra}
        </Flex>
      </Flex>
      {children}
    </section>
  );
}

export interface FigureProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly hint?: ReactNode;
  readonly tone?: 'good' | 'warn' | 'bad';
}

/** Labelled figure of an overview. */
export function Figure({ label, value, hint, tone }: FigureProps): ReactNode {
  return (
    <div className={`figure${tone ? ` figure-${tone}` : ''}`}>
      <div className="figure-label">{label}</div>
      <div className="figure-value">{value}</div>
      {hint ? <div className="figure-hint">{hint}</div> : null}
    </div>
  );
}
