-- Failed sign-ins are counted by name and by address, whether an account has that name or not: what is answered must not
-- tell. The name stands as a hash, since people type passwords into the wrong field.
create table identity.sign_in_try (
  key text primary key,
  failures int not null default 0,
  last_at timestamptz not null,
  blocked_until timestamptz
);
create index sign_in_try_last on identity.sign_in_try (last_at);
alter table identity.person drop column failures, drop column locked_until;

-- A key lets devices of one unit in; those made before this were for all.
alter table identity.api_key add column unit_path text not null default '/';
alter table identity.api_key alter column unit_path drop default;

create index post_unit on identity.post (unit_path text_pattern_ops);
