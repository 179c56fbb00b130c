package workbook.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of the class a PostgreSQL database of its own, built from all scripts on the class path up to the
 * module's. A test method may take a {@link javax.sql.DataSource}, a {@link java.sql.Connection}, {@link Sessions} for
 * step-by-step schedules, or a {@link Wire} that counts what goes over it.
 *
 * <p>When a test fails, the rows of {@code streams} and {@code events} come with the failure, and its database stays until
 * the module's next run. Nothing can hang: statements, lock waits and the test itself have limits.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(EventStoreExtension.class)
public @interface EventStoreTest {

    /** System property: {@code false} when nobody will look at a failed test's database, so that it needs not be kept. */
    String KEEP = "workbook.keep";

    /** The key under which each test's database is reported to listeners. */
    String DATABASE = "workbook.database";

    /** The module's folder, such as {@code 02-appending}. */
    String value();
}
