package workbook.coach.worker;

import java.util.List;

/**
 * What the coach asks of a worker: run the tests of one module.
 *
 * @param module    the module's id
 * @param tests     the folder of the compiled test classes
 * @param classPath all folders of the run's class path
 * @param stretch   whether the stretch tests are wanted too
 * @param resident  whether more runs of the module will follow: then databases are made ready for the next one
 */
public record Request(String module, String tests, List<String> classPath, boolean stretch, boolean resident) {

    /** The line that asks a worker to end the run that it is at. */
    public static final String CANCEL = "cancel";
}
