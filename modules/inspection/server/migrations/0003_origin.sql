-- What a visit was planned for: {kind: 'task' | 'clue', id}. Whose it is looks it up; here it is only a name.
alter table inspection.visit add column origin jsonb;
create index visit_origin on inspection.visit ((origin->>'kind'), ((origin->>'id')::int)) where origin is not null;
