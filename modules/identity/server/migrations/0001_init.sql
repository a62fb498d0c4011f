create table identity.person (
  id uuid primary key,
  account text not null unique,
  name text not null,
  -- argon2id with its parameters; see domain/password.ts
  password text not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  last_sign_in_at timestamptz,
  failures int not null default 0,
  locked_until timestamptz
);

create table identity.post (
  person_id uuid not null references identity.person (id) on delete cascade,
  role text not null,
  unit_path text not null,
  enterprise_id int
);
create unique index post_once on identity.post (person_id, role, unit_path, coalesce(enterprise_id, 0));

-- A session's token is known to the browser only; here stands its hash.
create table identity.session (
  id uuid primary key,
  token_hash text not null unique,
  person_id uuid not null references identity.person (id) on delete cascade,
  created_at timestamptz not null,
  last_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  address text,
  user_agent text
);
create index session_person on identity.session (person_id);

create table identity.api_key (
  id uuid primary key,
  name text not null,
  prefix text not null,
  secret_hash text not null unique,
  scope text not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
