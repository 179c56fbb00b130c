-- The neighbours' rows in the read models, as their events give them: a rebuild has to give the same.
-- A table that the learner has yet to create is left out.

create temp table change on commit drop as
select stream_id,
       data::jsonb -> 'item' ->> 'productId' as product_id,
       (data::jsonb -> 'item' ->> 'quantity')::bigint * case type when 'ProductItemRemoved' then -1 else 1 end as pieces,
       (data::jsonb -> 'item' ->> 'unitPrice')::bigint as price
  from neighbours.events
 where type in ('ProductItemAdded', 'ProductItemRemoved');

do $$
begin
    insert into carts (cart_id, customer_id, status, quantity, amount, version)
    select stream_id,
           (select data::jsonb ->> 'customerId' from neighbours.events o where o.stream_id = s.stream_id and type = 'Opened'),
           coalesce((select lower(type) from neighbours.events c
                      where c.stream_id = s.stream_id and type in ('Confirmed', 'Canceled')), 'open'),
           (select coalesce(sum(pieces), 0) from change where change.stream_id = s.stream_id),
           (select coalesce(sum(pieces * price), 0) from change where change.stream_id = s.stream_id),
           version
      from neighbours.streams s;
    create table neighbours.carts as select cart_id, customer_id, status, quantity, amount, version from carts;
    grant select on neighbours.carts to public;
exception when undefined_table then
    null;
end;
$$;

do $$
begin
    insert into product_popularity (product_id, quantity)
    select product_id, sum(pieces) from change group by product_id;
    create table neighbours.product_popularity as select product_id, quantity from product_popularity;
    grant select on neighbours.product_popularity to public;
exception when undefined_table then
    null;
end;
$$;
