-- Things of others (外部接入), written by clients with a key: entities and observations of their own, read as one with what the
-- platform measures. Their ids lie above every derived one (`domain/ids.ts`).
create schema if not exists sensorthings;

create sequence sensorthings.entity_id start 900000000000000;

-- What a client wrote belongs to its key; removed entities stay for the record and are read by nobody.
create table sensorthings.thing (
  id          bigint primary key default nextval('sensorthings.entity_id'),
  key_id      uuid not null,
  unit_path   text not null,
  name        text not null,
  description text not null,
  properties  jsonb not null default '{}',
  written_at  timestamptz not null,
  removed_at  timestamptz
);
create table sensorthings.location (
  id          bigint primary key default nextval('sensorthings.entity_id'),
  key_id      uuid not null,
  thing_id    bigint not null references sensorthings.thing (id),
  name        text not null,
  description text not null,
  encoding    text not null,
  geometry    jsonb not null,
  lon         float8,
  lat         float8,
  written_at  timestamptz not null,
  removed_at  timestamptz
);
create index location_thing on sensorthings.location (thing_id);
-- Where a thing was since when: one row each time that its location is written.
create table sensorthings.historical_location (
  id          bigint primary key default nextval('sensorthings.entity_id'),
  key_id      uuid not null,
  thing_id    bigint not null references sensorthings.thing (id),
  time        timestamptz not null,
  removed_at  timestamptz
);
create index historical_thing on sensorthings.historical_location (thing_id);
create table sensorthings.sensor (
  id          bigint primary key default nextval('sensorthings.entity_id'),
  key_id      uuid not null,
  name        text not null,
  description text not null,
  encoding    text not null,
  metadata    text not null,
  written_at  timestamptz not null,
  removed_at  timestamptz
);
create table sensorthings.observed_property (
  id          bigint primary key default nextval('sensorthings.entity_id'),
  key_id      uuid not null,
  name        text not null,
  definition  text not null,
  description text not null,
  properties  jsonb not null default '{}',
  written_at  timestamptz not null,
  removed_at  timestamptz
);
create table sensorthings.datastream (
  id               bigint primary key default nextval('sensorthings.entity_id'),
  key_id           uuid not null,
  thing_id         bigint not null references sensorthings.thing (id),
  sensor_id        bigint not null references sensorthings.sensor (id),
  property_id      bigint not null references sensorthings.observed_property (id),
  name             text not null,
  description      text not null,
  observation_type text not null,
  unit             jsonb not null,
  properties       jsonb not null default '{}',
  written_at       timestamptz not null,
  removed_at       timestamptz
);
create index datastream_thing on sensorthings.datastream (thing_id);
create table sensorthings.feature (
  id          bigint primary key default nextval('sensorthings.entity_id'),
  key_id      uuid not null,
  name        text not null,
  description text not null,
  encoding    text not null,
  geometry    jsonb not null,
  lon         float8,
  lat         float8,
  written_at  timestamptz not null,
  removed_at  timestamptz
);
-- One value a stream and time; another value for the same time is a revision, and what it replaces is kept.
create table sensorthings.observation (
  stream_id   bigint not null references sensorthings.datastream (id),
  time        timestamptz not null,
  value       float8 not null,
  mark        text,
  at          timestamptz not null,
  feature_id  bigint references sensorthings.feature (id),
  parameters  jsonb not null default '{}',
  revision    int not null default 0,
  removed_at  timestamptz,
  primary key (stream_id, time)
);
create index observation_feature on sensorthings.observation (feature_id) where feature_id is not null;
create table sensorthings.observation_revision (
  stream_id   bigint not null,
  time        timestamptz not null,
  revision    int not null,
  value       float8 not null,
  mark        text,
  replaced_at timestamptz not null,
  primary key (stream_id, time, revision)
);
