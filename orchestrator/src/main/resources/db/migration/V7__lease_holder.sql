-- The name on the devices' leases: the controller's and something that no other data folder has.
alter table controller add column holder text;
