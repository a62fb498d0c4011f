-- Accounts of the demonstration have a password that everybody knows: they are asleep where the demonstration does not run.
alter table identity.person add column demo boolean not null default false;
