-- How an area looked on the day of a scene (生态状况): means over its cells, by the boundary that was in force on that day.
create table redline.area_status (
  kind        text not null,
  code        text not null,
  version     int not null,
  scene_id    int not null,
  taken_on    date not null,
  -- Metres of a cell's side, as it was read.
  gsd         float8 not null,
  cells       int not null check (cells > 0),
  observed    int not null,
  -- Share of the whole area that was clear: a scene may have a corner of it only.
  seen        float8 not null,
  -- Null where nothing was observed.
  ndvi        float8,
  fvc         float8,
  water_share float8,
  -- Of the expressions, so that figures of different rules are told apart.
  rule        text not null,
  simulated   boolean not null,
  computed_at timestamptz not null,
  primary key (kind, code, scene_id)
);
create index area_status_of on redline.area_status (kind, code, taken_on);
create index area_status_scene on redline.area_status (scene_id);
