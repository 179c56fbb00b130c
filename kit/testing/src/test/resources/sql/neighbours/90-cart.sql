create schema neighbours;

insert into streams (stream_id, version) values ('CART-1', 2), ('cart-10', 3);
insert into events (stream_id, version, type) values
    ('CART-1', 1, 'Opened'), ('CART-1', 2, 'Added'),
    ('cart-10', 1, 'Opened'), ('cart-10', 2, 'Added'), ('cart-10', 3, 'Added');

create table neighbours.streams as select stream_id, version from streams;
create table neighbours.events as select stream_id, version, type from events;
