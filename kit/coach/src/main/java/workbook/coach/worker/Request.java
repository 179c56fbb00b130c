package workbook.coach.worker;

import java.util.List;

/**
 * What the coach asks of a worker: run the tests of one module.
 *
 * @param id        tells it from the others
 * @param module    the module's id
 * @param tests     the folder of the compiled test classes
 * @param classPath all folders of the run's class path
 * @param stretch   whether the stretch tests are wanted too
 * @param store     whether the tests need a PostgreSQL: their clock begins when it is there
 * @param resident  whether more runs of the module will follow: then databases are made ready for the next one
 */
public record Request(
        long id,
        String module,
        String tests,
        List<String> classPath,
        boolean stretch,
        boolean store,
        boolean resident) {

    /** Begins a line that asks a worker to end a request, or not to begin it; its id follows. */
    public static final String CANCEL = "cancel ";
}
