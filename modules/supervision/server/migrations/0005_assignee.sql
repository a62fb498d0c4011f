-- Handed by a person to somebody by name (指派): a team, or who is on duty.
-- {kind: 'person' | 'team', name, account, userId}; account and userId only of a person who has an account.
alter table supervision.task add column assignee jsonb;
