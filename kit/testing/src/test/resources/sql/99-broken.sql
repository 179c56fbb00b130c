-- PostgreSQL refuses the fifth line.
create table before_the_error (id int);

create table broken (
    id nonsense
);
