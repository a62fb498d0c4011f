import { usePick, useUnitName } from '@tarim/ui';
import { useCallback } from 'react';
import { type Post, ROLE_TITLES } from '../contract.ts';

/** `值班员 · 乌鲁木齐市`: a post as people say it. */
export function usePostTitle(): (post: Post) => string {
  const pick = usePick();
  const unitName = useUnitName();
  return useCallback(
    (post) => `${pick(ROLE_TITLES[post.role].zh, ROLE_TITLES[post.role].en)} · ${unitName(post.unitPath)}`,
    [pick, unitName],
  );
}
