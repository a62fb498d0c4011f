-- What the device reaches the platform through (上联网关、DTU、企业专网出口): several devices with the same name share a line, so
-- that its loss is one trouble and not as many as there are devices. Null: not known, and nothing is assumed.
alter table registry.device add column gateway text;
create index device_gateway on registry.device (gateway) where gateway is not null;
