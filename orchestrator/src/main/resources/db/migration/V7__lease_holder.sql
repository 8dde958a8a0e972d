-- The name on the devices' leases: the controller's and something that no other data folder has; and who started last.
alter table controller add column holder text;
alter table controller add column server text;
