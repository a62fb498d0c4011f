import { Link } from '@tanstack/react-router';
import { useText } from '@tarim/ui';
import { Result } from 'antd';
import type { ReactNode } from 'react';

/** An address without a page: mistyped, or of something that was renamed. */
export function Lost(): ReactNode {
  const t = useText('console');
  return (
    <Result
      status="404"
      title={t('shell.lost')}
      subTitle={t('shell.lostHint')}
      extra={<Link to="/">{t('shell.toStart')}</Link>}
    />
  );
}
