package workbook.benchmarks.store;

import eventstore.aggregation.ShoppingCart;
import eventstore.aggregation.ShoppingCartCodec;
import eventstore.aggregation.StreamAggregator;
import eventstore.appending.EventStore;
import eventstore.given.EventCodec;
import eventstore.given.ExpectedVersion;
import eventstore.given.NewEvent;
import eventstore.given.RecordedEvent;
import eventstore.projections.Carts;
import eventstore.projections.ProductPopularity;
import eventstore.projections.ProjectingStore;
import eventstore.snapshots.Snapshots;
import eventstore.timetravel.TimeMachine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import shoppingcart.ShoppingCartEvent;

/** The course's store, as its modules build it. Loaded by {@link StoreLoader}, next to the classes that it calls. */
public final class CourseStore implements Store {

    private static final int INTERVAL = 1; // a snapshot is due whenever one is asked for

    private final EventStore store = new EventStore();

    @Override
    public void append(Connection connection, String streamId, long version, List<Event> batch) throws SQLException {
        store.append(connection, streamId, ExpectedVersion.exactly(version), newEvents(batch));
    }

    @Override
    public long records(Connection connection, String streamId, Runnable each) throws SQLException {
        return new StreamAggregator<Long, RecordedEvent>(
                        0L,
                        (count, event) -> {
                            each.run();
                            return count + 1;
                        },
                        new AsRecorded())
                .aggregate(connection, streamId)
                .state();
    }

    @Override
    public long fold(Connection connection, String streamId) throws SQLException {
        return carts().aggregate(connection, streamId).version();
    }

    @Override
    public long asOf(Connection connection, String streamId, Instant moment) throws SQLException {
        return new TimeMachine<>(carts()).asOf(connection, streamId, moment).version();
    }

    @Override
    public void snapshot(Connection connection, String streamId) throws SQLException {
        snapshots().save(connection, streamId, carts().empty(), carts().aggregate(connection, streamId));
    }

    @Override
    public long load(Connection connection, String streamId) throws SQLException {
        return snapshots().load(connection, streamId).version();
    }

    @Override
    public Appender projecting(DataSource readers) {
        ProjectingStore projecting = projectingStore(readers);
        return (connection, streamId, version, batch) ->
                projecting.append(connection, streamId, ExpectedVersion.exactly(version), newEvents(batch));
    }

    @Override
    public void rebuild(Connection connection, DataSource readers) throws SQLException {
        projectingStore(readers).rebuild(connection);
    }

    private static List<NewEvent> newEvents(List<Event> batch) {
        return batch.stream()
                .map(event -> new NewEvent(event.id(), event.type(), event.data(), "{}"))
                .toList();
    }

    private static StreamAggregator<ShoppingCart, ShoppingCartEvent> carts() {
        return new StreamAggregator<>(ShoppingCart.initial(), ShoppingCart::evolve, new ShoppingCartCodec());
    }

    private static Snapshots<ShoppingCart, ShoppingCartEvent> snapshots() {
        return new Snapshots<>(carts(), ShoppingCart.class, 1, INTERVAL);
    }

    private ProjectingStore projectingStore(DataSource readers) {
        return new ProjectingStore(store, List.of(new Carts(), new ProductPopularity(readers)));
    }

    /** Events as the store holds them, so that reading them is all that is measured. */
    private static final class AsRecorded implements EventCodec<RecordedEvent> {

        @Override
        public NewEvent encode(RecordedEvent event) {
            return new NewEvent(event.id(), event.type(), event.data(), event.metadata());
        }

        @Override
        public RecordedEvent decode(RecordedEvent event) {
            return event;
        }
    }
}
