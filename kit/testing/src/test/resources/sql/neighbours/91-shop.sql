insert into carts (cart_id, quantity) values ('CART-1', 1), ('cart-10', 2);

create table neighbours.carts as select cart_id, quantity from carts;
