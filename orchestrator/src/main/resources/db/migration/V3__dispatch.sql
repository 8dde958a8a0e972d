-- Who is served next, and with what: lab times, batches, priorities, consumables, holds for people.
alter table command add column family text;
alter table command add column nominal_s double precision;
alter table command add column lab_issued timestamp(6) with time zone;
alter table command add column lab_ended timestamp(6) with time zone;

create table command_share (
    command_id uuid not null references command,
    run_id uuid not null references run,
    step_path text not null,
    sample_id text not null,
    primary key (command_id, run_id, step_path)
);
create index command_share_run on command_share (run_id);

alter table run add column priority text default 'NORMAL' not null;
alter table run add column project text default '' not null;
alter table run add column lab_asked timestamp(6) with time zone;
alter table run_order add column priority text default 'NORMAL' not null;
alter table run_order add column project text default '' not null;
alter table run_order add column lab_asked timestamp(6) with time zone;

create table consumable (
    device text not null,
    material text not null,
    milligrams double precision not null,
    changed timestamp(6) with time zone not null,
    primary key (device, material)
);

create table device_sheet (
    device text not null primary key,
    factsheet text not null
);

create table device_hold (
    device text not null primary key,
    held boolean not null,
    held_by text not null,
    why text not null,
    since timestamp(6) with time zone not null
);
