-- The neighbours: other customers' carts, which are in the store of every test from module 02 on.
--
-- Their ids look like the tests' ids, and their events like the tests' events. One has come further than a test's cart does,
-- some were recorded long ago, and some lie in the future. Code that mixes up two streams, or takes all of them for one, is
-- seen. No task and no test is about them. After a test they have to be as they were: the schema neighbours has a copy of each
-- table's rows, under the table's name. A query on a whole table leaves them out: where not neighbours.have(stream_id).

create schema neighbours;

create temp table neighbour (
    cart_id text, customer_id text, product_id text, since timestamptz, version int, last_event text
) on commit drop;

insert into neighbour values
    ('cart-10',                           'customer-10',       'SHOES',  '2035-01-01 09:00Z', 12, 'ProductItemAdded'),
    ('cart_1',                            'customer_1',        'shoe_',  '2001-01-01 09:00Z',  4, 'Confirmed'),
    ('CART-1',                            'CUSTOMER-1',        'SHOES',  '2035-01-02 09:00Z',  3, 'ProductItemAdded'),
    ('Cart-1',                            'Customer-1',        'Shoes',  '2001-01-02 09:00Z',  2, 'Canceled'),
    ('cart-1 ',                           'customer-1 ',       'shoes ', '2035-01-03 09:00Z',  3, 'ProductItemAdded'),
    (' cart-1',                           ' customer-1',       ' shoes', '2001-01-03 09:00Z',  4, 'Canceled'),
    ('cart-%',                            'customer-%',        'shoe%',  '2035-01-04 09:00Z',  3, 'Confirmed'),
    ('cart-',                             'customer-',         'shoe',   '2001-01-04 09:00Z',  2, 'ProductItemAdded'),
    ('cart-1\',                           'customer-1\',       'shoes\', '2035-01-05 09:00Z',  2, 'ProductItemAdded'),
    ('O''Brien''s cart',                  'O''Brien',          'shoe_',  '2001-01-05 09:00Z',  5, 'Confirmed'),
    ('cart-1' || repeat('0', 193) || '1', 'the first of two',  'shoes ', '2035-01-06 09:00Z',  3, 'ProductItemAdded'),
    ('cart-1' || repeat('0', 193) || '2', 'the second of two', 'SHOES',  '2001-01-06 09:00Z',  2, 'Canceled');

insert into streams (stream_id, version) select cart_id, version from neighbour;

-- Each is opened, and filled; every third time one piece is put back.
insert into events (stream_id, version, event_id, type, data, metadata, recorded_at)
select cart_id, n, gen_random_uuid(), type,
       case type
           when 'Opened' then jsonb_build_object('cartId', cart_id, 'customerId', customer_id, 'openedAt', iso)
           when 'Confirmed' then jsonb_build_object('confirmedAt', iso)
           when 'Canceled' then jsonb_build_object('canceledAt', iso)
           else jsonb_build_object('item', jsonb_build_object('productId', product_id, 'unitPrice', 1900,
                    'quantity', case type when 'ProductItemAdded' then n else 1 end))
       end,
       '{}', moment
  from neighbour,
       generate_series(1, version) as n,
       lateral (select case when n = 1 then 'Opened' when n = version then last_event
                            when n % 3 = 0 then 'ProductItemRemoved' else 'ProductItemAdded' end as type,
                       since + n * interval '1 hour' as moment) as event,
       lateral (select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as iso) as in_words
 order by cart_id, n;

-- Their first events are moved behind the others: no table has to hold its rows in the order of their versions.
do $$
begin
    update events set type = type where version = 1;
exception when others then
    null;                       -- a store that refuses any update keeps them in that order
end;
$$;

create table neighbours.ids as
    select cart_id as id from neighbour union select customer_id from neighbour union select product_id from neighbour;
create function neighbours.have(id text) returns boolean
    language sql
    stable
return exists (select from neighbours.ids as theirs where theirs.id = have.id);

create table neighbours.streams as select stream_id, version from streams;
create table neighbours.events as
    select stream_id, version, event_id, type, data, metadata, recorded_at from events;

grant usage on schema neighbours to public;
grant select on neighbours.ids, neighbours.streams, neighbours.events to public;
