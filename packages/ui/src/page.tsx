import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

/** Heading of a page with its actions, then its content. */
export function Page({
  title,
  note,
  extra,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
}): ReactNode {
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

/** Labelled figure of an overview. */
export function Figure({
  label,
  value,
  hint,
  tone,
}: {
  label: string;
  value: ReactNode;
  hint?: ReactNode;
  tone?: 'good' | 'warn' | 'bad';
}): ReactNode {
  return (
    <div className={`figure${tone ? ` figure-${tone}` : ''}`}>
      <div className="figure-label">{label}</div>
      <div className="figure-value">{value}</div>
      {hint ? <div className="figure-hint">{hint}</div> : null}
    </div>
  );
}
