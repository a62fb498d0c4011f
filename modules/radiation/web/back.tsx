import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export function Back({ to, title }: { to: string; title: string }): ReactNode {
  return (
    <p>
      <Link to={to as string}>← {title}</Link>
    </p>
  );
}
