-- Which kinds of records a point has ever sent, as other modules' relations may join it: a part of the contract.
create view telemetry.reported as select point_id, kind from telemetry.latest;
