-- A factor may stand under several limits at once (converted and actual, upper and lower, standards and targets). Each is
-- judged by itself and kept with the figures that judged it: a limit that is corrected later does not rewrite the past.
-- checks: [{limitId, nature, verdict, reason, measure, value, unit, upper, lower, exceedMultiple, standard, clause, …}]
alter table evaluation.verdict
  add column unit text,
  add column target text check (target in ('meets', 'above-target', 'not-judged')),
  add column checks jsonb not null default '[]';
alter table evaluation.verdict_revision
  add column unit text,
  add column target text,
  add column checks jsonb not null default '[]';

-- Shares of hours within a target are counted a month at a time.
create index verdict_target on evaluation.verdict (point_id, code, time) where target is not null;
